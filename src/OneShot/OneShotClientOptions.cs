using Microsoft.Extensions.Logging;
using Octokit;

namespace OneShot;

/// <summary>
/// What a <see cref="OneShotClient"/> is told about the program that uses it. Everything has a default.
/// </summary>
public sealed record OneShotClientOptions
{
    /// <summary>The folder whose repository is meant; the current one if not given.</summary>
    public string WorkingFolder { get; init; } = Environment.CurrentDirectory;

    /// <summary>
    /// The folder from which relative paths in settings count; <see cref="WorkingFolder"/> if not given.
    /// </summary>
    public string? CallerFolder { get; init; }

    /// <summary>
    /// Is told what happens: progress as information, command lines and requests as debug. No secret reaches it.
    /// </summary>
    public ILogger? Logger { get; init; }

    /// <summary>
    /// Instead of <see cref="Logger"/>: for a face with an output of its
    /// own. No secret reaches it but by <see cref="IReporter.Hide"/>.
    /// </summary>
    public IReporter? Reporter { get; init; }

    /// <summary>
    /// Reads the environment: <c>ONESHOT_*</c> for what settings leave open, and where tokens are found.
    /// </summary>
    public Func<string, string?> Variable { get; init; } = Environment.GetEnvironmentVariable;

    /// <summary>
    /// A face's command line: all values of an argument, in order, which win over settings; nothing in a program.
    /// </summary>
    public Func<string, IReadOnlyList<string?>> Given { get; init; } = _ => [];

    /// <summary>
    /// What the user types to reach the face: it stands in the next step
    /// of errors and in reports. <c>ONESHOT_COMMAND</c>, or the tool.
    /// </summary>
    public string? Command { get; init; }

    /// <summary>
    /// Spells the text of an error for a face with other words than <c>--target=</c> and <c>--argument=</c>.
    /// </summary>
    public Func<string, string>? Spell { get; init; }

    /// <summary>
    /// The folder of OneShot.Tool.dll, the process that a local run is; the program's own folder if not given.
    /// </summary>
    public string ProgramFolder { get; init; } = AppContext.BaseDirectory;

    /// <summary>The time.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>The caller's client for GitHub.</summary>
    internal Func<IConnection>? GitHub { get; init; }

    /// <summary>
    /// The same with your own client for GitHub: its credentials, address, proxy and handlers are used, and no token is
    /// looked up. git is lent its credentials where they are a token.
    /// </summary>
    /// <param name="client">The client; it is not disposed of. One that speaks to another server than the remote's is
    /// OS3138. Its requests that are PATCH or PUT can't be stopped, only the wait for them.</param>
    /// <returns>New options.</returns>
    public OneShotClientOptions UseGitHub(IGitHubClient client)
    {
        ArgumentNullException.ThrowIfNull(client);
        return this with { GitHub = () => client.Connection };
    }

    /// <summary>Is told where all is that was made, for a face that tells that as one answer.</summary>
    internal Action<IReadOnlyList<string>>? Ended { get; init; }

    /// <summary>Whether the face has a command that opens the report of a local one-shot.</summary>
    internal bool OpensReports { get; init; } = true;
}
