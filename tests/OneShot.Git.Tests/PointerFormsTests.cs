using System.Text;
using OneShot.Core.Judging;
using OneShot.Core.Model;
using OneShot.Core.Protection;
using OneShot.Core.Secrets;

namespace OneShot.Git.Tests;

/// <summary>Whatever git-lfs reads as a pointer is one here too: it stands for what nobody has judged.</summary>
public sealed class PointerFormsTests : IDisposable
{
    private const string Version = "version https://git-lfs.github.com/spec/v1";

    private static readonly string Id = LargeFilePointer.Of("somebody else's"u8).Id;

    private static readonly string Plain = $"{Version}\noid sha256:{Id}\nsize 15\n";

    // As git-lfs 3.3 was seen to read them, and forms near to those.
    private static readonly Dictionary<string, string> Forms = new()
    {
        ["plain"] = Plain,
        ["no-end"] = Plain.TrimEnd(),
        ["crlf"] = Plain.Replace("\n", "\r\n", StringComparison.Ordinal),
        ["blanks"] = $" \t\v\f\r\n\u0085\u00a0\u3000{Plain}\u2028 \n\n",
        ["empty-lines"] = Plain.Replace("\n", "\n\r\n\n", StringComparison.Ordinal),
        ["git-media"] = Plain.Replace(Version, "version http://git-media.io/v/2", StringComparison.Ordinal),
        ["hawser"] = Plain.Replace(Version, "version https://hawser.github.com/spec/v1", StringComparison.Ordinal),
        ["extension"] = Plain.Replace("\noid", $"\next-0-foo sha256:{Id}\noid", StringComparison.Ordinal),
        ["extension-first"] = $"ext-1-a/b sha256:{Id}\n{Plain}",
        ["extension-last"] = Plain.Replace("\nsize", $"\next-0-foo sha256:{Id}\nsize", StringComparison.Ordinal),
        ["sign"] = Plain.Replace("size 15", "size +15", StringComparison.Ordinal),
        ["zeros"] = Plain.Replace("size 15", "size 000000000000000000000000000015", StringComparison.Ordinal),
        ["other-size"] = Plain.Replace("size 15", "size 14", StringComparison.Ordinal),
        ["no-size"] = Plain.Replace("size 15", "size 0", StringComparison.Ordinal),
        ["before-rubbish"] = Plain.PadRight(1024, '\n') + "rubbish\n",
        ["after-blanks"] = Plain.PadLeft(1024) + "rubbish\n",
    };

    // What git-lfs takes for a content, though it looks much like a pointer.
    private static readonly Dictionary<string, string> Contents = new()
    {
        ["words"] = $"# A pointer\n{Plain}",
        ["no-name"] = Plain.Replace("git-lfs", "example", StringComparison.Ordinal),
        ["mark"] = "\ufeff" + Plain,
        ["half"] = $"{Version}\noid sha256:{Id}\n",
    };

    // What becomes one where git writes each line's end as two bytes, or could for a git-lfs to come.
    private static readonly Dictionary<string, string> Near = new()
    {
        ["by-line-ends"] = Plain.PadRight(600, '\n') + "rubbish\n",
        ["unknown-line"] = Plain + "x y\n",
    };

    private readonly TempFolder _folder = new("forms");
    private readonly GitRepo _repo;

    public PointerFormsTests() => _repo = GitRepo.Init(_folder["work"]);

    [LargeFilesFact]
    public void Git_lfs_reads_them_so()
    {
        bool Reads(string text) =>
            Launch.RunWithInput(_repo.Path, null, text, "git", "lfs", "pointer", "--check", "--stdin").ExitCode == 0;
        Forms.Where(form => !Reads(form.Value)).Select(form => form.Key).ShouldBeEmpty();
        Contents.Where(form => Reads(form.Value)).Select(form => form.Key).ShouldBeEmpty();
        Reads(Near["by-line-ends"]).ShouldBeFalse();
        Reads(Near["by-line-ends"].Replace("\n", "\r\n", StringComparison.Ordinal)).ShouldBeTrue();
    }

    [Fact]
    public async Task A_file_that_reads_as_a_pointer_to_what_was_not_there_is_not_delivered_whatever_attributes_say()
    {
        var start = _repo.Commit("First", "a.txt", "one\n");
        var (delivered, findings) = await DeliverAsync(start, Forms.Concat(Contents).Concat(Near));
        findings.Order().ShouldBe(Forms.Keys.Concat(Near.Keys).Order());
        delivered.Refused.Values.Distinct().ShouldHaveSingleItem().ShouldStartWith("is a pointer to a large file");
    }

    [LargeFilesFact]
    public async Task One_that_the_start_has_is_delivered_as_the_start_has_it_and_only_with_its_size()
    {
        _repo.Write(".gitattributes", "*.bin filter=lfs -text\n");
        _repo.Write("known.bin", Plain);
        _repo.Write("other.bin", Forms["extension"]);
        _repo.Write("as-text.txt", Plain.Replace(Id, new string('a', 64), StringComparison.Ordinal));
        _repo.Git("add", "--all");
        _repo.Git("commit", "--quiet", "--message=First");
        var start = _repo.Git("rev-parse", "HEAD");
        var (delivered, findings) = await DeliverAsync(
            start,
            [
                new("moved.bin", Forms["blanks"]),
                new("as-it-is.bin", Plain),
                new("same.txt", Forms["crlf"]),
                new("known.bin", Forms["no-end"]),
                new("other.bin", "whole now\n"),
                new("moved-too.bin", Forms["extension"]),
                new("larger.bin", Forms["other-size"]),
                new("text.bin", Plain.Replace(Id, new string('a', 64), StringComparison.Ordinal)),
            ]
        );
        findings.Order().ShouldBe(["larger.bin", "other.bin", "text.bin"]);
        delivered.Refused["other.bin"].ShouldContain("extensions");
        var blob = _repo.Git("rev-parse", start + ":known.bin");
        foreach (var name in new[] { "moved.bin", "as-it-is.bin", "same.txt" })
            delivered.Files.Single(file => file.Path == name).After!.Id.ShouldBe(blob, name);
        delivered.Files.ShouldNotContain(file => file.Path == "known.bin", "it says what it said before");
    }

    public void Dispose() => _folder.Dispose();

    private async Task<(Delivered, string[])> DeliverAsync(
        string start,
        IEnumerable<KeyValuePair<string, string>> files
    )
    {
        var clones = Clones.Of(_repo);
        var tree = await clones.CloneAsync(Directory.CreateDirectory(_folder["root"]).FullName, "one", start, default);
        foreach (var (name, text) in files)
            await File.WriteAllTextAsync(Path.Combine(tree.Folder, name), text, new UTF8Encoding(false));
        (await tree.CollectAsync("Made", KnownSecrets.None, _folder["made.bundle"], default)).LeftOut.ShouldBeEmpty();
        using var delivery = await clones.DeliveryAsync(_folder["root"], default);
        var delivered = await delivery.OpenAsync(_folder["made.bundle"], start, default);
        var judged = await new Judge(delivery, ProtectPolicies.Usual).RunAsync(delivered, default);
        return (delivered, [.. judged.Findings.Select(finding => finding.Path)]);
    }
}
