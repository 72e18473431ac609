using OneShot.Core.Model;

namespace OneShot.Core.Verifying;

/// <summary>What is to be verified.</summary>
/// <param name="Start">The commit that the one-shot started from.</param>
/// <param name="Commit">The commit that was delivered.</param>
/// <param name="Limits">What was asked, and what the command may use and reach.</param>
/// <param name="Logs">A folder for what the command prints.</param>
internal sealed record VerifyRequest(string Start, string Commit, AgentLimits Limits, string Logs)
{
    /// <summary>What is left for the command, where that is less than the limits say.</summary>
    public TimeSpan? Left { get; init; }

    /// <summary>
    /// How the command ended on what was delivered, where that is known of this machine; <see langword="null"/> runs it.
    /// </summary>
    public VerifyResult? Known { get; init; }

    /// <summary>Folders that no sandbox shows.</summary>
    public IReadOnlyList<string> Hidden { get; init; } = [];

    /// <summary>A command of the repository's own, with what it may reach and is handed.</summary>
    /// <param name="line">The command, for a shell.</param>
    /// <param name="place">The checkout that it runs in.</param>
    /// <param name="results">A folder for results of tests.</param>
    /// <param name="log">The name of the file for what it prints.</param>
    /// <param name="feeds">The texts of trunk's configuration of package feeds, by their names.</param>
    /// <param name="limit">When it is ended.</param>
    public SandboxedCommand CommandIn(
        string line,
        Checkout place,
        string results,
        string log,
        IReadOnlyList<(string Name, string Text)> feeds,
        TimeSpan limit
    ) =>
        new(line, place.Folder, results, Path.Combine(Logs, log), limit)
        {
            Scratch = place.Scratch,
            Sandbox = Limits.Sandbox,
            AllowedHosts = Limits.AllowedHosts,
            FeedFiles = feeds,
            Readable = place.Readable,
            Hidden = Hidden,
            Secrets = Limits.VerifySecrets,
        };
}
