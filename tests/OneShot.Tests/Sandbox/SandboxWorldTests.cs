namespace OneShot.Tests.Sandbox;

/// <summary>
/// What a session sees and reaches of the machine it runs on: as root and as
/// an ordinary user, and without a sandbox, which shows that each trick works.
/// </summary>
public sealed class SandboxWorldTests(SandboxWorldTests.Runs runs) : IClassFixture<SandboxWorldTests.Runs>
{
    // Of these the rights of the session's user decide, sandbox or
    // not; the kernel's keys and open files are left behind always.
    private static readonly string[] OfRights =
    [
        "a key of the kernel's",
        "a folder that whoever started it had open",
        "a file of root's",
        "a setting of the kernel's",
        "a right of root's",
        "the system's programs",
        "a namespace of its own",
    ];

    // A job's task works in the repository itself.
    private static readonly string[] OfRuns =
    [
        "the user's repository",
        "the repository's configuration",
        "the run's folder",
    ];

    public static TheoryData<string> Names => [.. Escapes.All.Select(one => one.Name)];

    public static TheoryData<string> NamesOfTasks => [.. Escapes.All.Select(one => one.Name).Except(OfRuns)];

    [SandboxTheory]
    [MemberData(nameof(Names))]
    public void It_is_not_reached_by_root(string name) => runs.Root.ShouldContain($"{name}: no");

    [SandboxTheory]
    [MemberData(nameof(Names))]
    public void It_is_not_reached_by_an_ordinary_user(string name) => runs.User.ShouldContain($"{name}: no");

    [SandboxTheory]
    [MemberData(nameof(NamesOfTasks))]
    public void It_is_not_reached_by_a_workflows_task(string name) =>
        runs.Task.ShouldAllBe(tried => tried.Contains($"{name}: no"));

    [SandboxTheory]
    [MemberData(nameof(Names))]
    public void It_is_reached_without_a_sandbox(string name)
    {
        if (!OfRights.Contains(name))
            runs.None.ShouldContain($"{name}: yes");
    }

    [SandboxFact]
    public void The_command_that_waits_for_a_run_does_not_tell_its_variables()
    {
        if (!Environment.IsPrivilegedProcess)
            return; // another user is needed to try it
        using var run = new SandboxedRun(SandboxedRun.Nobody);
        const string Looks =
            "for one in /proc/[0-9]*; do grep -qa OneShot.Tool.dll $one/cmdline && grep -qa "
            + "'^GH_TOKEN\\|ghp_of_the_user' $one/environ && echo \"told by ${one##*/}\"; done";
        var outcome = run.Run($"{{ {Looks}; echo looked; }} > tried.txt 2> /dev/null || true", "--sandbox=none");
        outcome.ExitCode.ShouldBe(0, outcome.Error + run.Log);
        run.Delivered("tried.txt").Trim().ShouldBe("looked");
    }

    [SandboxFact]
    public void Nothing_that_it_started_outlives_it() => runs.Left.ShouldBeEmpty();

    /// <summary>One run of each kind tries all of it.</summary>
    public sealed class Runs
    {
        private readonly List<string> _left = [];

        public Runs()
        {
            if (SandboxHere.Lack is not null)
                return;
            Root = Tried(0, "--sandbox=required");
            User = Environment.IsPrivilegedProcess ? Tried(SandboxedRun.Nobody, "--sandbox=required") : Root;
            None = Tried(0, "--sandbox=none");
            Task = Environment.IsPrivilegedProcess ? [OfTask(0), OfTask(SandboxedRun.Nobody)] : [OfTask(0)];
        }

        public string[] Root { get; } = [];

        public string[] User { get; } = [];

        public string[] None { get; } = [];

        public string[][] Task { get; } = [];

        public IReadOnlyList<string> Left => _left;

        private static string[] OfTask(int user)
        {
            using var run = new SandboxedRun(user);
            var outcome = run.RunTask($"{{ {Escapes.Script(run.Place)} }} > tried.txt", "--sandbox=required");
            outcome.ExitCode.ShouldBe(0, outcome.Error + outcome.Output);
            return File.ReadAllLines(run["work/tried.txt"]);
        }

        private string[] Tried(int user, string sandbox)
        {
            using var run = new SandboxedRun(user);
            var marker = run.Marker.Replace(".25", ".75", StringComparison.Ordinal);
            var outcome = run.Run(
                $"{{ {Escapes.Script(run.Place)} }} > tried.txt\nenv -i setsid sleep {marker} >/dev/null 2>&1 "
                    + $"</dev/null &\nsleep 0.1",
                sandbox
            );
            outcome.ExitCode.ShouldBe(0, outcome.Error + outcome.Output + run.Log);
            foreach (
                var id in Directory
                    .GetDirectories("/proc")
                    .Select(Path.GetFileName)
                    .Where(id => int.TryParse(id, out _))
            )
            {
                if (CommandOf(id!).Contains(marker, StringComparison.Ordinal))
                    _left.Add($"{sandbox} as {user}: {id}");
            }

            return run.Delivered("tried.txt").Split('\n');
        }

        private static string CommandOf(string id)
        {
            try
            {
                return File.ReadAllText($"/proc/{id}/cmdline");
            }
            catch (IOException)
            {
                return ""; // gone
            }
        }
    }
}
