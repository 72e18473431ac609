using System.Text.RegularExpressions;

namespace OneShot.Core.Errors;

/// <summary>
/// What a <c>.cake</c> script has for what others type: a dispatch is the script again, with its own target, or where
/// that one dispatches nothing, an alias. What no alias does, the tool does.
/// </summary>
internal static partial class ScriptWords
{
    /// <summary>What begins a command that starts a script.</summary>
    public const string Command = "dotnet cake";

    /// <summary>Stands for a command line where a script's target dispatches nothing.</summary>
    public const string Aliases = "dotnet cake ALIAS";

    /// <summary>Whether what is typed to reach a face starts a script.</summary>
    /// <param name="command">What is typed.</param>
    public static bool AreOf(string command) =>
        command == Command || command.StartsWith(Command + " ", StringComparison.Ordinal);

    /// <summary>Spells the commands in a text.</summary>
    /// <param name="text">The text; commands in it begin with <see cref="OneShotError.CommandPlaceholder"/>.</param>
    /// <param name="command">What starts the script, or <see cref="Aliases"/>.</param>
    public static string Spell(string text, string command)
    {
        text = Followed().Replace(CakeWords.Spell(text), typed => $"WatchOneShot(\"{typed.Groups["id"].Value}\")");
        text =
            command == Aliases
                ? Again().Replace(text, Alias)
                : text.Replace(
                    OneShotError.CommandPlaceholder + " --target=OneShot ",
                    command + " ",
                    StringComparison.Ordinal
                );
        return OneShotError.Spelled(text, ToolWords.Command);
    }

    // What is typed after it is an argument of the script as well.
    private static string Alias(Match typed) =>
        (typed.Groups["verb"].Value == "undo" ? "UndoOneShot" : "ResumeOneShot")
        + $"(\"{typed.Groups["id"].Value}\")"
        + (typed.Groups["more"].Success ? " with" : "");

    [GeneratedRegex(
        @"\{oneshot\} --target=OneShot --(?<verb>undo|resume)=(?<id>\w+)(?<more>(?= --))?",
        RegexOptions.CultureInvariant
    )]
    private static partial Regex Again();

    [GeneratedRegex(
        @"\{oneshot\} --target=OneShotStatus --distinct-id=(?<id>\w+) --watch\b",
        RegexOptions.CultureInvariant
    )]
    private static partial Regex Followed();
}
