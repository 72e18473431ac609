using OneShot.Core.Scaffolding;
using OneShot.Testing.Fakes;

namespace OneShot.Core.Tests.Scaffolding;

/// <summary>A repository gets the workflows, once; what somebody changed is shown and stays.</summary>
public sealed class InitTests : IDisposable
{
    private const string Workflow = ".github/workflows/one-shot.yml";
    private readonly TempFolder _folder = new("init");
    private readonly RecordingReporter _reporter = new();

    public InitTests() =>
        _folder.Write("build/Build.csproj", "<Project><PackageReference Include=\"OneShot.Frosting\" /></Project>");

    [Fact]
    public async Task An_empty_repository_gets_all_files_and_a_second_time_none()
    {
        (await RunAsync()).ShouldBe([
            ".github/actions/oneshot/action.yml",
            Workflow,
            ".github/workflows/plan-implement.yml",
            ".oneshot/planner.md",
            ".oneshot/implementer.md",
        ]);
        var text = await File.ReadAllTextAsync(_folder[Workflow]);
        text.ShouldStartWith("# oneshot ");
        text.ShouldContain("build: build/Build.csproj");
        (await RunAsync()).ShouldBeEmpty();
        (await File.ReadAllTextAsync(_folder[Workflow])).ShouldBe(text);
    }

    [Fact]
    public async Task A_feed_that_no_runner_has_is_told()
    {
        _folder.Write(
            "NuGet.config",
            "<configuration><packageSources><add key=\"mine\" value=\"/somewhere/else\" />"
                + "<add key=\"ours\" value=\"https://feed.example/v3/index.json\" /></packageSources></configuration>"
        );
        await RunAsync();
        _reporter.Lines.ShouldContain(line =>
            line.StartsWith("warning: NuGet.config names mine, a feed of this machine only", StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task It_is_written_for_the_repository()
    {
        _folder.Write("src/Tool/Tool.csproj", "<Project />");
        await RunAsync(
            new ScaffoldRequest
            {
                Agent = "codex",
                Runner = "our-linux",
                Project = "src/Tool/Tool.csproj",
                Ghes = true,
            }
        );
        var text = await File.ReadAllTextAsync(_folder[Workflow]);
        text.ShouldContain("|| 'codex'");
        text.ShouldContain("|| 'our-linux'");
        text.ShouldContain("build: src/Tool/Tool.csproj");
        text.ShouldContain("upload-artifact@c24449f33cd45d4826c6702db7e49f7cdb9b551d # v3.2.1-node20");
        text.ShouldContain("download-artifact@ad191675b41f6a5b46da9a048cb6893812da158b # v3.1.0-node20");
        text.ShouldNotContain("overwrite:");
        text.ShouldNotContain("ubuntu-latest");
    }

    [Fact]
    public async Task Agents_get_large_files_where_the_repository_has_some_and_only_there()
    {
        string[] workflows = [Workflow, ".github/workflows/plan-implement.yml"];
        _folder.Write(".gitattributes", "# *.png filter=lfs\n*.jpg filter=lfsx\n");
        await RunAsync();
        foreach (var file in workflows)
            (await File.ReadAllTextAsync(_folder[file])).ShouldNotContain("lfs:");
        _folder.Write(".gitattributes", "*.png filter=lfs diff=lfs merge=lfs -text\n");
        (await RunAsync()).ShouldBe(workflows, "what nobody changed is written anew");
        foreach (var file in workflows)
        {
            var lines = (await File.ReadAllTextAsync(_folder[file])).Split('\n');
            lines.Count(line => line == "          lfs: true").ShouldBe(1);
            lines[Array.IndexOf(lines, "          lfs: true") - 2].ShouldBe("          path: work");
        }

        File.Delete(_folder[".gitattributes"]);
        (await RunAsync()).ShouldBeEmpty("what was chosen once holds");
    }

    [Theory]
    [InlineData("build.sh", "./build.sh")]
    [InlineData("build.ps1", @".\build.ps1")]
    [InlineData("README.md", "dotnet run --project build/Build.csproj --")]
    public async Task Its_first_line_says_what_starts_the_repositorys_own_build(string file, string command)
    {
        _folder.Write(file, "");
        await RunAsync();
        (await File.ReadAllTextAsync(_folder[Workflow]))
            .Split('\n')[1]
            .ShouldEndWith($" Started by: {command} --target=OneShot --prompt=\"…\",");
        (await RunAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task What_was_asked_the_first_time_holds_until_something_else_is_asked()
    {
        await RunAsync(
            new ScaffoldRequest
            {
                Agent = "codex",
                Runner = "our-linux",
                Project = "src/Tool/Tool.csproj",
                Ghes = true,
            }
        );
        (await RunAsync()).ShouldBeEmpty();
        await RunAsync(new ScaffoldRequest { Agent = "gemini" });
        var text = await File.ReadAllTextAsync(_folder[Workflow]);
        text.ShouldContain("|| 'gemini'");
        text.ShouldContain("|| 'our-linux'");
        text.ShouldContain("build: src/Tool/Tool.csproj");
        text.ShouldContain("upload-artifact@c24449f33cd45d4826c6702db7e49f7cdb9b551d # v3.2.1-node20");
    }

    [Fact]
    public async Task What_an_earlier_version_wrote_for_an_enterprise_server_stays_for_one()
    {
        await RunAsync(new ScaffoldRequest { Ghes = true });
        var (_, earlier) = Stamp.Read(
            (await File.ReadAllTextAsync(_folder[Workflow]))
                .Replace(
                    "upload-artifact@c24449f33cd45d4826c6702db7e49f7cdb9b551d # v3.2.1-node20",
                    "upload-artifact@ff15f0306b3f739f7b6fd43fb5d26cd321bd4de5 # v3.2.1",
                    StringComparison.Ordinal
                )
                .Replace(
                    "download-artifact@ad191675b41f6a5b46da9a048cb6893812da158b # v3.1.0-node20",
                    "download-artifact@9bc31d5ccc31df68ecc42ccf4149144866c47d8a # v3.0.2",
                    StringComparison.Ordinal
                )
        );
        _folder.Write(Workflow, Stamp.Of(earlier, "0.1.0").Write(Workflow) + earlier);
        (await RunAsync()).ShouldBe([Workflow]);
        (await File.ReadAllTextAsync(_folder[Workflow])).ShouldContain(
            "upload-artifact@c24449f33cd45d4826c6702db7e49f7cdb9b551d # v3.2.1-node20"
        );
    }

    [Fact]
    public async Task What_somebody_changed_is_shown_and_stays_until_it_is_forced()
    {
        await RunAsync();
        await File.AppendAllTextAsync(_folder[Workflow], "# ours\n");
        File.Delete(_folder[".oneshot/planner.md"]);
        var kept = await Should.ThrowAsync<OneShotException>(() => RunAsync());
        kept.Error.Code.ShouldBe("OS5014");
        kept.Error.Message.ShouldContain(Workflow);
        _reporter.Text.ShouldContain("-# ours");
        (await File.ReadAllTextAsync(_folder[Workflow])).ShouldEndWith("# ours\n");
        File.Exists(_folder[".oneshot/planner.md"]).ShouldBeTrue("the others are written");

        (await RunAsync(new ScaffoldRequest { Force = true })).ShouldBe([Workflow]);
        (await File.ReadAllTextAsync(_folder[Workflow])).ShouldNotContain("# ours");
    }

    [Fact]
    public async Task What_an_older_version_wrote_is_shown_and_replaced()
    {
        await RunAsync();
        _folder.Write(Workflow, Stamp.Of("name: old\n", "0.1.0").Write(Workflow) + "name: old\n");
        (await RunAsync()).ShouldBe([Workflow]);
        _reporter.Text.ShouldContain("-name: old");
        _reporter.Text.ShouldContain("(older)");
    }

    [Fact]
    public async Task A_preview_writes_nothing()
    {
        (await RunAsync(new ScaffoldRequest { Preview = true })).Count.ShouldBe(5);
        Directory.Exists(_folder[".github"]).ShouldBeFalse();
    }

    [Fact]
    public async Task A_project_that_is_not_clear_has_to_be_named()
    {
        _folder.Write("_build/Other.csproj", "<Project><PackageReference Include=\"OneShot.Frosting\" /></Project>");
        (await Should.ThrowAsync<OneShotException>(() => RunAsync())).Error.Code.ShouldBe("OS2029");
        Directory.Exists(_folder[".github"]).ShouldBeFalse();
        (await RunAsync(new ScaffoldRequest { Project = "_build/Other.csproj" })).Count.ShouldBe(5);
    }

    [Fact]
    public async Task A_repository_without_such_a_build_gets_the_tool()
    {
        _folder.Write("build/Build.csproj", "<Project><PackageReference Include=\"Nuke.Common\" /></Project>");
        await RunAsync();
        (await File.ReadAllTextAsync(_folder[Workflow])).ShouldContain("build: tool\n");
        (await File.ReadAllTextAsync(_folder[Workflow]))
            .Split('\n')[1]
            .ShouldEndWith(" Started by: dotnet oneshot \"…\",");
        (await File.ReadAllTextAsync(_folder[".github/actions/oneshot/action.yml"])).ShouldContain(
            $"default: {Scaffold.Version}\n",
            customMessage: "in the version that wrote it"
        );
    }

    [Fact]
    public async Task What_the_repository_s_file_hands_to_what_verifies_is_written_and_taken_back()
    {
        await RunAsync();
        (await RunAsync()).ShouldBeEmpty();
        _folder.Write(".oneshot/oneshot.yaml", "version: 1\nverify-secrets: [FEED_TOKEN]\n");
        string[] both = [".github/workflows/one-shot.yml", ".github/workflows/plan-implement.yml"];
        (await RunAsync()).ShouldBe(both, ignoreOrder: true);
        foreach (var path in both)
            (await File.ReadAllTextAsync(_folder[path])).ShouldContain("FEED_TOKEN: ${{ secrets.FEED_TOKEN }}");
        (await RunAsync()).ShouldBeEmpty();

        _folder.Write(".oneshot/oneshot.yaml", "version: 1\nverify-secrets: [feed-token]\n");
        (await Should.ThrowAsync<OneShotException>(() => RunAsync())).Error.Code.ShouldBe("OS2083");
        (await File.ReadAllTextAsync(_folder[both[0]])).ShouldContain("secrets.FEED_TOKEN");

        _folder.Write(".oneshot/oneshot.yaml", "version: 1\n");
        (await RunAsync()).ShouldBe(both, ignoreOrder: true);
        (await File.ReadAllTextAsync(_folder[both[1]])).ShouldNotContain("FEED_TOKEN");
    }

    public void Dispose() => _folder.Dispose();

    private async Task<IReadOnlyList<string>> RunAsync(ScaffoldRequest? request = null)
    {
        using var init = new InitVerb(
            request ?? new ScaffoldRequest(),
            _folder.Path,
            new FakeDifferences(),
            FakePorts.RepositoryFile,
            new FakeFeeds(),
            _reporter
        );
        await init.RunAsync(CancellationToken.None);
        return init.Receipt.Written;
    }
}
