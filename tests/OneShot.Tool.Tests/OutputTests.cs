using System.Text;
using System.Text.RegularExpressions;

namespace OneShot.Tool.Tests;

/// <summary>What people read, as it was looked at once: Outputs/tool.txt. A new text is in artifacts/outputs.</summary>
public sealed partial class OutputTests : IDisposable
{
    private readonly Oneshot _oneshot = new();
    private readonly StringBuilder _told = new();

    [Fact]
    public void What_is_printed_is_what_was_looked_at()
    {
        Tell("help");
        Tell("help", "resume");
        Tell("status");
        Tell("Add a --verbose flag", "--forge=local", "--agent=rehearsal", "--slug=verbose");
        Tell("Add a --quiet flag", "--forge=local", "--agent=rehearsal", "--slug=quiet", "--verbosity=quiet");
        Tell(
            "Add a --version flag",
            "--forge=local",
            "--agent=command",
            "--agent-command=echo no model; exit 3",
            "--slug=version"
        );
        Tell("status");
        Tell("status", IdOf("verbose"));
        Tell("resume", IdOf("verbose"));
        Tell("undo", IdOf("quiet"));
        Tell("Add it", "--forge=local", "--agent=cluade");
        Tell("Add it", "--forge=local", "--agent=claude", "--model=sonnte");
        Tell("Add it", "--forge=local");
        Tell("--prompt= ", "--forge=local");
        Tell("stauts");
        Tell("cancel", IdOf("verbose"));
        Tell("undo");
        Tell("--target=OneShotStatsu");
        var told = Settled(_told.ToString());
        told.ShouldNotContain("\e", Case.Sensitive, "a pipe is no terminal");
        told.Split('\n').ShouldAllBe(line => line == line.TrimEnd());

        var looked = Path.Combine(Repository.Root, "tests/OneShot.Tool.Tests/Outputs/tool.txt");
        var written = Path.Combine(Repository.Root, "artifacts/outputs/tool.txt");
        Directory.CreateDirectory(Path.GetDirectoryName(written)!);
        File.WriteAllText(written, told);
        told.ShouldBe(File.ReadAllText(looked).ReplaceLineEndings("\n"));
    }

    public void Dispose() => _oneshot.Dispose();

    private void Tell(params string[] typed)
    {
        var outcome = _oneshot.Run(typed);
        _told.Append("$ oneshot ").AppendJoin(' ', typed.Select(Quoted)).Append('\n').Append(outcome.Output);
        if (outcome.Error.Length > 0)
            _told.Append("--- standard error\n").Append(outcome.Error);
        _told.Append(outcome.ExitCode == 0 ? "\n" : $"--- exit code {outcome.ExitCode}\n\n");
    }

    private string IdOf(string slug) =>
        Directory
            .GetFiles(_oneshot.Repo[".git/oneshot/journal"], "*.json")
            .Where(file => File.ReadAllText(file).Contains($"oneshot-{slug}-", StringComparison.Ordinal))
            .Select(file => Path.GetFileNameWithoutExtension(file)!)
            .Single();

    // What is another each time: ids, commits, hours, how long it took, where the repository is.
    private string Settled(string text)
    {
        foreach (var slug in new[] { "verbose", "quiet", "version" })
            text = text.Replace(IdOf(slug), $"<{slug}>", StringComparison.Ordinal);
        text = text.Replace(_oneshot.Repo.Path, "/shop", StringComparison.Ordinal);
        text = Slowness().Replace(text, "");
        text = Commit().Replace(text, "<commit>");
        text = Hour().Replace(text, "<hour>");
        text = BranchHour().Replace(text, "<hour>");
        return Took().Replace(text, "<time>");
    }

    private static string Quoted(string word) => word.Contains(' ', StringComparison.Ordinal) ? $"\"{word}\"" : word;

    [GeneratedRegex(@"^still at it after .*\n", RegexOptions.Multiline)]
    private static partial Regex Slowness();

    [GeneratedRegex(@"\b[0-9a-f]{10}\b")]
    private static partial Regex Commit();

    [GeneratedRegex(@"\d{4}-\d\d-\d\d \d\d:\d\d(?: [+-]\d\d:\d\d)?")]
    private static partial Regex Hour();

    [GeneratedRegex(@"(?<=oneshot-[a-z]+-)\d\d-\d\d-\d{4}")]
    private static partial Regex BranchHour();

    [GeneratedRegex(@"\d+(?:\.\d)? m?s\b")]
    private static partial Regex Took();
}
