using OneShot.Core.Model;
using OneShot.Processes;

namespace OneShot.Agents.Sessions;

/// <summary>
/// The environment of an agent, built from nothing: what programs
/// need to run, the agent's own key, and what the user listed.
/// </summary>
internal static class AgentEnvironment
{
    /// <summary>Credentials of a forge: no agent gets one, whoever lists it.</summary>
    public static readonly IReadOnlyList<string> ForgeTokens =
    [
        "GH_TOKEN",
        "GITHUB_TOKEN",
        "GH_ENTERPRISE_TOKEN",
        "GITHUB_ENTERPRISE_TOKEN",
        "ONESHOT_TOKEN",
        "ACTIONS_RUNTIME_TOKEN",
        "ACTIONS_ID_TOKEN_REQUEST_TOKEN",
        "SYSTEM_ACCESSTOKEN",
        "CI_JOB_TOKEN",
        "GITLAB_TOKEN",
    ];

    /// <summary>What programs need to run.</summary>
    public static readonly IReadOnlyList<string> Needed =
    [
        "PATH",
        "LANG",
        "LC_ALL",
        "LC_CTYPE",
        "TZ",
        "TERM",
        "USER",
        "LOGNAME",
        "SHELL",
        "DOTNET_ROOT",
        "JAVA_HOME",
        "GOROOT",
        "NVM_DIR",
        "HTTP_PROXY",
        "HTTPS_PROXY",
        "NO_PROXY",
        "ALL_PROXY",
        "http_proxy",
        "https_proxy",
        "no_proxy",
        "all_proxy",
        "SSL_CERT_FILE",
        "SSL_CERT_DIR",
        "NODE_EXTRA_CA_CERTS",
        "SystemRoot",
        "ComSpec",
        "PATHEXT",
        "ProgramFiles",
        "windir",
    ];

    // In a home that is new each time, dotnet would greet, and
    // make a certificate for a developer's web server, each time.
    private static readonly (string Name, string Value)[] FirstTime =
    [
        ("DOTNET_NOLOGO", "true"),
        ("DOTNET_GENERATE_ASPNET_CERTIFICATE", "false"),
    ];

    // MSBuild's nodes and the compiler's server outlive a build and take the next one of
    // the same user, with an agent's tasks and analyzers in it: a session has its own.
    // The names are read by MSBuild's handshake and by Microsoft.CSharp.Core.targets.
    private static readonly string[] BuildServers = ["MSBUILDNODEHANDSHAKESALT", "SharedCompilationId"];

    /// <summary>The environment of a session.</summary>
    public static Dictionary<string, string> Build(
        AgentProgram program,
        AgentCommand command,
        AgentTask task,
        AgentHome home,
        string mark,
        Func<string, string?> variable
    )
    {
        var environment = Bare(program, home, name => variable(name));
        foreach (
            var name in program
                .Descriptor.Variables.Concat(task.Variables)
                .Except(environment.Keys)
                .Except([.. ForgeTokens, .. FileCommands.Names])
                .Concat(task.HandedSecrets)
        )
        {
            if (variable(name) is { Length: > 0 } value)
                environment[name] = value;
        }

        if (variable("RUNNER_TEMP") is { Length: > 0 } temp && environment.TryGetValue("PATH", out var path))
            environment["PATH"] = Outside(path, temp);
        foreach (var (name, value) in command.Environment)
            environment[name] = value;
        foreach (var (name, value) in task.OneShotVariables)
            environment[name] = value;
        environment[ProcessTree.Mark] = mark;
        foreach (var name in BuildServers)
            environment[name] = mark;
        return environment;
    }

    /// <summary>What every program needs, and nothing else.</summary>
    public static Dictionary<string, string> Bare(AgentProgram program, AgentHome home, Func<string, string?> variable)
    {
        var environment = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var name in Needed)
        {
            if (variable(name) is { Length: > 0 } value)
                environment[name] = value;
        }

        foreach (var (name, value) in program.Descriptor.Fixed)
            environment[name] = value;
        (environment["HOME"], environment["USERPROFILE"], environment["TMPDIR"]) = (home.Path, home.Path, home.Temp);
        environment["XDG_CONFIG_HOME"] = Path.Combine(home.Path, ".config");
        environment["DOTNET_CLI_HOME"] = home.Path;
        foreach (var (name, value) in FirstTime)
            environment[name] = value;
        (environment["CI"], environment["NO_COLOR"]) = ("true", "1");
        return environment;
    }

    // The folder that a job's agent is installed in, which its own path
    // names well enough, would tell where the runner keeps its files.
    private static string Outside(string path, string folder) =>
        string.Join(
            Path.PathSeparator,
            path.Split(Path.PathSeparator)
                .Where(one =>
                    one != folder
                    && !one.StartsWith(
                        Path.TrimEndingDirectorySeparator(folder) + Path.DirectorySeparatorChar,
                        StringComparison.Ordinal
                    )
                )
        );
}
