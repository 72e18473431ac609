using System.Text.RegularExpressions;
using OneShot.Core.Errors;
using OneShot.Core.Settings;

namespace OneShot;

/// <summary>
/// Spells an error for whoever writes a program and has no command line: <c>--agent=NAME</c> is
/// <c>OneShotSettings.Agent=NAME</c> there, and <c>{oneshot} --target=OneShot --undo=ID</c> a call of the client. What
/// is typed elsewhere, after a command, stays.
/// </summary>
internal static partial class SettingSpelling
{
    // Words that programs of others have too: who is told to type those, types them.
    private static readonly string[] OfOthers = ["log", "open", "force", "fix", "all", "topic"];

    private static readonly (string Typed, string Called)[] Phrases =
    [
        ("Run the same command again", "Make the same call again"),
        ("run the same command again", "make the same call again"),
        ("the build's own code", "the program's own code"),
        ("Run it with --verbosity=diagnostic", "Log at the level Debug"),
        ("pass the values yourself as arguments", "pass the values yourself as settings"),
        (Arguments.SwitchTakes, Arguments.SwitchIs),
        (
            "Watch longer: OneShotSettings.WatchMinutes=N",
            "Watch longer: OneShotSettings.WatchMinutes=N, or the limit of OneShotClient.WatchAsync"
        ),
    ];

    public static string Of(string text) =>
        Phrases.Aggregate(
            Written().Replace(CakeWords.Spell(text), Spelled),
            (spelled, phrase) => spelled.Replace(phrase.Typed, phrase.Called, StringComparison.Ordinal)
        );

    private static string Spelled(Match match)
    {
        var (type, task, name) = (match.Groups["type"], match.Groups["task"], match.Groups["name"]);
        if (type.Success)
            return type.Value == "T" ? "Call" : "call";
        if (task.Success)
            return ProgramWords.Call(task.Value, match.Groups["option"].Captures.Select(one => one.Value))
                ?? match.Value;
        return (name.Success ? Setting(name.Value) : null) ?? match.Value;
    }

    private static string? Setting(string name) =>
        name == "working" ? $"{nameof(OneShotClientOptions)}.{nameof(OneShotClientOptions.WorkingFolder)}"
        : !OfOthers.Contains(name) && Arguments.Find(name) is { } argument
            ? $"{nameof(OneShotSettings)}.{argument.Setting}"
        : null;

    [GeneratedRegex(
        @"\{oneshot\}\ --target=(?<task>\w+)"
            + ProgramWords.Options
            + """
                | \{oneshot\}(?:\ --[^\s;,]+)*
                | \b(?<type>[Tt])ype(?=:\ \{oneshot\}\ --target=OneShot(?:Status)?(?!\w))
                | (?<![\w-])--(?<name>[a-z][a-z0-9-]*)
                """,
        RegexOptions.IgnorePatternWhitespace | RegexOptions.CultureInvariant
    )]
    private static partial Regex Written();
}
