using Octokit;
using OneShot.Core.Errors;
using OneShot.Core.Places;
using OneShot.Core.Ports;
using OneShot.GitHub;
using OneShot.Local;

namespace OneShot;

/// <summary>What a face tells about its process.</summary>
/// <param name="WorkingFolder">The folder whose repository is meant.</param>
/// <param name="CallerFolder">The folder from which relative paths in arguments count.</param>
/// <param name="Reporter">Where progress goes.</param>
internal sealed record OneShotHost(string WorkingFolder, string CallerFolder, IReporter Reporter)
{
    /// <summary>Reads the environment; the process's own unless a face has another.</summary>
    public Func<string, string?> Variable { get; init; } = Environment.GetEnvironmentVariable;

    /// <summary>With this, files of what failed that are older are those of an earlier build, and left alone.</summary>
    public DateTimeOffset? FilesSince { get; init; }

    /// <summary>Whether a person may be asked, where one sits at a terminal.</summary>
    public bool MayAsk { get; init; } = true;

    /// <summary>
    /// The folder of OneShot.Tool, the process that a local run is; beside the face's own program if not given.
    /// </summary>
    public string ProgramFolder { get; init; } = AppContext.BaseDirectory;

    /// <summary>What starts local runs; a process of that program for each if not given.</summary>
    internal IRunner? Runner { get; init; }

    /// <summary>The time.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>The caller's client for GitHub, asked for when it is needed; ours if not given.</summary>
    internal Func<IConnection>? GitHub { get; init; }

    /// <summary>Keeps the dispatches of a batch under GitHub's limits.</summary>
    internal ContentPace? Pace { get; init; }

    /// <summary>The issues that the one-shots of a batch have asked for.</summary>
    internal AskedIssues? Issues { get; init; }

    /// <summary>Finds the top of the work tree.</summary>
    /// <exception cref="OneShotException">OS3002: the working folder is in no work tree.</exception>
    public string FindTree() => WorkTreeTop.Above(WorkingFolder) ?? throw OneShotErrors.NotARepository(WorkingFolder);
}
