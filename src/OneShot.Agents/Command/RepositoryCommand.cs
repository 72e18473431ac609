using System.Text.Json;
using OneShot.Agents.Sessions;
using OneShot.Core.Model;

namespace OneShot.Agents.Command;

/// <summary>
/// A command of the repository's own: any exit code is an answer. Builds and tests of .NET write their results into
/// <c>ONESHOT_RESULTS</c> by themselves; other programs are told the folder.
/// </summary>
internal sealed class RepositoryCommand() : ShellProgram(new AgentDescriptor("verify") { TellsTurns = false })
{
    private readonly Reader _reader = new();

    public override bool TellsUse => false;

    /// <summary>Its exit code; <see langword="null"/> before it ended, or where it was ended.</summary>
    public int? ExitCode => _reader.ExitCode;

    /// <summary>The last lines that it printed.</summary>
    public IReadOnlyList<string> Tail => _reader.Tail;

    /// <summary>The session that it is.</summary>
    /// <param name="command">The command.</param>
    /// <param name="used">Is told how long it took, and the sandbox it ran in.</param>
    /// <returns>The session.</returns>
    public AgentTask Session(SandboxedCommand command, Action<AgentUsage> used) =>
        new(Name, null, AgentPhase.Implement, string.Empty, command.Folder, command.LogPath, command.TimeLimit)
        {
            Scratch = command.Scratch,
            Command = command.Line,
            Sandbox = command.Sandbox,
            AllowedHosts = command.AllowedHosts,
            FeedFiles = command.FeedFiles,
            Readable = command is { Setup: { } made, MakesSetup: false }
                ? [.. command.Readable, made]
                : command.Readable,
            Hidden = command.Hidden,
            Writable = command is { Setup: { } makes, MakesSetup: true } ? [command.Results, makes] : [command.Results],
            HandedSecrets = command.Secrets,
            Used = used,
            OneShotVariables = Variables(command),
        };

    public override AgentReader Read() => _reader;

    private static Dictionary<string, string> Variables(SandboxedCommand command)
    {
        var variables = DotNetResults.Variables(command.Results, command.Folder);
        if (command.Setup is { } setup)
            variables["ONESHOT_SETUP"] = setup;
        return variables;
    }

    private sealed class Reader() : ShellReader("verify")
    {
        public int? ExitCode { get; private set; }

        public override OneShotException? FailureOf(int exitCode)
        {
            ExitCode = exitCode;
            return null;
        }

        protected override void Event(JsonElement line) => Keep(line.GetRawText());
    }
}
