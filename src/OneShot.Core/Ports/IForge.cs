using OneShot.Core.Model;

namespace OneShot.Core.Ports;

/// <summary>Where pull requests and runs live.</summary>
internal interface IForge
{
    /// <summary>How people call it, such as <c>github.com/acme/shop</c>; see <see cref="ForgeName"/>.</summary>
    string Name { get; }

    /// <summary>How it differs from other forges.</summary>
    ForgeTraits Traits { get; }

    /// <summary>What people are told of it, and type to go on.</summary>
    IForgeWords Words { get; }

    /// <summary>Issues, comments and labels.</summary>
    IIssues Issues { get; }

    /// <summary>Whether issues can be read: a preview without a token can't.</summary>
    bool HasIssues => true;

    /// <summary>What the doctor asks it; <see langword="null"/> where there is nothing to ask.</summary>
    IForgeFacts? Facts => null;

    /// <summary>Makes commits that the forge signs; <see langword="null"/> where it can't.</summary>
    ICommitsApi? Commits => null;

    /// <summary>What the team's own CI says of commits; <see langword="null"/> where there is none.</summary>
    IChecksApi? Checks => null;

    /// <summary>Where its branches are, with what lets git in.</summary>
    /// <param name="repository">The repository, and the remote that was asked for.</param>
    /// <returns>The remote; <see langword="null"/> when the repository lacks it.</returns>
    Remote? BranchesOf(RepositoryState repository);

    /// <summary>The page of a pull request of which only the number is told.</summary>
    /// <param name="number">The number.</param>
    /// <returns>The page.</returns>
    string PageOf(int number);

    /// <summary>Whether somebody is us: whoever the token is, or the forge's own workflows.</summary>
    /// <param name="login">Who.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns><see langword="true"/> when it is.</returns>
    Task<bool> IsOursAsync(string login, CancellationToken cancellationToken);

    /// <summary>Asks whether somebody may write to the repository, as it is at this moment.</summary>
    /// <param name="login">Who.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns><see langword="true"/> when they may.</returns>
    Task<bool> MayWriteAsync(string login, CancellationToken cancellationToken);

    /// <summary>Checks, without writing, that a one-shot can be dispatched here.</summary>
    /// <param name="workflow">The workflow's file name.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>The default branch, and its commit where the forge is this repository.</returns>
    /// <exception cref="OneShotException">OS3010, or one of OS4: the
    /// repository, the right to push or the workflow is missing.</exception>
    Task<Trunk> CheckAsync(string workflow, CancellationToken cancellationToken);

    /// <summary>
    /// Finds a one-shot's pull request, open or not. Branch names come back; one that says
    /// it is another one-shot's is not it, nor is one of somebody who may not write here.
    /// </summary>
    /// <param name="branch">The branch.</param>
    /// <param name="id">The one-shot.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>The pull request, the newest if there are several; <see langword="null"/> when there is none.</returns>
    Task<PullRequest?> FindPullRequestAsync(string branch, DistinctId id, CancellationToken cancellationToken);

    /// <summary>
    /// Opens a draft; where the branch has a pull request already,
    /// even by a request whose answer was lost, that one is returned.
    /// </summary>
    /// <param name="pullRequest">The draft.</param>
    /// <param name="id">The one-shot.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>The pull request.</returns>
    Task<PullRequest> OpenPullRequestAsync(
        NewPullRequest pullRequest,
        DistinctId id,
        CancellationToken cancellationToken
    );

    /// <summary>Reads a pull request with its title and body.</summary>
    /// <param name="number">Its number.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>The pull request.</returns>
    /// <exception cref="OneShotException">OS4003: there is none.</exception>
    Task<PullRequest> GetPullRequestAsync(int number, CancellationToken cancellationToken);

    /// <summary>Changes a pull request's text.</summary>
    /// <param name="number">Its number.</param>
    /// <param name="title">The new title; <see langword="null"/> leaves it.</param>
    /// <param name="body">The new body; <see langword="null"/> leaves it.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>The running request.</returns>
    Task UpdatePullRequestAsync(int number, string? title, string? body, CancellationToken cancellationToken);

    /// <summary>Makes a draft ready for review; one that is ready stays so.</summary>
    /// <param name="number">Its number.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>The running request.</returns>
    Task MarkReadyAsync(int number, CancellationToken cancellationToken);

    /// <summary>Says something of a commit, in the place of what was said before.</summary>
    /// <param name="status">What.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>The running request; done at once where the forge has no such thing.</returns>
    Task SetStatusAsync(CommitStatus status, CancellationToken cancellationToken);

    /// <summary>Closes a pull request; one that is closed stays so.</summary>
    /// <param name="number">Its number.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>The running request.</returns>
    Task ClosePullRequestAsync(int number, CancellationToken cancellationToken);

    /// <summary>
    /// Makes a pull request's label say how far its one-shot is, and no other of <see cref="StateLabels"/>; somebody
    /// else's labels stay, and what is so already is left.
    /// </summary>
    /// <param name="number">Its number.</param>
    /// <param name="stage">How far it is.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>The running requests.</returns>
    Task SetStateLabelAsync(int number, OneShotStage stage, CancellationToken cancellationToken);

    /// <summary>Asks for a run, once: a lost answer is told, not repeated.</summary>
    /// <param name="run">The run.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>The run, or that it is not told, or that the answer was lost.</returns>
    Task<DispatchAnswer> DispatchAsync(NewRun run, CancellationToken cancellationToken);

    /// <summary>Finds the run of a one-shot by the id in its name.</summary>
    /// <param name="workflow">The workflow's file name.</param>
    /// <param name="id">The one-shot.</param>
    /// <param name="since">The earliest time it can have been created.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>The oldest such run that was not cancelled; <see langword="null"/> when there is none yet.</returns>
    Task<Run?> FindRunAsync(string workflow, DistinctId id, DateTimeOffset since, CancellationToken cancellationToken);

    /// <summary>Asks where a run is.</summary>
    /// <param name="id">The run.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>The run.</returns>
    Task<Run> GetRunAsync(string id, CancellationToken cancellationToken);

    /// <summary>Asks how far a run's jobs are.</summary>
    /// <param name="run">The run.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>Those that are known so far, in their order.</returns>
    Task<IReadOnlyList<RunJob>> JobsOfAsync(string run, CancellationToken cancellationToken);

    /// <summary>Reads the end of what a job that is over has told; it is anybody's text.</summary>
    /// <param name="job">The job: <see cref="RunJob.Id"/>.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>The text; <see langword="null"/> where none is kept, or can't be had.</returns>
    Task<string?> LogOfAsync(string job, CancellationToken cancellationToken);

    /// <summary>Cancels a run; one that is over stays so.</summary>
    /// <param name="id">The run.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>Whether it had not ended by itself before.</returns>
    Task<bool> CancelRunAsync(string id, CancellationToken cancellationToken);
}
