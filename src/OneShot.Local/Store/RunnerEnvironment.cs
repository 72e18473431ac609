using System.Collections;
using OneShot.Agents.Sandbox;
using OneShot.Agents.Sessions;
using OneShot.Core.Errors;
using OneShot.Processes;

namespace OneShot.Local.Store;

/// <summary>
/// What the process of a local run is given of the user's variables. Its own environment, which every process of the
/// same user can read while it starts, and root always, holds no more than a program needs to start. The rest comes
/// through a pipe: what git needs for the runner's own environment, and what the agent gets for its session alone.
/// </summary>
internal sealed record RunnerEnvironment
{
    // The dotnet host's, and a shell's.
    private static readonly string[] Starts =
    [
        "PATH",
        "HOME",
        "USER",
        "LOGNAME",
        "LANG",
        "LC_ALL",
        "LC_CTYPE",
        "TZ",
        "TMPDIR",
        "TEMP",
        "TMP",
        "SystemRoot",
        "SystemDrive",
        "ComSpec",
        "PATHEXT",
        "ProgramFiles",
        "ProgramData",
        "windir",
        "USERPROFILE",
        "HOMEDRIVE",
        "HOMEPATH",
        "APPDATA",
        "LOCALAPPDATA",
    ];

    // git's, with whatever helper, proxy or agent of keys it reaches a partial clone's server by; and the report's.
    private static readonly string[] Works =
    [
        "SHELL",
        "TERM",
        "EMAIL",
        "NO_COLOR",
        "SSH_AUTH_SOCK",
        "SSH_ASKPASS",
        "DISPLAY",
        "WAYLAND_DISPLAY",
        "DBUS_SESSION_BUS_ADDRESS",
        "ONESHOT_COMMAND",
        "ONESHOT_SANDBOX",
        "NUGET_PACKAGES",
        "NUGET_FALLBACK_PACKAGES",
        .. ToolHomes.Variables,
    ];

    private static readonly string[] Beginnings = ["GIT_", "GCM_", "XDG_", "LC_", "DOTNET_", "npm_config_cache"];

    /// <summary>For the runner's own process, and git.</summary>
    public required IReadOnlyDictionary<string, string> Own { get; init; }

    /// <summary>For the agent, and for commands of the repository, each as far as it is let.</summary>
    public required IReadOnlyDictionary<string, string> Agents { get; init; }

    /// <summary>What its environment holds when it starts.</summary>
    /// <param name="variables">The user's variables.</param>
    public static IEnumerable<KeyValuePair<string, string>> AtStart(IDictionary variables) =>
        [
            .. Of(variables)
                .Where(pair =>
                    Starts.Contains(pair.Key) || pair.Key.StartsWith("DOTNET_ROOT", StringComparison.Ordinal)
                ),
            ClosedProcess.NoDoors,
        ];

    /// <summary>What it is told.</summary>
    /// <param name="variables">The user's variables.</param>
    /// <param name="forAgents">Names of those that the agent may get; never a forge's credential.</param>
    /// <param name="forCommands">Names of those that commands of the repository are handed, and no agent.</param>
    public static RunnerEnvironment Told(
        IDictionary variables,
        IReadOnlyCollection<string> forAgents,
        IReadOnlyCollection<string> forCommands
    )
    {
        var all = Of(variables)
            .Where(pair => forCommands.Contains(pair.Key) || !AgentEnvironment.ForgeTokens.Contains(pair.Key))
            .ToArray();
        string[] handed = [.. forAgents, .. forCommands];
        return new RunnerEnvironment
        {
            Own = all.Where(pair => IsOwn(pair.Key) && !handed.Contains(pair.Key) && !OwnSecrets.IsNameOfOne(pair.Key))
                .ToDictionary(),
            Agents = all.Where(pair => handed.Contains(pair.Key)).ToDictionary(),
        };
    }

    /// <summary>The same, with what the user types to reach the face.</summary>
    public RunnerEnvironment WithFace(string face) =>
        this with
        {
            Own = new Dictionary<string, string>(Own) { [FaceCommand.Variable] = face },
        };

    private static bool IsOwn(string name) =>
        Works.Contains(name)
        || AgentEnvironment.Needed.Contains(name)
        || FileCommands.Names.Contains(name)
        || Beginnings.Any(beginning => name.StartsWith(beginning, StringComparison.Ordinal));

    private static IEnumerable<KeyValuePair<string, string>> Of(IDictionary variables) =>
        variables
            .Cast<DictionaryEntry>()
            .Select(variable => (Name: (string)variable.Key, Value: (string?)variable.Value ?? string.Empty))
            .Select(variable => KeyValuePair.Create(variable.Name, ValueOf(variable.Name, variable.Value)));

    // Relative, it would be another folder for whatever works elsewhere.
    private static string ValueOf(string name, string value) =>
        name is "TMPDIR" or "TEMP" or "TMP" && value.Length > 0 ? Path.GetFullPath(value) : value;
}
