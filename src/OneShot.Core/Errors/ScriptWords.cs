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
    public static string Spell(string text, string command) =>
        OneShotError.Spelled(
            Typed()
                .Replace(
                    CakeWords.Spell(text),
                    typed =>
                        typed.Groups["task"].Value == "OneShot" && command != Aliases
                            ? command + typed.Groups["rest"].Value
                            : Alias(
                                typed.Groups["task"].Value,
                                [.. typed.Groups["option"].Captures.Select(option => option.Value)]
                            )
                ),
            ToolWords.Command
        );

    private static string Alias(string task, List<string> options)
    {
        var call = task switch
        {
            "OneShotStatus" when Taken("distinct-id") is { } id => options.Remove("watch")
                ? $"WatchOneShot({id})"
                : $"OneShotStatus({id})",
            "OneShotStatus" => "OneShotStatus()",
            _ when Taken("undo") is { } id => $"UndoOneShot({id})",
            _ when Taken("resume") is { } id => $"ResumeOneShot({id})",
            _ => $"DispatchOneShot({Taken("prompt")})",
        };
        // What no parameter takes is an argument of the script as well.
        return options.Count == 0 ? call : $"{call} with --{string.Join(" --", options)}";

        string? Taken(string name)
        {
            var index = options.FindIndex(option => option.StartsWith(name + "=", StringComparison.Ordinal));
            if (index < 0)
                return null;
            var value = options[index][(name.Length + 1)..];
            options.RemoveAt(index);
            return ProgramWords.Literal(ProgramWords.Unquoted(value));
        }
    }

    [GeneratedRegex(
        @"\{oneshot\}\ --target=(?<task>OneShot|OneShotStatus)(?!\w)(?<rest>" + ProgramWords.Options + ")",
        RegexOptions.IgnorePatternWhitespace | RegexOptions.CultureInvariant
    )]
    private static partial Regex Typed();
}
