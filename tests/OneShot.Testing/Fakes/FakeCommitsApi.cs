using OneShot.Core.Errors;
using OneShot.Core.Model;
using OneShot.Core.Ports;

namespace OneShot.Testing.Fakes;

/// <summary>Makes commits in a repository in memory, as a forge does that signs them.</summary>
internal sealed class FakeCommitsApi(FakeRepository repository) : ICommitsApi
{
    private readonly Dictionary<string, byte[]> _blobs = [];
    private readonly Dictionary<string, Dictionary<string, byte[]>> _trees = [];

    /// <summary>Whether it signs for whoever asks: for a workflow, and for no person.</summary>
    public bool Signs { get; set; } = true;

    /// <summary>Why no branch is moved; <see langword="null"/> where it is.</summary>
    public string? Rule { get; set; }

    /// <summary>A member that answers with the id of something else.</summary>
    public string? Garbled { get; set; }

    /// <summary>How many contents were brought.</summary>
    public int Blobs => _blobs.Count;

    public Task<string> AddBlobAsync(ReadOnlyMemory<byte> content, CancellationToken cancellationToken)
    {
        var id = FakeDelivery.IdOf(content.ToArray());
        _blobs[id] = content.ToArray();
        return Answer(nameof(AddBlobAsync), id);
    }

    public Task<string> AddTreeAsync(string tree, IReadOnlyList<ChangedFile> files, CancellationToken cancellationToken)
    {
        var known = repository.Commits.First(commit => FakeDelivery.TreeIdOf(repository.TreeOf(commit)) == tree);
        var made = repository.TreeOf(known).ToDictionary(file => file.Key, file => file.Value);
        var there = made.Values.DistinctBy(FakeDelivery.IdOf).ToDictionary(FakeDelivery.IdOf);
        foreach (var file in files)
        {
            if (file.After is not { } after)
                made.Remove(file.Path);
            else
                made[file.Path] = _blobs.GetValueOrDefault(after.Id) ?? there[after.Id];
        }

        var id = FakeDelivery.TreeIdOf(made);
        _trees[id] = made;
        return Answer(nameof(AddTreeAsync), id);
    }

    public Task<ForgeCommit> AddCommitAsync(
        string tree,
        string parent,
        string message,
        CancellationToken cancellationToken
    ) => Task.FromResult(Of(repository.Make(parent, _trees[tree], message)));

    public Task<ForgeCommit> ReadCommitAsync(string id, CancellationToken cancellationToken) => Task.FromResult(Of(id));

    public Task MoveBranchAsync(string branch, string commit, CancellationToken cancellationToken)
    {
        var name = RefName.OfBranch(branch);
        if (Rule is not null)
            throw OneShotErrors.Unprocessable("fake.example", "move the branch", Rule);
        if (repository.Remote.GetValueOrDefault(name) is not { } now || !StandsOn(now, commit))
            throw OneShotErrors.Unprocessable("fake.example", "move the branch", "Update is not a fast forward");
        repository.Move(name, commit);
        return Task.CompletedTask;
    }

    private bool StandsOn(string ancestor, string commit)
    {
        for (string? one = commit; one is not null; one = repository.ParentOf(one))
            if (one == ancestor)
                return true;
        return false;
    }

    private ForgeCommit Of(string commit) =>
        new(
            commit,
            FakeDelivery.TreeIdOf(repository.TreeOf(commit)),
            [repository.ParentOf(commit)!],
            repository.MessageOf(commit),
            Signs,
            Signs ? "valid" : "unsigned"
        );

    private Task<string> Answer(string question, string answer) =>
        Task.FromResult(Garbled == question ? new string('0', 40) : answer);
}
