using OneShot.Core.Errors;
using OneShot.Frosting.Output;

namespace OneShot.Tool;

/// <summary>What the user typed, as the host takes it: a word, a prompt, or options alone.</summary>
/// <param name="Kind">What it asks for.</param>
/// <param name="Arguments">The host's command line, for a task.</param>
/// <param name="Value">What followed the word.</param>
internal sealed record ParsedCommand(CommandKind Kind, IReadOnlyList<string> Arguments, string? Value = null)
{
    private static readonly string[] Target = ["--target", "-t"];

    /// <summary>Reads a command line.</summary>
    /// <exception cref="OneShotException">OS2050 to OS2053: its words make no sense.</exception>
    public static ParsedCommand Read(IReadOnlyList<string> args)
    {
        var typed = new ArgumentTokenizer(args);
        if (args.Count == 0 || typed.Has("--help", "-h"))
            return Help(typed, typed.Words.FirstOrDefault());
        if (typed.Has("--version", "--ver"))
            return new ParsedCommand(CommandKind.Version, []);
        return typed.Words switch
        {
            ["help", .. var asked] when asked.Count <= 1 && !typed.Has(Target) => Help(
                typed,
                asked.FirstOrDefault() ?? typed.Options.FirstOrDefault(option => !IsOfHelp(option))
            ),
            [] => Host(
                typed,
                typed.Has("--prompts-file", "--oneshot-prompts-file") ? "OneShotBatch"
                    : typed.HasArgument ? "OneShot"
                    : "OneShotHelp"
            ),
            [var first, .. var rest] when Verbs.Find(first) is { } word => Read(word, rest, typed),
            [var prompt] when prompt.Any(char.IsWhiteSpace) && !string.IsNullOrWhiteSpace(prompt) => Host(
                typed,
                "OneShot",
                "prompt",
                prompt
            ),
            [var blank] when string.IsNullOrWhiteSpace(blank) => throw OneShotErrors.PromptBlank("the command line"),
            [var unknown] => throw Verbs.Unknown(unknown),
            [var first, _] when Verbs.Meant(first) is not null => throw Verbs.Unknown(first),
            [_, var second, ..] => throw OneShotErrors.WordTooMany(second),
        };
    }

    private static ParsedCommand Read(UserCommand word, List<string> rest, ArgumentTokenizer typed)
    {
        if (rest.Count > (word.Value is null ? 0 : 1))
            throw OneShotErrors.WordTooMany(rest[^1]);
        if (rest.Count == 0 && word.NeedsValue)
            throw OneShotErrors.WordNeedsMore(word.Word!, word.Word == "completion" ? Completion.Shells : word.Value!);
        if (word.Task is null)
            return new ParsedCommand(
                word.Word == "version" ? CommandKind.Version : CommandKind.Completion,
                [],
                rest.FirstOrDefault()
            );
        if (typed.Has(Target))
            throw OneShotErrors.WordTooMany(word.Word!);
        typed.Options.AddRange(word.Implied.Except(typed.Options));
        return rest is [var value] ? Host(typed, word.Task, word.Argument!, value) : Host(typed, word.Task);
    }

    private static bool IsOfHelp(string option) =>
        option.Split('=')[0] is "--all" or "--help" or "-h" or "--output" or "--oneshot-output";

    // A page needs no engine; a document does.
    private static ParsedCommand Help(ArgumentTokenizer typed, string? topic) =>
        typed.Has("--output", "--oneshot-output")
            ? Host(typed, "OneShotHelp", topic is null ? null : "topic", topic)
            : new ParsedCommand(CommandKind.Help, typed.Options, topic);

    // A target of the user's own wins: any task takes a prompt.
    private static ParsedCommand Host(
        ArgumentTokenizer typed,
        string task,
        string? argument = null,
        string? value = null
    ) =>
        new(
            CommandKind.Task,
            [
                .. typed.Has(Target) ? Array.Empty<string>() : [$"--target={task}"],
                .. typed.Options,
                .. argument is null ? Array.Empty<string>() : [$"--{argument}={value}"],
            ]
        );
}
