using OneShot.Core.Judging;
using OneShot.Core.Model;
using OneShot.Core.Protection;
using OneShot.Core.Secrets;

namespace OneShot.Git.Tests;

/// <summary>Filters that the user listed: the agent sees what people see, and git gets what it is to hold.</summary>
public sealed class FilterTests : IDisposable
{
    // A filter that can be told from its text: every letter is another one.
    private const string Turn = "tr a-z n-za-m";

    private readonly TempFolder _folder = new("filters");
    private readonly GitRepo _repo;
    private readonly string _start;

    public FilterTests()
    {
        _repo = GitRepo.Init(_folder["work"]);
        _repo.Write(".gitattributes", "* text=auto\n*.secret filter=crypt diff=crypt\nbox/* filter=crypt\n");
        _repo.Write("a.secret", "cynva jbeqf\n");
        _repo.Write("b.secret", "znal\n");
        _repo.Git("add", "--all");
        _repo.Git("commit", "--quiet", "--message=First");
        _start = _repo.Git("rev-parse", "HEAD");
    }

    [Fact]
    public async Task A_listed_filter_shows_an_agent_the_text_and_gives_git_its_own()
    {
        if (OperatingSystem.IsWindows())
            return;
        Configure($"printf '%s\\n' %f >> '{_folder["named"]}'; pwd >> '{_folder["places"]}'; {Turn}", Turn);
        var clones = Clones.Of(_repo, filters: "crypt");
        var tree = await CloneAsync(clones);
        tree.Filters.ShouldBeEmpty();
        (await File.ReadAllTextAsync(Path.Combine(tree.Folder, "a.secret"))).ShouldBe("plain words\n");
        new GitRepo(tree.Folder).Git("status", "--porcelain").ShouldBeEmpty("the agent's own git is quiet");
        (await tree.ChangesAsync(default)).ShouldBeEmpty();

        // By now the commands are known: who changes them while an agent works, here or in the agent's own
        // repository, changes nothing.
        Configure($"touch '{_folder["sprung"]}'; cat", "cat");
        new GitRepo(tree.Folder).Git("config", "filter.crypt.clean", $"touch '{_folder["sprung"]}'; cat");
        var name = $"$(touch sprung)'x.secret";
        await File.AppendAllTextAsync(Path.Combine(tree.Folder, "a.secret"), "and more\r\n");
        await File.WriteAllTextAsync(Path.Combine(tree.Folder, name), "new\n");
        await File.WriteAllTextAsync(Path.Combine(tree.Folder, ".gitattributes"), "\n"); // it has no say
        var (commit, delivered) = await DeliverAsync(clones, tree);
        delivered.Refused.ShouldBeEmpty();
        _repo
            .Git("diff", "--name-only", "-z", _start, commit)
            .Split('\0', StringSplitOptions.RemoveEmptyEntries)
            .ShouldBe([name, ".gitattributes", "a.secret"], ignoreOrder: true);
        _repo
            .Git("show", commit + ":a.secret")
            .ShouldBe("cynva jbeqf\nnaq zber", "and its line ends are those of * text=auto");
        _repo.Git("show", $"{commit}:{name}").ShouldBe("arj");
        (await File.ReadAllLinesAsync(_folder["named"])).ShouldBe([name, "a.secret"], ignoreOrder: true);
        (await File.ReadAllLinesAsync(_folder["places"])).ShouldAllBe(place =>
            place.Contains("/judge-", StringComparison.Ordinal)
        );
        File.Exists(_folder["sprung"]).ShouldBeFalse();

        // What is judged is what people see.
        var file = delivered.Files.Single(file => file.Path == "a.secret");
        using var delivery = await OpenAsync(clones);
        await delivery.OpenAsync(_folder["made.bundle"], _start, default);
        foreach (
            var (id, text) in new[]
            {
                (file.Before!.Id, "plain words\n"),
                (file.After!.Id, "plain words\nand more\r\n"),
            }
        )
        {
            var content = new System.Buffers.ArrayBufferWriter<byte>();
            (await delivery.ReadAsync(id, content, default)).ShouldBeTrue();
            System.Text.Encoding.UTF8.GetString(content.WrittenSpan).ShouldBe(text);
        }
    }

    [Fact]
    public async Task What_a_filter_gives_that_git_holds_already_is_no_change()
    {
        if (OperatingSystem.IsWindows())
            return;
        Configure("sed s/x//g", null);
        var clones = Clones.Of(_repo, filters: "crypt");
        var tree = await CloneAsync(clones);
        await File.WriteAllTextAsync(Path.Combine(tree.Folder, "a.secret"), "cynxva jbexqf\n");
        var (_, delivered) = await DeliverAsync(clones, tree);
        delivered.Files.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_name_that_git_can_not_be_told_is_left_out_and_the_rest_is_delivered()
    {
        if (OperatingSystem.IsWindows())
            return;
        Configure(Turn, Turn);
        var clones = Clones.Of(_repo, filters: "crypt");
        var tree = await CloneAsync(clones);
        Directory.CreateDirectory(Path.Combine(tree.Folder, "box"));
        foreach (var name in new[] { "box/Icon\r", "box/Icon\n", "box/good" })
            await File.WriteAllTextAsync(Path.Combine(tree.Folder, name), "abc\n");
        var work = await tree.CollectAsync("Made", KnownSecrets.None, _folder["made.bundle"], default);
        work.LeftOut.Select(finding => finding.Path).ShouldBe(["box/Icon\n", "box/Icon\r"], ignoreOrder: true);
        using var delivery = await OpenAsync(clones);
        var delivered = await delivery.OpenAsync(_folder["made.bundle"], _start, default);
        delivered.Files.Select(file => file.Path).ShouldBe(["box/good"]);
    }

    [Theory]
    [InlineData("echo no key >&2; exit 3", "exit code 3: no key")]
    [InlineData("sleep 30", "filters took more than 5 seconds in all")]
    [InlineData("head -c 30000000 /dev/zero", "it gave more than 20 MB")]
    [InlineData("./tools/strip", "exit code 127")]
    public async Task A_file_whose_filter_fails_is_not_delivered_and_the_rest_is(string command, string reason)
    {
        if (OperatingSystem.IsWindows())
            return;
        Configure(command, null);
        var clones = Clones.Of(_repo, patience: 5, filters: "crypt");
        var tree = await CloneAsync(clones);
        Directory.CreateDirectory(Path.Combine(tree.Folder, "tools"));
        foreach (
            var (name, text) in new[] { ("a.secret", "abc\n"), ("c.txt", "c\n"), ("tools/strip", "#!/bin/sh\ncat\n") }
        )
            await File.WriteAllTextAsync(Path.Combine(tree.Folder, name), text);
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(
                Path.Combine(tree.Folder, "tools/strip"),
                UnixFileMode.UserRead | UnixFileMode.UserExecute
            );
        var (commit, delivered) = await DeliverAsync(clones, tree);
        delivered.Refused.Keys.ShouldBe(["a.secret"]);
        delivered.Refused["a.secret"].ShouldContain(reason);
        _repo.Git("diff", "--name-only", _start, commit).ShouldBe("c.txt\ntools/strip");
    }

    [Fact]
    public async Task A_filter_without_a_command_and_one_that_can_not_show_a_file_end_before_an_agent_begins()
    {
        if (OperatingSystem.IsWindows())
            return;
        var clones = Clones.Of(_repo, filters: "crypt");
        (await Should.ThrowAsync<OneShotException>(() => CloneAsync(clones))).Error.Code.ShouldBe("OS3105");
        Configure(Turn, "echo locked >&2; exit 1");
        Directory.Delete(_folder["root"], recursive: true);
        var failed = (
            await Should.ThrowAsync<OneShotException>(() => CloneAsync(Clones.Of(_repo, filters: "crypt")))
        ).Error;
        (failed.Code, failed.Message).ShouldBe(
            ("OS6020", "The filter crypt could not smudge 'a.secret': exit code 1: locked.")
        );
    }

    [Fact]
    public async Task A_file_with_a_filter_that_nobody_listed_is_not_delivered_from_a_bundle_either()
    {
        if (OperatingSystem.IsWindows())
            return;
        Configure(Turn, null);
        var clones = Clones.Of(_repo, filters: "crypt");
        var tree = await CloneAsync(clones);
        await File.WriteAllTextAsync(Path.Combine(tree.Folder, "a.secret"), "abc\n");
        (await tree.CollectAsync("Made", KnownSecrets.None, _folder["made.bundle"], default)).LeftOut.ShouldBeEmpty();
        using var delivery = await OpenAsync(Clones.Of(_repo));
        var delivered = await delivery.OpenAsync(_folder["made.bundle"], _start, default);
        delivered
            .Refused["a.secret"]
            .ShouldStartWith("has the filter crypt by its attributes, which is not run on an agent's work");
        var judged = await new Judge(delivery, ProtectPolicies.Parse(null)).RunAsync(delivered, default);
        (judged.Taken.Count, judged.Findings.Single().Policy).ShouldBe((0, Policy.Block));
    }

    [Fact]
    public async Task A_rule_that_an_earlier_session_took_away_holds_for_the_next_one()
    {
        if (OperatingSystem.IsWindows())
            return;

        // The first one's rules were delivered, and the next stands on them.
        _repo.Write(".gitattributes", "* text=auto\n");
        _repo.Write("more/.gitattributes", "*.key filter=other\n*.secret -filter\n");
        _repo.Git("add", "--all");
        _repo.Git("commit", "--quiet", "--message=Made");
        var next = _repo.Git("rev-parse", "HEAD");
        var clones = Clones.Of(_repo, trunk: _start);
        var root = Directory.CreateDirectory(_folder["root"]).FullName;
        var tree = await clones.CloneAsync(root, "one", next, default);
        tree.Filters.ShouldBe(["crypt", "other"], ignoreOrder: true);
        foreach (var name in new[] { "a.secret", "more/x.secret", "more/x.key", "b.txt" })
            await File.WriteAllTextAsync(Path.Combine(tree.Folder, name), "in plain words\n");
        var made = await tree.CollectAsync("Made", KnownSecrets.None, _folder["made.bundle"], default);
        made.LeftOut.Select(finding => finding.Path)
            .ShouldBe(["a.secret", "more/x.secret", "more/x.key"], ignoreOrder: true);

        // Nor from a bundle that was made otherwise.
        Directory.Delete(root, recursive: true);
        Directory.CreateDirectory(root);
        tree = await Clones.Of(_repo).CloneAsync(root, "one", next, default);
        await File.WriteAllTextAsync(Path.Combine(tree.Folder, "a.secret"), "in plain words\n");
        await tree.CollectAsync("Made", KnownSecrets.None, _folder["made.bundle"], default);
        using var delivery = await OpenAsync(clones);
        (await delivery.OpenAsync(_folder["made.bundle"], next, default)).Refused.Keys.ShouldBe(["a.secret"]);
    }

    [Theory]
    [InlineData("git-crypt", "(on your machine: --filters=git-crypt)")]
    [InlineData("$(id)", "(no name that --filters takes)")]
    [InlineData("x;id", "(no name that --filters takes)")]
    [InlineData("`id`", "(no name that --filters takes)")]
    public void What_is_told_to_type_holds_no_command_of_whoever_wrote_the_attributes(string filter, string told) =>
        GitFilters.Lack(filter).ShouldEndWith(told);

    [Fact]
    public async Task What_a_filter_gives_is_judged_as_well()
    {
        if (OperatingSystem.IsWindows())
            return;
        Configure(Turn, Turn);
        var clones = Clones.Of(_repo, filters: "crypt");
        var tree = await CloneAsync(clones);
        var pointer = $"version https://git-lfs.github.com/spec/v1\noid sha256:{new string('0', 64)}\nsize 1\n";
        foreach (
            var (name, text) in new[]
            {
                ("key.secret", "tuc_a1B2c3D4e5F6a1B2c3D4e5F6a1B2c3D4e5F6\n"), // which is a token's name, turned
                ("large.secret", Turned(pointer)),
                ("good.secret", "words\n"),
            }
        )
            await File.WriteAllTextAsync(Path.Combine(tree.Folder, name), text);
        (await tree.CollectAsync("Made", KnownSecrets.None, _folder["made.bundle"], default)).LeftOut.ShouldBeEmpty();
        using var delivery = await OpenAsync(clones);
        var delivered = await delivery.OpenAsync(_folder["made.bundle"], _start, default);
        var judged = await new Judge(delivery, ProtectPolicies.Parse(null)).RunAsync(delivered, default);
        judged.Taken.Select(file => file.Path).ShouldBe(["good.secret"]);
        judged.Findings.Single(finding => finding.Path == "key.secret").Reason.ShouldContain("a secret");
        judged.Findings.Single(finding => finding.Path == "large.secret").Reason.ShouldContain("a pointer");
    }

    [Fact]
    public async Task Signs_in_a_command_mean_what_git_makes_of_them_and_no_name_is_an_option()
    {
        if (OperatingSystem.IsWindows())
            return;
        Configure($"printf '[%%s]' a%%b %%f %x %f 50% %%%f >> '{_folder["named"]}'; cat", null);
        _repo.Write("sub/x.secret", "x\n");
        _repo.Git("hash-object", "sub/x.secret");
        var byGit = await File.ReadAllTextAsync(_folder["named"]);
        byGit.ShouldBe("[a%b][%f][%x][sub/x.secret][50%][%sub/x.secret]");
        File.Delete(_folder["named"]);
        var clones = Clones.Of(_repo, filters: "crypt");
        var tree = await CloneAsync(clones);
        Directory.CreateDirectory(Path.Combine(tree.Folder, "sub"));
        await File.WriteAllTextAsync(Path.Combine(tree.Folder, "sub/x.secret"), "x\n");
        await File.WriteAllTextAsync(Path.Combine(tree.Folder, "-n.secret"), "x\n");
        await DeliverAsync(clones, tree);
        (await File.ReadAllTextAsync(_folder["named"])).ShouldBe(
            byGit.Replace("sub/x", "./-n", StringComparison.Ordinal) + byGit
        );
    }

    [Fact]
    public async Task A_rule_that_names_no_filter_is_none()
    {
        _repo.Write(".gitattributes", "*.x filter\n*.y -filter\n*.z !filter\n");
        _repo.Git("add", "--all");
        _repo.Git("commit", "--quiet", "--message=Rules");
        var clones = Clones.Of(_repo);
        var root = Directory.CreateDirectory(_folder["root"]).FullName;
        var tree = await clones.CloneAsync(root, "one", _repo.Git("rev-parse", "HEAD"), default);
        foreach (var name in new[] { "a.x", "a.y", "a.z" })
            await File.WriteAllTextAsync(Path.Combine(tree.Folder, name), "x\n");
        (await tree.CollectAsync("Made", KnownSecrets.None, _folder["made.bundle"], default)).LeftOut.ShouldBeEmpty();
    }

    [Fact]
    public async Task Attributes_that_a_filter_gives_are_not_obeyed_either()
    {
        if (OperatingSystem.IsWindows())
            return;
        Configure(Turn, Turn);
        var clones = Clones.Of(_repo, filters: "crypt");
        var tree = await CloneAsync(clones);
        Directory.CreateDirectory(Path.Combine(tree.Folder, "box"));
        await File.WriteAllTextAsync(Path.Combine(tree.Folder, "box/.gitattributes"), Turned("* -text\r\n"));
        await File.WriteAllTextAsync(Path.Combine(tree.Folder, "box/z"), "x\r\n");
        var (commit, _) = await DeliverAsync(clones, tree);
        _repo.Git("cat-file", "-s", commit + ":box/z").ShouldBe("2", "by * text=auto");
        _repo.Git("cat-file", "-s", commit + ":box/.gitattributes").ShouldBe("9");
    }

    [Fact]
    public async Task Attributes_in_any_case_are_kept_as_they_are_and_not_obeyed()
    {
        if (OperatingSystem.IsWindows())
            return;
        var clones = Clones.Of(_repo);
        var tree = await CloneAsync(clones);
        var name = Path.Combine(tree.Folder, "sub", ".GITATTRIBUTES");
        Directory.CreateDirectory(Path.GetDirectoryName(name)!);
        await File.WriteAllTextAsync(name, "* -text\r\n");
        var (commit, _) = await DeliverAsync(clones, tree);
        _repo.Git("cat-file", "-s", commit + ":sub/.GITATTRIBUTES").ShouldBe("9", "its line's end stays");
    }

    public void Dispose() => _folder.Dispose();

    private void Configure(string clean, string? smudge)
    {
        _repo.Git("config", "filter.crypt.clean", clean);
        if (smudge is not null)
            _repo.Git("config", "filter.crypt.smudge", smudge);
    }

    private static string Turned(string text) =>
        string.Concat(text.Select(c => char.IsAsciiLetterLower(c) ? (char)((c - 'a' + 13) % 26 + 'a') : c));

    private Task<GitWorkTree> CloneAsync(GitClones clones) =>
        clones.CloneAsync(Directory.CreateDirectory(_folder["root"]).FullName, "one", _start, default);

    private async Task<Core.Ports.IDelivery> OpenAsync(GitClones clones) =>
        await clones.DeliveryAsync(Directory.CreateDirectory(_folder["delivery"]).FullName, default);

    private async Task<(string Commit, Delivered Delivered)> DeliverAsync(GitClones clones, GitWorkTree tree)
    {
        (await tree.CollectAsync("Made", KnownSecrets.None, _folder["made.bundle"], default)).LeftOut.ShouldBeEmpty();
        using var delivery = await OpenAsync(clones);
        var delivered = await delivery.OpenAsync(_folder["made.bundle"], _start, default);
        var taken = delivered.Files.Where(file => !delivered.Refused.ContainsKey(file.Path)).ToArray();
        return (await delivery.TakeAsync(delivered, taken, "Made\n", default), delivered);
    }
}
