using System.Text.RegularExpressions;
using OneShot.Core.Errors;
using OneShot.Core.Settings;

namespace OneShot.MSBuild;

/// <summary>
/// Spells texts that speak of <c>--target=</c> and <c>--argument=</c> as one
/// types them for MSBuild; what a build has no target for, the tool has.
/// </summary>
internal static partial class Spelling
{
    // A build's processes have no standard input, and what a call takes is a property. MSBuild
    // can't tell an empty one from none, and of one that is typed twice it takes the last.
    private static readonly (string Text, string Here)[] Others =
    [
        (Arguments.SwitchTakes, Arguments.SwitchIs),
        ("Several times, or with commas", "Several have commas between them"),
        (", or - for standard input", ""),
        (", --prompt-file=- for standard input", ""),
        ("the parameter id", "-p:OneShotDistinctId"),
        ("add --trust-repository-file", "set ONESHOT_TRUST_REPOSITORY_FILE=true"),
        ("pass the values yourself as arguments", "pass the values yourself as properties"),
    ];

    /// <summary>Spells it.</summary>
    /// <param name="text">The text.</param>
    /// <param name="build">What is typed before a target.</param>
    public static string Of(string text, string build = BuildWords.Command) =>
        Command()
            .Replace(
                Others
                    .Append((BuildWords.Command + " -t:", build + " -t:"))
                    .Aggregate(
                        ToolWords.Unspell(CakeWords.Spell(OfProperty(text))),
                        (left, other) => left.Replace(other.Item1, other.Item2, StringComparison.Ordinal)
                    ),
                match =>
                    match switch
                    {
                        _ when match.Groups["tool"].Success => OneShotError.Spelled(
                            OneShotError.CommandPlaceholder + match.Groups["tool"].Value,
                            ToolWords.Command
                        ),
                        _ when match.Groups["undo"].Success => $"{build} -t:OneShotUndo -p:OneShotDistinctId=",
                        _ when match.Groups["target"].Success => build + " -t:" + match.Groups["target"].Value,
                        _ when match.Groups["name"].Success => Typed(
                            match.Groups["name"].Value,
                            match.Groups["named"].Success ? ""
                                : match.Groups["is"] is { Success: true, Value: var value } ? Escaped(value)
                                : null
                        ) ?? match.Value,
                        _ => build + " -t:OneShotHelp",
                    }
            );

    private static string? Typed(string name, string? value) =>
        Arguments.Find(name) is { HasProperty: true } argument
            ? $"-p:{argument.Property}{value ?? (argument.IsSwitch ? "=true" : "")}"
            : null;

    // What a property takes, where its value was refused. What a file or a variable takes stands in a longer text.
    private static string OfProperty(string text) =>
        text.StartsWith("It takes ", StringComparison.Ordinal)
            ? Escaped(text).Replace("commas between", "%2C between", StringComparison.Ordinal)
            : text;

    // MSBuild begins the next property at a comma; one before a blank belongs to the sentence.
    private static string Escaped(string values) => Separator().Replace(values, "%2C");

    // Arguments of the tool stay as the tool has them.
    [GeneratedRegex(
        """
            (?:\{oneshot\}|\bdotnet\ oneshot|\./build\.sh(?=\ --target=))(?:
                \ --target=OneShot\ --(?<undo>undo)=
              | \ --target=(?<target>OneShot|OneShotStatus|OneShotReport|OneShotDoctor|OneShotHelp)\b
              | (?<tool>\ --target=\w+(?:\ --[a-z][a-z-]*(?:="[^"]*"|=[^\s;,)]*)?)*)
              | (?=[\s.,;]|$)(?!\ (?:batch|completion|init|list|preview|publish|report|restore|resume|watch)\b) )
            | (?<=(?<named>\bvalid\ value\ for\ )?)(?<![\w-])--(?<name>[a-z][a-z0-9-]*)
                (?<is>=(?:[^\s,;"'`]+(?:,[^\s,;"'`]+)+)?)?
            """,
        RegexOptions.IgnorePatternWhitespace | RegexOptions.CultureInvariant
    )]
    private static partial Regex Command();

    [GeneratedRegex(@",(?=\S)", RegexOptions.CultureInvariant)]
    private static partial Regex Separator();
}
