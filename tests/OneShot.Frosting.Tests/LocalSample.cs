namespace OneShot.Frosting.Tests;

/// <summary>
/// The sample build in a repository of its own, with an agent that is a script: no network, no account.
/// </summary>
public sealed class LocalSample : IDisposable
{
    private const string Plan = $"""
        cat > /dev/null
        if [ "$ONESHOT_PHASE" = plan ]; then
        {PlannerScript.Good}
        exit
        fi

        """;

    private readonly string _program = Repository.Program("SampleBuild");

    public LocalSample()
    {
        Folder = new TempFolder("sample");
        Repo = GitRepo.Init(Folder["work"]);
        Repo.Commit("First", "README.md", "# Shop\n");
    }

    public TempFolder Folder { get; }

    public GitRepo Repo { get; }

    public Dictionary<string, string?> Environment { get; } =
        new()
        {
            ["NO_COLOR"] = "1",
            ["ONESHOT_COMMAND"] = "./build.sh",
            ["DISPLAY"] = "",
            ["WAYLAND_DISPLAY"] = "",
            ["BROWSER"] = "",
            ["WSL_DISTRO_NAME"] = "",
        };

    /// <summary>The arguments of a one-shot whose implementer is a script.</summary>
    public string[] Implementing(string script) =>
        [
            "--target=OneShot",
            "--forge=local",
            "--agent=command",
            "--sandbox=none",
            $"--agent-command=sh '{Folder.Write("agent.sh", Plan + script)}'",
            "--prompt=Add it",
        ];

    public Outcome Run(params string[] arguments) =>
        Launch.Run(Repo.Path, Environment, "dotnet", [_program, .. arguments]);

    public Launch Start(params string[] arguments) =>
        Launch.Start(Repo.Path, Environment, "dotnet", [_program, .. arguments]);

    /// <summary>The same at a terminal of 60 columns, of which everything that it was sent is the output.</summary>
    /// <param name="shell">A shell's line, in which <c>"$@"</c> is the command.</param>
    /// <param name="variables">What the terminal's user has set.</param>
    /// <param name="arguments">The arguments.</param>
    public Outcome AtTerminal(string shell, string variables, params string[] arguments) =>
        new PseudoTerminal(60, 24).Run(Repo.Path, Environment, shell, variables, ["dotnet", _program, .. arguments]);

    public void Dispose() => Folder.Dispose();
}
