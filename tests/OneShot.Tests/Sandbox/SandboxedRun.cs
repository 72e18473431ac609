using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

namespace OneShot.Tests.Sandbox;

/// <summary>
/// A whole run of the local forge by the real program in its own process, as root
/// or as an ordinary user, with a host around it that has something to hide.
/// </summary>
public sealed class SandboxedRun : IDisposable
{
    public const int Nobody = 65534;

    private const nint SessionRing = -3,
        UserRing = -4;

    private readonly TempFolder _folder = new("world");
    private readonly int _user;
    private readonly Socket _path = Listener(AddressFamily.Unix);
    private readonly Socket _abstract = Listener(AddressFamily.Unix);
    private readonly TcpListener _loopback = new(IPAddress.Loopback, 0);
    private readonly Process _process;

    /// <param name="user">The user that runs it: 0 is whoever runs the tests.</param>
    public SandboxedRun(int user = 0)
    {
        _user = user;
        Repo = GitRepo.Init(_folder["work"]);
        Repo.Commit("First", "README.md", "# Shop\n");
        Write("home/.ssh/id_rsa", "key");
        Write("home/.gitconfig", "[user]\n\tname = Ada\n\temail = ada@example.com\n");
        Write("other/tree/secret", "another's");
        File.WriteAllText("/tmp/" + Name, "x");
        Directory.CreateDirectory(_folder["tmp"]);
        _path.Bind(new UnixDomainSocketEndPoint(_folder["host.sock"]));
        _abstract.Bind(new UnixDomainSocketEndPoint("\0" + Name));
        _path.Listen();
        _abstract.Listen();
        _loopback.Start();
        AddKey(Name, SessionRing);
        AddKey(Name, UserRing);
        _process = Process.Start(
            new ProcessStartInfo("sleep", [Marker]) { Environment = { ["GH_TOKEN"] = "ghp_of_the_user" } }
        )!;
    }

    public GitRepo Repo { get; }

    public string this[string relative] => _folder[relative];

    /// <summary>A number that only this test's processes are called with.</summary>
    public string Marker { get; } =
        (100_000 + RandomNumberGenerator.GetInt32(800_000)).ToString(CultureInfo.InvariantCulture) + ".25";

    /// <summary>Variables of the user's beside what every program needs.</summary>
    public Dictionary<string, string> Variables { get; } = [];

    private string Name { get; } = $"oneshot-test-{Guid.NewGuid():N}";

    public string Write(string file, string text) => _folder.Write(file, text);

    /// <summary>Puts this test's own places into a command of <see cref="Escapes"/>.</summary>
    public string Place(string command) =>
        command
            .Replace("{place}", _folder.Path, StringComparison.Ordinal)
            .Replace("{name}", Name, StringComparison.Ordinal)
            .Replace("{marker}", Marker, StringComparison.Ordinal)
            .Replace(
                "{port}",
                ((IPEndPoint)_loopback.LocalEndpoint).Port.ToString(CultureInfo.InvariantCulture),
                StringComparison.Ordinal
            );

    /// <summary>Runs an agent that is a script; what it prints last is in <c>tried.txt</c> of the branch.</summary>
    /// <param name="implement">What the implementer does.</param>
    /// <param name="arguments">Further arguments, such as <c>--sandbox=none</c>.</param>
    public Outcome Run(string implement, params string[] arguments) => Launch(Asked(implement, arguments));

    /// <summary>Begins it as a shell at a terminal does: in a group of its own.</summary>
    /// <param name="implement">What the implementer does.</param>
    /// <param name="arguments">Further arguments.</param>
    public Launch Start(string implement, params string[] arguments)
    {
        var asked = Asked(implement, arguments);
        return Testing.Launch.Start(
            Repo.Path,
            null,
            "setsid",
            ["env", .. Command(Repository.Program("OneShot.Tool"), asked)]
        );
    }

    /// <summary>Waits until something is there.</summary>
    /// <param name="file">A file's name, anywhere below the user's temporary folder.</param>
    public Task FoundAsync(string file) =>
        UntilAsync(
            () =>
                Directory
                    .GetFiles(
                        this["tmp"],
                        file,
                        new EnumerationOptions
                        {
                            RecurseSubdirectories = true,
                            AttributesToSkip = FileAttributes.ReparsePoint,
                        }
                    )
                    .Length > 0,
            () => Log + Printed
        );

    /// <summary>Waits for at most two minutes.</summary>
    public static async Task UntilAsync(Func<bool> isSo, Func<string> otherwise)
    {
        for (var i = 0; i < 2400; i++)
        {
            if (isSo())
                return;
            await Task.Delay(50);
        }

        isSo().ShouldBeTrue(otherwise());
    }

    // By this test's own folder or number in their command lines; the one that is not ours is the test's.
    public IReadOnlyList<(int Id, string Command)> Processes()
    {
        var found = new List<(int, string)>();
        foreach (var folder in Directory.GetDirectories("/proc"))
        {
            if (!int.TryParse(Path.GetFileName(folder), out var id))
                continue;
            try
            {
                var command = File.ReadAllText(folder + "/cmdline").Replace('\0', ' ');
                if (
                    (
                        command.Contains(_folder[""], StringComparison.Ordinal)
                        || command.Contains(Marker, StringComparison.Ordinal)
                    )
                    && command.Trim() != "sleep " + Marker
                )
                    found.Add((id, command));
            }
            catch (IOException)
            {
                // Gone.
            }
        }

        return found;
    }

    private string[] Asked(string implement, string[] arguments)
    {
        Repo.Commit(
            "The agent",
            "agent.sh",
            $"set -e\ncat > /dev/null\nif [ \"$ONESHOT_PHASE\" = plan ]; "
                + $"then\n{PlannerScript.Good}\nelse\n{implement}\nfi\n"
        );
        Repo.Git("add", "--all");
        Repo.Git("commit", "--quiet", "--amend", "--no-edit");
        return
        [
            "--forge=local",
            "--agent=command",
            "--agent-command=sh agent.sh",
            "--prompt=Try it",
            "--output=json",
            .. arguments,
        ];
    }

    /// <summary>
    /// Runs the planner's task of a workflow's job in the repository itself, as the job has checked it out.
    /// </summary>
    /// <param name="plan">What the planner does.</param>
    /// <param name="arguments">Further arguments.</param>
    public Outcome RunTask(string plan, params string[] arguments)
    {
        Repo.Commit("The agent", "agent.sh", $"set -e\ncat > /dev/null\n{plan}\n{PlannerScript.Good}\n");
        Write("work/.impl/task.md", "Try it\n");
        return Launch([
            "--target=RunPlanning",
            "--exclusive",
            "--agent=command",
            "--agent-command=sh agent.sh",
            "--distinct-id=abc123",
            "--branch-name=main",
            "--pr-number=1",
            "--hand-over=" + _folder["hand"],
            .. arguments,
        ]);
    }

    /// <summary>A PATH without some programs: everything else of the usual folders, by links.</summary>
    public string PathWithout(params string[] programs)
    {
        var folder = Directory.CreateDirectory(_folder["path"]).FullName;
        foreach (
            var file in new[] { "/usr/bin", "/usr/local/bin" }.Where(Directory.Exists).SelectMany(Directory.GetFiles)
        )
        {
            var (name, link) = (Path.GetFileName(file), Path.Combine(folder, Path.GetFileName(file)));
            if (!programs.Contains(name) && !Path.Exists(link))
                File.CreateSymbolicLink(link, file);
        }

        return folder;
    }

    /// <summary>What a run left on its branch.</summary>
    public string Delivered(string file) => Repo.Git("show", $"{Branch}:{file}");

    public string Branch => Repo.Git("for-each-ref", "--format=%(refname)", "refs/heads/oneshot-*");

    // What the run's own process printed, which it does only where it can't begin or go on.
    private string Printed =>
        string.Concat(
            Directory
                .GetFiles(Repo[".git/oneshot/runs"], "runner.txt", SearchOption.AllDirectories)
                .Select(File.ReadAllText)
        );

    public string Log =>
        string.Concat(
            Directory
                .GetFiles(Repo[".git/oneshot/runs"], "log.txt", SearchOption.AllDirectories)
                .Select(File.ReadAllText)
        );

    /// <summary>Runs the program.</summary>
    public Outcome Launch(params string[] arguments)
    {
        var program = _user == 0 ? Repository.Program("OneShot.Tool") : Repository.ProgramIn(_folder, "OneShot.Tool");
        var command = Command(program, arguments);
        if (_user != 0)
            Ok(Testing.Launch.Run("/", null, "chown", "-R", $"{_user}:{_user}", _folder.Path));
        var outcome =
            _user == 0
                ? Testing.Launch.Run(Repo.Path, null, "env", command)
                : Testing.Launch.Run(
                    Repo.Path,
                    null,
                    "setpriv",
                    [$"--reuid={_user}", $"--regid={_user}", "--clear-groups", "env", .. command]
                );
        if (_user != 0)
            Ok(Testing.Launch.Run("/", null, "chown", "-R", "0:0", _folder.Path));
        return outcome;
    }

    public void Dispose()
    {
        _process.Kill();
        _process.Dispose();
        _path.Dispose();
        _abstract.Dispose();
        _loopback.Dispose();
        File.Delete("/tmp/" + Name);
        _folder.Dispose();
    }

    private string[] Command(string program, string[] arguments) =>
        [
            "-i",
            .. Environment().Select(pair => $"{pair.Key}={pair.Value}"),
            "sh",
            "-c",
            "exec 7</tmp; exec \"$@\"",
            "sh",
            "dotnet",
            program,
            .. arguments,
        ];

    private Dictionary<string, string> Environment()
    {
        SandboxCache.Fill(_folder["cache"]);
        var all = new Dictionary<string, string>(Variables)
        {
            ["PATH"] =
                Variables.GetValueOrDefault("PATH")
                ?? $"{_folder["bin"]}:{System.Environment.GetEnvironmentVariable("PATH")}",
            ["HOME"] = _folder["home"],
            ["TMPDIR"] = _folder["tmp"],
            ["XDG_CACHE_HOME"] = _folder["cache"],
            ["DOTNET_NOLOGO"] = "1",
            ["NO_COLOR"] = "1",
            ["GH_TOKEN"] = "ghp_of_the_user",
        };
        return all;
    }

    private static void Ok(Outcome outcome) => outcome.ExitCode.ShouldBe(0, outcome.Error);

    private static Socket Listener(AddressFamily family) => new(family, SocketType.Stream, ProtocolType.Unspecified);

    // The ring of the log-in session every child has, the user's all of the
    // user's processes. https://man7.org/linux/man-pages/man2/add_key.2.html
    private static void AddKey(string name, nint ring) =>
        SystemCall(248, "user\0"u8.ToArray(), Encoding.UTF8.GetBytes(name + "\0"), "secret"u8.ToArray(), 6, ring)
            .ShouldBeGreaterThan(0);

    [DllImport("libc", EntryPoint = "syscall", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern nint SystemCall(
        nint number,
        byte[] type,
        byte[] name,
        byte[] payload,
        nint length,
        nint keyring
    );
}
