using OneShot.Core.Model;

namespace OneShot.Core.Ports;

/// <summary>What people are told of a forge, and what they type there to go on.</summary>
internal interface IForgeWords
{
    /// <summary>What it is, and where its things are, in one line.</summary>
    string Place { get; }

    /// <summary>Who works on a one-shot, as a sentence of its pull request begins.</summary>
    string Worker { get; }

    /// <summary>What is done instead of <c>--again</c>; <see langword="null"/> where that is possible.</summary>
    string? InsteadOfAgain { get; }

    /// <summary>What is told when a run is asked for.</summary>
    /// <param name="workflow">The workflow's file name.</param>
    /// <param name="start">The branch whose workflow it is.</param>
    /// <param name="agent">The agent.</param>
    /// <returns>A line.</returns>
    string Starting(string workflow, string start, string agent);

    /// <summary>How a run that failed is tried again.</summary>
    /// <param name="run">The run.</param>
    /// <returns>One sentence; <see langword="null"/> where that is not known.</returns>
    string? Retry(RunReference run);

    /// <summary>How a run whose work was refused is done anew: its last job would judge the same once more.</summary>
    /// <param name="run">The run.</param>
    /// <returns>The words; <see langword="null"/> when the refusal says them itself, or they are not known.</returns>
    string? AfterRefusal(RunReference run);

    /// <summary>How the agent is started once more where a part of its work was taken out.</summary>
    /// <param name="run">The run.</param>
    /// <param name="artifact">What keeps the work, where a run has such things.</param>
    /// <returns>The words; <see langword="null"/> where that is not known.</returns>
    string? AfterTakenOut(RunReference run, string artifact);

    /// <summary>The command that gets an artifact of a run.</summary>
    /// <param name="run">The run.</param>
    /// <param name="artifact">The artifact.</param>
    /// <param name="folder">Where it is put.</param>
    /// <returns>The command; <see langword="null"/> where a run leaves its files on this machine.</returns>
    string? Download(RunReference run, string artifact, string folder);

    /// <summary>How work that was kept instead of delivered is asked for once more.</summary>
    /// <param name="run">The run.</param>
    /// <returns>One sentence; <see langword="null"/> where that is not known.</returns>
    string? AfterKept(RunReference run);

    /// <summary>Where what a run told is to be read, or the rest of it.</summary>
    /// <param name="run">The run.</param>
    /// <returns>One line; <see langword="null"/> where nothing more is.</returns>
    string? Log(RunReference run);

    /// <summary>The command that has a plan implemented as it is now, after somebody edited it.</summary>
    /// <param name="run">The run.</param>
    /// <param name="plan">The plan's issue, and the one-shot it is of.</param>
    /// <returns>The command.</returns>
    string Implement(RunReference run, PlanReference plan);

    /// <summary>The command that has a plan implemented which somebody put into an issue of their own.</summary>
    string ImplementOwn { get; }
}
