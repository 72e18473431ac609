using System.Text.RegularExpressions;

namespace OneShot.Core.Errors;

/// <summary>
/// The targets and properties that a build by MSBuild has for tasks and arguments: <c>--target=OneShot --undo=ID</c> is
/// <c>-t:OneShotUndo -p:OneShotDistinctId=ID</c> there. What such a build has no target for, the tool has.
/// </summary>
internal static partial class BuildWords
{
    /// <summary>What is typed to reach that face.</summary>
    public const string Command = "dotnet build";

    /// <summary>Whether what is typed to reach a face is a build: of the folder, or of a project that is named.</summary>
    /// <param name="command">What is typed.</param>
    public static bool AreOf(string command) =>
        command == Command || command.StartsWith(Command + " ", StringComparison.Ordinal);

    /// <summary>Spells the commands in a text that name a task.</summary>
    /// <param name="text">The text; commands in it begin with <see cref="OneShotError.CommandPlaceholder"/>.</param>
    /// <param name="build">What is typed before a target.</param>
    public static string Spell(string text, string build) =>
        ToolWords
            .Spell(Typed().Replace(CakeWords.Spell(text), match => Spelled(match, build)))
            .Replace(OneShotError.CommandPlaceholder, ToolWords.Command, StringComparison.Ordinal);

    private static string Spelled(Match command, string build)
    {
        var properties = command
            .Groups["name"]
            .Captures.Zip(command.Groups["value"].Captures, (name, value) => Property(name.Value, value.Value));
        return command.Groups["undo"] is { Success: true, Value: var id }
            ? $"{build} -t:OneShotUndo -p:OneShotDistinctId={id}"
            : string.Concat([$"{build} -t:{command.Groups["task"].Value}", .. properties]);
    }

    private static string Property(string argument, string value)
    {
        var words = argument.Split('-').Select(word => char.ToUpperInvariant(word[0]) + word[1..]);
        return $" -p:OneShot{string.Concat(words)}{(value.Length == 0 ? "=true" : value)}";
    }

    [GeneratedRegex(
        """
            \{oneshot\}\ --target=(?:
                OneShot\ --undo=(?<undo>\w+)
              | (?<task>OneShot(?:Status|Report|Doctor|Help)?)(?!\w)
                (?:\ --(?<name>[a-z]+(?:-[a-z0-9]+)*)(?<value>(?:=(?:"[^"]*"|'[^']*'|[^\s;,)]*))?))*
            )
            """,
        RegexOptions.IgnorePatternWhitespace | RegexOptions.CultureInvariant
    )]
    private static partial Regex Typed();
}
