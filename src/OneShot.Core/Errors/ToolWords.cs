using System.Text.RegularExpressions;

namespace OneShot.Core.Errors;

/// <summary>
/// The words that the tool has for tasks: <c>--target=OneShot --undo=ID</c> of a build is <c>undo ID</c> there.
/// </summary>
internal static partial class ToolWords
{
    // A row without an argument of its own comes after those that have one.
    private static readonly (string Task, string? Argument, string? Word)[] Table =
    [
        ("OneShot", "undo", "undo"),
        ("OneShot", "resume", "resume"),
        ("OneShot", "prompt", null),
        ("OneShot", null, null),
        ("OneShotStatus", "distinct-id", "status"),
        ("OneShotStatus", null, "status"),
        ("OneShotReport", "distinct-id", "report"),
        ("OneShotReport", null, "report"),
        ("PublishOneShot", "distinct-id", "publish"),
        ("PublishOneShot", null, "publish"),
        ("OneShotBatch", "prompts-file", "batch"),
        ("OneShotInit", null, "init"),
        ("OneShotDoctor", null, "doctor"),
        ("RestoreBranch", null, "restore"),
        ("OneShotHelp", "topic", "help"),
        ("OneShotHelp", null, "help"),
    ];

    /// <summary>What is typed to reach the tool, also where another face tells of it.</summary>
    public const string Command = "dotnet oneshot";

    /// <summary>Whether what is typed to reach a face reaches the tool.</summary>
    /// <param name="command">What is typed.</param>
    public static bool AreOf(string command) => command is "oneshot" or Command;

    /// <summary>Spells the commands in a text that name a task by the tool's words.</summary>
    /// <param name="text">The text; commands in it begin with <see cref="OneShotError.CommandPlaceholder"/>.</param>
    /// <returns>The text; commands in it still begin with the placeholder.</returns>
    public static string Spell(string text) => Typed().Replace(CakeWords.SpellWhole(text), Spelled);

    /// <summary>The other way round, for a face that has targets for what the tool has words for.</summary>
    /// <param name="text">The text; commands in it begin with the tool's command.</param>
    /// <returns>The text; commands in it begin with <see cref="OneShotError.CommandPlaceholder"/>.</returns>
    public static string Unspell(string text) =>
        WordOfTool()
            .Replace(
                text,
                match =>
                {
                    var value = match.Groups["value"];
                    var (task, argument, _) = Table.First(row =>
                        row.Word == match.Groups["word"].Value && row.Argument is not null == value.Success
                    );
                    return $"{OneShotError.CommandPlaceholder} --target={task}"
                        + (value.Success ? $" --{argument}={value.Value}" : "");
                }
            );

    private static string Spelled(Match command)
    {
        var options = command.Groups["option"].Captures.Select(option => option.Value).ToList();
        foreach (var (_, argument, word) in Table.Where(row => row.Task == command.Groups["task"].Value))
        {
            var start = $" --{argument}=";
            var position = argument is null
                ? -1
                : options.FindIndex(option => option.StartsWith(start, StringComparison.Ordinal));
            if (argument is not null && position < 0)
                continue;
            var value = position < 0 ? "" : " " + options[position][start.Length..];
            if (position >= 0)
                options.RemoveAt(position);
            return OneShotError.CommandPlaceholder + (word is null ? "" : " " + word) + value + string.Concat(options);
        }

        return command.Value;
    }

    [GeneratedRegex(
        """
            \{oneshot\}\ --target=(?<task>\w+)
            (?<option>\ --[a-z][a-z-]*(?:=(?:"[^"]*"|'[^']*'|[^\s;,)"']*[^\s;,)"'.]))?)*
            """,
        RegexOptions.IgnorePatternWhitespace | RegexOptions.CultureInvariant
    )]
    private static partial Regex Typed();

    [GeneratedRegex(
        """
            \b(?:dotnet\ )?oneshot\ (?:
                (?<word>undo|resume|publish)\ (?<value>[a-z0-9]{6})\b
              | (?<word>status|report)(?:\ (?<value>[a-z0-9]{6})\b)?
              | (?<word>init|doctor|restore|help) )(?![\w-])
            """,
        RegexOptions.IgnorePatternWhitespace | RegexOptions.CultureInvariant
    )]
    private static partial Regex WordOfTool();
}
