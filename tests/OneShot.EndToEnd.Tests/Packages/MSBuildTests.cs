using System.IO.Compression;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace OneShot.EndToEnd.Tests.Packages;

/// <summary>The package in a user's solution, through the real dotnet build.</summary>
public sealed class MSBuildTests : IClassFixture<MSBuildSolution>, IDisposable
{
    private const string Hostile = "it's \"quoted\"; 100% %3B %41 $(HOME) @(Compile) \\ a=b, c\n\n  and a line\t*";

    private readonly MSBuildSolution _solution;
    private readonly PeerRepository _peer = new();
    private readonly GitRepo _repo;
    private readonly Dictionary<string, string?> _environment;

    public MSBuildTests(MSBuildSolution solution)
    {
        _solution = solution;
        _repo = _peer.Clone();
        _environment = _peer.Environment;
        solution.CopyTo(_repo.Path);
    }

    [Fact]
    public void A_solution_dispatches_once_and_its_binary_log_holds_no_token()
    {
        _environment["ONESHOT_PROMPT"] = Hostile;
        var before = _repo.Git("status", "--porcelain=v2", "--branch");
        var outcome = Run("build", "Shop.slnx", "-m:3", "-t:OneShot", "-bl:" + _peer.Folder["log.binlog"]);
        outcome.ExitCode.ShouldBe(0, outcome.All);
        _peer.Pulls.Count.ShouldBe(1);
        _peer.Bare.Git("show", Branch + ":.worker-impl/task.md").ShouldBe(Hostile);
        _peer.Runs.Count.ShouldBe(1);
        outcome.Output.ShouldContain($"OneShot -> pull request: {_peer.Url}/{_peer.FullName}/pull/1");
        outcome.Output.ShouldContain("undo: dotnet build -t:OneShotUndo -p:OneShotDistinctId=");
        _repo.Git("status", "--porcelain=v2", "--branch").ShouldBe(before);

        using var file = new GZipStream(File.OpenRead(_peer.Folder["log.binlog"]), CompressionMode.Decompress);
        using var memory = new MemoryStream();
        file.CopyTo(memory);
        var log = Encoding.Latin1.GetString(memory.ToArray());
        log.ShouldContain("OneShotDispatch");
        foreach (
            var secret in new[]
            {
                _peer.Token,
                Convert.ToBase64String(Encoding.UTF8.GetBytes("x-access-token:" + _peer.Token)),
            }
        )
            log.Contains(secret, StringComparison.Ordinal).ShouldBeFalse();
    }

    [Fact]
    public void A_target_of_ones_own_has_what_was_made_also_in_a_multithreaded_build()
    {
        var typed = Hostile
            .Replace("%", "%25", StringComparison.Ordinal)
            .Replace(";", "%3B", StringComparison.Ordinal)
            .Replace(",", "%2C", StringComparison.Ordinal)
            .Replace("\"", "%22", StringComparison.Ordinal);
        var outcome = Run(
            "msbuild",
            "shop",
            "-mt",
            "-t:Mend",
            "-p:OneShotPrompt=" + typed,
            "-p:OneShotResult=made.json"
        );
        outcome.ExitCode.ShouldBe(0, outcome.All);
        _peer.Bare.Git("show", Branch + ":.worker-impl/task.md").ShouldBe(Hostile);
        outcome.Output.ShouldContain(
            $"mended: 1 {_peer.Url}/{_peer.FullName}/pull/1 {Branch} {_peer.Runs.Single()!["id"]}"
        );
        using var receipt = JsonDocument.Parse(File.ReadAllText(_repo["made.json"]));
        receipt.RootElement.GetProperty("pr_number").GetInt32().ShouldBe(1);

        // What is typed wins over what the target says, as everywhere.
        var direct = Run("msbuild", "shop", "-t:MendDirectly", "-p:OneShotSlug=typed");
        direct.ExitCode.ShouldBe(0, direct.All);
        direct.Output.ShouldMatch("mended directly: oneshot-typed-\\S+ http\\S+/runs/\\d+");
        _peer.Pulls.Count.ShouldBe(2);
    }

    [Fact]
    public void A_run_of_this_machine_from_a_prompt_file_that_a_project_names()
    {
        _repo.Write(
            "Directory.Build.props",
            "<Project><PropertyGroup><OneShotForge>local</OneShotForge><OneShotAgent>rehearsal</OneShotAgent><OneShotPromptFile>$(MSBuildThisFileDirectory)docs/task; "
                + "one.md</OneShotPromptFile></PropertyGroup></Project>"
        );
        _repo.Write("docs/task; one.md", Hostile);
        var outcome = Run("msbuild", "many", "-t:OneShot");
        outcome.ExitCode.ShouldBe(0, outcome.All);
        outcome.Output.ShouldContain("the run ended: ready");
        var branch = _repo.Git("for-each-ref", "--format=%(refname:short)", "refs/heads/oneshot-*");
        _repo
            .Git(
                "show",
                _repo.Git("log", "--format=%h", "--diff-filter=A", branch, "--", ".worker-impl/task.md")
                    + ":.worker-impl/task.md"
            )
            .ShouldBe(Hostile);

        var status = Run("msbuild", "many", "-t:OneShotStatus");
        status.Output.ShouldMatch(@"state +ready\n(.*\n)*? +prompt +it's ");
        status.ExitCode.ShouldBe(0, status.All);
    }

    [Fact]
    public void A_failure_is_an_error_with_its_code_and_nothing_beside_it()
    {
        Fails("OS3041", "-p:OneShotPrompt=x", "-p:_OneShotRuntime=8");
        _repo.Hook("pre-push", "echo not today >&2; exit 1");
        var log = _peer.Folder["red.binlog"];
        Fails("OS3012", "-p:OneShotPrompt=x", "-bl:" + log).ShouldMatch("not today.* skip it: -p:OneShotNoHooks=true");

        // What reads a binary log is found in MSBuild's own process too, where parts of it are there already.
        string[] asked = ["-p:OneShotFromBinlog=" + log, "-p:OneShotAllowDirty=true", "-p:OneShotPreview=true"];
        var preview = Run(["msbuild", "shop", "-t:OneShot", .. asked]);
        preview.ExitCode.ShouldBe(0, preview.All);
        preview.Output.ShouldContain("Fix the error OS3012");
        _peer.Branches.ShouldBe(["refs/heads/main"]);
    }

    [Fact]
    public void A_solution_in_which_a_project_lacks_the_package_dispatches_nothing()
    {
        _repo.Write(
            "bare/bare.csproj",
            "<Project Sdk=\"Microsoft.NET.Sdk\"><PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup></Project>"
        ); // not restored: no package
        _repo.Write(
            "Mixed.slnx",
            "<Solution><Project Path=\"shop/shop.csproj\" /><Project Path=\"bare/bare.csproj\" /><Project "
                + "Path=\"many/many.csproj\" /></Solution>"
        );
        var outcome = Run("msbuild", "Mixed.slnx", "-m:3", "-t:OneShot", "-p:OneShotPrompt=x");
        outcome.ExitCode.ShouldBe(1, outcome.All);
        outcome.Output.ShouldContain(
            "OneShot : error OS2130: This solution has projects without the package OneShot.MSBuild, and nothing "
                + "was dispatched: bare.csproj."
        );
        (_peer.Branches.Length, _peer.Pulls.Count).ShouldBe((1, 0));

        _repo.Write(
            "Mixed.slnx",
            "<Solution><Project Path=\"shop/shop.csproj\" /><Project Path=\"bare/bare.csproj\"><Build "
                + "Project=\"false\" /></Project></Solution>"
        );
        Run("msbuild", "Mixed.slnx", "-t:OneShot", "-p:OneShotPrompt=x").Output.ShouldContain("OneShot -> ");
        _peer.Pulls.Count.ShouldBe(1);
    }

    [Fact]
    public void Ctrl_c_ends_it_with_its_error_and_a_way_on()
    {
        _peer.Fault("hang", "POST", "/pulls");
        using var launch = _solution.Start(
            _repo.Path,
            _environment,
            "msbuild",
            "shop",
            "-nologo",
            "-t:OneShot",
            "-p:OneShotPrompt=x",
            "-p:OneShotResult=made.json"
        );
        for (var i = 0; i < 3600 && !_peer.WasFaulty; i++)
            Thread.Sleep(50);
        launch.Signal(2);
        var outcome = launch.Wait();
        outcome.ExitCode.ShouldNotBe(0);
        outcome.Output.ShouldMatch("OneShot : error OS9001: .*-p:OneShotResume=[a-z0-9]{6} finishes it");
        using var receipt = JsonDocument.Parse(File.ReadAllText(_repo["made.json"]));
        receipt.RootElement.GetProperty("resume").GetString().ShouldNotBeNull();
        _peer.Branches.Length.ShouldBe(2);
    }

    [Fact]
    public void Two_builds_in_one_node_have_nothing_of_each_other()
    {
        using var other = new PeerRepository();
        var there = other.Clone();
        _solution.CopyTo(there.Path);
        var node = new Dictionary<string, string?>
        {
            ["MSBUILDNOINPROCNODE"] = "1",
            ["MSBUILDDISABLENODEREUSE"] = null,
            ["MSBUILDNODEHANDSHAKESALT"] = Guid.NewGuid().ToString(),
        };
        var servedBy = new Dictionary<int, HashSet<PeerRepository>>();
        try
        {
            // Whether a build finds the node of the one before is MSBuild's to say: it starts another where that one
            // does not wait for a build yet, as on a busy machine. So they take turns until one node served both.
            for (var build = 0; servedBy.Values.All(served => served.Count == 1) || build == 0; build++)
            {
                build.ShouldBeLessThan(8, "no node served both");
                var (repo, peer) = build % 2 == 0 ? (_repo, _peer) : (there, other);
                // A node keeps the output open that it was started with, so that is a file.
                var log = peer.Folder[$"build-{build}.txt"];
                var outcome = _solution.RunInShell(
                    repo.Path,
                    node.Concat(peer.Environment).ToDictionary(),
                    $"dotnet msbuild shop -nologo -nodeReuse:true '-t:WhichNode;OneShot' '-p:OneShotPrompt=Add it' "
                        + $">'{log}' 2>&1"
                );
                outcome.ExitCode.ShouldBe(0, File.ReadAllText(log));
                var process = int.Parse(
                    Regex.Match(File.ReadAllText(log), @"node (\d+)").Groups[1].Value,
                    System.Globalization.CultureInfo.InvariantCulture
                );
                if (!servedBy.TryGetValue(process, out var served))
                    servedBy[process] = served = [];
                served.Add(peer);
                peer.Pulls.Count.ShouldBe(build / 2 + 1);
                Thread.Sleep(500 * (build + 1));
            }
        }
        finally
        {
            foreach (var process in servedBy.Keys)
                Launch.End(process); // it would wait for another build for a quarter of an hour
        }
    }

    [Fact]
    public void A_build_that_does_not_ask_for_it_runs_the_targets_that_it_runs_without()
    {
        string[] Targets(params string[] more)
        {
            using var folder = new TempFolder("plain");
            _solution.CopyTo(folder.Path);
            var outcome = _solution.Run(
                folder["shop"],
                _environment,
                ["msbuild", "-nologo", "-v:d", "-t:Build", "-p:RunAnalyzers=false", .. more]
            );
            outcome.ExitCode.ShouldBe(0, outcome.All);
            return
            [
                .. Regex
                    .Matches(outcome.Output, "^ *\\d*:?\\d*>?Target \"(\\w+)\"", RegexOptions.Multiline)
                    .Select(match => match.Groups[1].Value),
            ];
        }

        var with = Targets();
        with.ShouldContain("CoreCompile");
        with.ShouldBe(Targets("-p:ExcludeRestorePackageImports=true"));
    }

    public void Dispose() => _peer.Dispose();

    private string Branch => _peer.Branches.Single(name => name != "refs/heads/main")["refs/heads/".Length..];

    private Outcome Run(params string[] arguments) =>
        _solution.Run(_repo.Path, _environment, [.. arguments, "-nologo"]);

    private string Fails(string code, params string[] arguments)
    {
        var outcome = Run(["msbuild", "shop", "-t:OneShot", .. arguments]);
        outcome.ExitCode.ShouldBe(1, outcome.All);
        outcome.Output.ShouldContain($"OneShot : error {code}: ");
        outcome.All.ShouldNotContain("MSB4");
        outcome.All.ShouldNotContain("   at ");
        return outcome.Output;
    }
}
