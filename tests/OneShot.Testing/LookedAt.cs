using System.Runtime.CompilerServices;
using System.Text;
using System.Text.RegularExpressions;
using OneShot.Core.Model;

namespace OneShot.Testing;

/// <summary>
/// What people read, as it was looked at once: a file in Outputs beside the test. A new text is in artifacts/outputs.
/// </summary>
/// <param name="repository">The repository that it happened in.</param>
/// <param name="typed">How the face is reached, such as <c>oneshot</c>.</param>
public sealed partial class LookedAt(string repository, string typed)
{
    private readonly StringBuilder _told = new();
    private readonly Dictionary<string, string> _names = [];

    /// <summary>The PATH of this machine without the folders that have an agent's program: none is to be started.</summary>
    public static string PathWithoutAgents =>
        string.Join(
            Path.PathSeparator,
            (Environment.GetEnvironmentVariable("PATH") ?? "")
                .Split(Path.PathSeparator)
                .Where(folder => !AgentName.All.Any(agent => File.Exists(Path.Combine(folder, agent))))
        );

    /// <summary>What one command printed.</summary>
    public void Add(IEnumerable<string> words, Outcome outcome)
    {
        _told.Append("$ ").AppendJoin(' ', words.Select(Quoted).Prepend(typed)).Append('\n').Append(outcome.Output);
        if (outcome.Error.Length > 0)
            _told.Append("--- standard error\n").Append(outcome.Error);
        _told.Append(outcome.ExitCode == 0 ? "\n" : $"--- exit code {outcome.ExitCode}\n\n");
    }

    /// <summary>The id of the one-shot whose branch has a slug, which is shown as that from now on.</summary>
    public string IdOf(string slug) =>
        _names[slug] = Directory
            .GetFiles(Path.Combine(repository, ".git/oneshot/journal"), "*.json")
            .Where(file => File.ReadAllText(file).Contains($"oneshot-{slug}-", StringComparison.Ordinal))
            .Select(file => Path.GetFileNameWithoutExtension(file)!)
            .Single();

    /// <summary>
    /// Fails where what was printed is not what was looked at; it is written to artifacts/outputs, to be looked at.
    /// </summary>
    /// <param name="name">The file's name.</param>
    /// <param name="test">The test's own file.</param>
    /// <exception cref="InvalidOperationException">It is something else, or holds what only a terminal takes.</exception>
    public void Compare(string name, [CallerFilePath] string test = "")
    {
        var told = Settled(_told.ToString());
        _told.Clear();
        var written = Path.Combine(Repository.Root, "artifacts", "outputs", name);
        Directory.CreateDirectory(Path.GetDirectoryName(written)!);
        File.WriteAllText(written, told);
        // The compiler may have mapped the path's beginning.
        var project = Path.GetFileName(Path.GetDirectoryName(test))!;
        var looked = Path.Combine(Repository.Root, "tests", project, "Outputs", name);
        var now = told.Split('\n');
        var then = File.Exists(looked) ? File.ReadAllText(looked).ReplaceLineEndings("\n").Split('\n') : [];
        var first = Enumerable
            .Range(0, Math.Max(now.Length, then.Length))
            .FirstOrDefault(line => At(now, line) != At(then, line), -1);
        if (first >= 0)
            throw new InvalidOperationException(
                $"{written} is not what was looked at, from line {first + 1}:\nnow:  {At(now, first)}\nthen: {At(then, first)}"
            );
        var odd = now.FirstOrDefault(line => line != line.TrimEnd() || line.Contains('\e', StringComparison.Ordinal));
        if (odd is not null)
            throw new InvalidOperationException($"A pipe is no terminal, and blanks at an end are nothing: '{odd}'");
    }

    private static string? At(string[] lines, int line) => line < lines.Length ? lines[line] : null;

    // What is another each time: ids, commits, hours, how long it took, where the repository is.
    private string Settled(string text)
    {
        foreach (var (slug, id) in _names)
            text = text.Replace(id, $"<{slug}>", StringComparison.Ordinal);
        text = text.Replace(repository, "/shop", StringComparison.Ordinal);
        text = Slowness().Replace(text, "");
        text = Commit().Replace(text, "<commit>");
        text = Hour().Replace(text, "<hour>");
        text = Age().Replace(text, "<age>");
        text = AgeColumn().Replace(text, "$1  ");
        text = BranchHour().Replace(text, "<hour>");
        text = GitVersion().Replace(text, "<version of git>");
        text = Sandbox().Replace(text, "$1<how the sandbox of this machine is>");
        text = Counts().Replace(text, "<counts>");
        return Took().Replace(text, "<time>");
    }

    private static string Quoted(string word) => word.Contains(' ', StringComparison.Ordinal) ? $"\"{word}\"" : word;

    [GeneratedRegex(@"^still at it after .*\n", RegexOptions.Multiline)]
    private static partial Regex Slowness();

    [GeneratedRegex(@"\b[0-9a-f]{10}\b")]
    private static partial Regex Commit();

    [GeneratedRegex(@"\d{4}-\d\d-\d\d \d\d:\d\d(?: [+-]\d\d:\d\d)?")]
    private static partial Regex Hour();

    [GeneratedRegex(@"(?<=<hour>, |[a-z]  +)(?:just now|\d+ min)(?=$|  )", RegexOptions.Multiline)]
    private static partial Regex Age();

    [GeneratedRegex(@"(?<=[a-z]  +)(age|<age>) +")]
    private static partial Regex AgeColumn();

    [GeneratedRegex(@"(?<=oneshot-[a-z]+-)\d\d-\d\d-\d{4}")]
    private static partial Regex BranchHour();

    [GeneratedRegex(@"\d+(?:\.\d)? m?s\b|\d+\.\ds\b|\d\d:\d\d:\d\d(?:\.\d+)?")]
    private static partial Regex Took();

    [GeneratedRegex(@"(?<=\bgit +)\d+(\.\d+)+(?=\n)")]
    private static partial Regex GitVersion();

    [GeneratedRegex(@"^( *)\S+ +sandbox .*(?:\n\1 {10,}.*)*", RegexOptions.Multiline)]
    private static partial Regex Sandbox();

    [GeneratedRegex(@"\d+ pass(?:, \d+ warn)?(?=, )")]
    private static partial Regex Counts();
}
