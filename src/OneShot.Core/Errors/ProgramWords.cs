using System.Text.RegularExpressions;

namespace OneShot.Core.Errors;

/// <summary>
/// The calls that a program has for what others type: <c>--target=OneShot --undo=ID</c> is
/// <c>OneShotClient.UndoAsync("ID")</c> there. What no call does, the tool does.
/// </summary>
internal static partial class ProgramWords
{
    /// <summary>Stands for a command line where a program has none.</summary>
    public const string Command = "OneShotClient";

    /// <summary>The options after a command's task, in a pattern that ignores white space.</summary>
    public const string Options = """
        (?:\ --(?<option>[a-z][a-z0-9]*(?:-[a-z0-9]+)*(?:=(?:"[^"]*"|'[^']*'|[^\s;,)"']*[^\s;,)"'.]))?))*
        """;

    // A word of a text and no type: this room knows none of settings.
    private const string Settings = "OneShot" + "Settings";

    /// <summary>Spells the commands in a text.</summary>
    /// <param name="text">The text; commands in it begin with <see cref="OneShotError.CommandPlaceholder"/>.</param>
    public static string Spell(string text) =>
        OneShotError.Spelled(
            Typed()
                .Replace(
                    CakeWords.Spell(text),
                    typed =>
                        Call(typed.Groups["task"].Value, typed.Groups["option"].Captures.Select(one => one.Value))
                        ?? typed.Value
                ),
            ToolWords.Command
        );

    /// <summary>The call, as it stands in a program.</summary>
    /// <param name="task">The task that a build has for it.</param>
    /// <param name="options">The arguments after it, without their dashes.</param>
    /// <returns><see langword="null"/> where no call does it.</returns>
    public static string? Call(string task, IEnumerable<string> options)
    {
        Dictionary<string, string?> given = [];
        foreach (var parts in options.Select(option => option.Split('=', 2)))
            given[parts[0]] = parts.Length > 1 ? Unquoted(parts[1]) : null; // a text of a server's may say it twice
        return (task, Id(given, "resume"), Id(given, "undo"), Id(given, "distinct-id")) switch
        {
            ("OneShot", { } id, _, _) => Call("ResumeAsync", id, given),
            ("OneShot", _, { } id, _) => Call("UndoAsync", id, given),
            ("OneShot", _, _, _) => given.Count == 0 ? $"{Command}.DispatchAsync" : Call("DispatchAsync", null, given),
            ("OneShotStatus", _, _, { } id) when given.ContainsKey("watch") => Call("WatchAsync", id, []),
            ("OneShotStatus", _, _, null) => Call("StatusAsync", given.GetValueOrDefault("limit"), []),
            ("OneShotStatus", _, _, var id) => Call("StatusAsync", id, []),
            _ => null,
        };
    }

    // Taken out: what is left are settings.
    private static string? Id(Dictionary<string, string?> given, string name) =>
        given.Remove(name, out var id) ? Literal(id ?? "") : null;

    private static string Call(string method, string? id, Dictionary<string, string?> given)
    {
        var set = string.Join(", ", given.Select(one => $"{Setting(one.Key)} = {Value(one.Value)}"));
        string?[] arguments = [id, set.Length > 0 ? $"new {Settings} {{ {set} }}" : null];
        return $"{Command}.{method}({string.Join(", ", arguments.OfType<string>())})";
    }

    private static string Setting(string argument) =>
        string.Concat(argument.Split('-').Select(word => char.ToUpperInvariant(word[0]) + word[1..]));

    // N stands for a number in texts.
    private static string Value(string? value) =>
        value switch
        {
            null => "true",
            "N" => value,
            _ when value.All(char.IsAsciiDigit) => value,
            _ => Literal(value),
        };

    /// <summary>A value without the quotes that it has on a command line.</summary>
    public static string Unquoted(string value) => value is ['"' or '\'', .., '"' or '\''] ? value[1..^1] : value;

    /// <summary>A value as a string of a program.</summary>
    public static string Literal(string value) =>
        $"\"{value.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";

    [GeneratedRegex(
        @"\{oneshot\}\ --target=(?<task>OneShot|OneShotStatus)(?!\w)" + Options,
        RegexOptions.IgnorePatternWhitespace | RegexOptions.CultureInvariant
    )]
    private static partial Regex Typed();
}
