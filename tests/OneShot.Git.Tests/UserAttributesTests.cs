using OneShot.Core.Secrets;

namespace OneShot.Git.Tests;

/// <summary>
/// Attributes that are the user's own, such as those that <c>nbstripout --install</c> writes, name filters as those of
/// the repository do.
/// </summary>
public sealed class UserAttributesTests : IDisposable
{
    private readonly TempFolder _folder = new("attributes");
    private readonly GitRepo _repo;

    public UserAttributesTests()
    {
        _repo = GitRepo.Init(_folder["work"]);
        _repo.Write("old.ipynb", "cells\n");
        _repo.Write("kept.raw", "cells\n");
        _repo.Write(".gitattributes", "*.raw -filter\n");
        _repo.Git("add", "--all");
        _repo.Git("commit", "--quiet", "--message=First");
    }

    public static TheoryData<string, string> Places =>
        new()
        {
            { "info", "*.ipynb filter=strip\n" },
            { "info", "[attr]notebook filter=strip\n*.ipynb notebook\n" },
            { "everywhere", "*.ipynb filter=strip\n*.raw filter=strip\n" },
            { "everywhere", "\ufeff[attr]notebook filter=strip\n*.ipynb notebook" },
        };

    [Theory]
    [MemberData(nameof(Places))]
    public async Task A_file_of_theirs_is_told_and_not_delivered_unless_its_filter_is_listed(string place, string rules)
    {
        if (OperatingSystem.IsWindows())
            return;
        Write(place, rules);
        _repo.Git("config", "filter.strip.clean", "tr c C");
        var reporter = new RecordingReporter();
        var tree = await CloneAsync(Clones.Of(_repo));
        Core.Pipeline.FilterText.Tell(tree, reporter);
        reporter.Text.ShouldContain("names filters that are not run for an agent: strip.");
        reporter.Text.ShouldContain("(on your machine: --filters=NAME)");
        (await tree.ChangesAsync(default)).ShouldBeEmpty();
        await ChangeAsync(tree);
        var work = await tree.CollectAsync("Made", KnownSecrets.None, _folder["made.bundle"], default);
        work.LeftOut.Select(finding => finding.Path).ShouldBe(["new.ipynb", "old.ipynb"], ignoreOrder: true);
        work.LeftOut[0].Reason.ShouldStartWith("has the filter strip");

        Directory.Delete(_folder["root"], recursive: true);
        var clones = Clones.Of(_repo, filters: "strip");
        tree = await CloneAsync(clones);
        tree.Filters.ShouldBeEmpty();
        await ChangeAsync(tree);
        (await tree.CollectAsync("Made", KnownSecrets.None, _folder["made.bundle"], default)).LeftOut.ShouldBeEmpty();
        using var delivery = await clones.DeliveryAsync(_folder["root"], default);
        var delivered = await delivery.OpenAsync(_folder["made.bundle"], Head, default);
        var commit = await delivery.TakeAsync(delivered, delivered.Files, "Made\n", default);
        _repo.Git("show", commit + ":old.ipynb").ShouldBe("Cells\nmore Cells");
        _repo.Git("show", commit + ":new.ipynb").ShouldBe("Cells");
        _repo.Git("show", commit + ":kept.raw").ShouldBe("cells\nmore cells", "the repository's own rule is nearer");
    }

    [Fact]
    public async Task The_users_rules_are_those_of_before_the_session_in_a_jobs_tree_and_in_a_linked_one()
    {
        if (OperatingSystem.IsWindows())
            return;
        Write("info", "*.ipynb filter=strip\n*.cr text eol=crlf\n");
        _repo.Git("worktree", "add", "--quiet", "--detach", _folder["linked"]);
        var job = new GitRepo(_folder["linked"]);
        var tree = await Clones
            .Of(_repo, job.Path)
            .WatchAsync(Directory.CreateDirectory(_folder["root"]).FullName, job.Path, default);
        tree.Filters.ShouldBe(["strip"]);
        Write("info", "*.ipynb -filter\n"); // as an agent could
        await ChangeAsync(tree);
        await File.WriteAllTextAsync(Path.Combine(tree.Folder, "a.cr"), "one\r\n");
        var work = await tree.CollectAsync("Made", KnownSecrets.None, _folder["made.bundle"], default);
        work.LeftOut.Select(finding => finding.Path).ShouldBe(["new.ipynb", "old.ipynb"], ignoreOrder: true);
        _repo.Git("bundle", "unbundle", _folder["made.bundle"]);
        _repo.Git("cat-file", "-s", work.Commit + ":a.cr").ShouldBe("4");
    }

    [Fact]
    public async Task A_name_of_all_repositories_rules_is_told_only_where_a_file_has_it()
    {
        Write("everywhere", "*.psd filter=lfs\n*.x filter\n*.y -filter\n");
        (await CloneAsync(Clones.Of(_repo, isWithoutLargeFiles: true))).Filters.ShouldBeEmpty();
    }

    [Fact]
    public async Task They_lie_where_git_has_them_and_are_not_without_end()
    {
        _folder.Write("home/.config/git/attributes", "at home");
        _folder.Write("home/.config/git/ignore", "no home");
        _folder.Write("xdg/git/attributes", "of the desktop");
        var variables = new Dictionary<string, string> { ["HOME"] = _folder["home"], ["GIT_ATTR_NOSYSTEM"] = "1" };
        var rules = await ReadAsync();
        rules.EverywhereAttributes.ShouldBe("at home\n");
        rules.Excludes.ShouldStartWith("no home\n");
        variables["XDG_CONFIG_HOME"] = _folder["xdg"];
        (await ReadAsync()).EverywhereAttributes.ShouldBe("of the desktop\n");
        (await ReadAsync("core.attributesfile=home/.config/git/ignore")).EverywhereAttributes.ShouldBeEmpty();
        (await ReadAsync("core.attributesfile=../home/.config/git/ignore")).EverywhereAttributes.ShouldBe("no home\n");
        _repo.Write(".git/info/attributes", new string('x', (1024 * 1024) + 1));
        (await Should.ThrowAsync<OneShotException>(() => ReadAsync())).Error.Code.ShouldBe("OS3107");

        Task<UserRules> ReadAsync(string configuration = "")
        {
            var git = new GitRunner(_repo.Path, TimeSpan.FromMinutes(1), new RecordingReporter());
            var listed = new GitConfiguration(configuration);
            return UserRules.ReadAsync(git, listed, _repo[".git"], variables.GetValueOrDefault, default);
        }
    }

    public void Dispose() => _folder.Dispose();

    private string Head => _repo.Git("rev-parse", "HEAD");

    private void Write(string place, string rules)
    {
        if (place == "info")
            _repo.Write(".git/info/attributes", rules);
        else
            _repo.Git("config", "core.attributesFile", _folder.Write("every where", rules));
    }

    private static async Task ChangeAsync(GitWorkTree tree)
    {
        await File.AppendAllTextAsync(Path.Combine(tree.Folder, "old.ipynb"), "more cells\n");
        await File.WriteAllTextAsync(Path.Combine(tree.Folder, "new.ipynb"), "cells\n");
        await File.AppendAllTextAsync(Path.Combine(tree.Folder, "kept.raw"), "more cells\n");
    }

    private Task<GitWorkTree> CloneAsync(GitClones clones) =>
        clones.CloneAsync(Directory.CreateDirectory(_folder["root"]).FullName, "one", Head, default);
}
