using Build.Release;
using Cake.Common;
using Cake.Core;
using Cake.Core.IO;
using OneShot.Frosting;

namespace Build;

/// <summary>What this repository's own build knows.</summary>
public sealed class BuildContext : OneShotContext
{
    /// <summary>The arguments this build adds to OneShot's.</summary>
    public static readonly string[] OwnArguments =
    [
        "bench-rounds",
        "check",
        "configuration",
        "filter",
        "source",
        "stand-in",
    ];

    private readonly Lazy<DirectoryPath> _root;
    private readonly Dictionary<Action<BuildContext>, Task> _begun = [];

    /// <summary>
    /// Makes the context; in a workflow's job the build is a program that
    /// stands far from the repository, and only OneShot's tasks run.
    /// </summary>
    public BuildContext(ICakeContext context)
        : base(context) => _root = new(FindRoot);

    /// <summary>The repository's root, wherever the user is.</summary>
    public DirectoryPath Root => _root.Value;

    /// <summary>The solution.</summary>
    public FilePath Solution => Root.CombineWithFilePath("OneShot.sln");

    /// <summary>Where results of tests go.</summary>
    public DirectoryPath TestResults => Root.Combine("artifacts/test-results");

    /// <summary>Where the results of the tests with real agents go: the other run must not take them away.</summary>
    public DirectoryPath AgentTestResults => Root.Combine("artifacts/test-results-agents");

    /// <summary><c>--configuration</c>, <c>Debug</c> when not given.</summary>
    public string BuildConfiguration => this.Argument("configuration", "Debug");

    /// <summary>What is released, once that was looked at.</summary>
    internal ReleasedCommit? Released { get; set; }

    /// <summary><c>--filter</c> of <c>dotnet test</c>.</summary>
    public string? Filter => this.Argument<string?>("filter", null);

    /// <summary>
    /// Begins an installation, once however often it is asked for, beside whatever goes on: most of it is waiting for a
    /// server. Whoever needs it waits for it.
    /// </summary>
    internal Task Begin(Action<BuildContext> install)
    {
        if (!_begun.TryGetValue(install, out var begun))
            _begun[install] = begun = Task.Run(() => install(this));
        return begun;
    }

    /// <summary>Whether a target was asked for, and not only what depends on it.</summary>
    internal bool IsAskedFor(string target) =>
        string.Equals(this.Argument("target", ""), target, StringComparison.OrdinalIgnoreCase);

    /// <summary>The projects with tests that <c>--filter</c> can pick; all without one.</summary>
    internal TestProject[] PickedTests =>
        [.. TestProject.All(Root.FullPath).Where(project => Filter is null || project.Has(Filter))];

    private DirectoryPath FindRoot()
    {
        var folder = new DirectoryPath(AppContext.BaseDirectory);
        while (!FileSystem.GetFile(folder.CombineWithFilePath("OneShot.sln")).Exists)
            folder = folder.GetParent() ?? throw new CakeException("OneShot.sln was not found above the build.");
        return folder;
    }
}
