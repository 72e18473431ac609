using OneShot.Core.Errors;

namespace OneShot;

/// <summary>An expected error: one line that says what happened, and what to type next.</summary>
/// <param name="Code"><c>OS</c> and four digits; the first digit is the exit code, 9 stands for 130.</param>
/// <param name="Message">What happened, in one sentence, without secrets.</param>
/// <param name="Next">What to do now; <see cref="CommandPlaceholder"/>
/// in it stands for the command of the face in use.</param>
public sealed record OneShotError(string Code, string Message, string Next)
{
    /// <summary>Stands for <c>./build.sh</c>, or whatever the user types to reach this face.</summary>
    public const string CommandPlaceholder = "{oneshot}";

    /// <summary>The exit code that belongs to the error.</summary>
    public ExitCode Exit =>
        Code[2] switch
        {
            '9' => ExitCode.Cancelled,
            var digit => (ExitCode)(digit - '0'),
        };

    /// <summary>The error on one line, for a terminal.</summary>
    /// <param name="command">What the user types to reach this face, such as <c>./build.sh</c>.</param>
    /// <returns>Code, message and next step.</returns>
    public string ToLine(string command) => $"{Code}: {Message} {NextFor(command)}".TrimEnd();

    /// <summary>The next step with the face's own command in it.</summary>
    /// <param name="command">What the user types to reach this face.</param>
    /// <returns>One sentence.</returns>
    public string NextFor(string command) => Spelled(Next, command);

    /// <summary>A text with the face's own command in it, and its own words for tasks.</summary>
    internal static string Spelled(string text, string command) =>
        BuildWords.AreOf(command) ? BuildWords.Spell(text, command)
        : command == ProgramWords.Command ? ProgramWords.Spell(text)
        : ScriptWords.AreOf(command) ? ScriptWords.Spell(text, command)
        : (ToolWords.AreOf(command) ? ToolWords.Spell(text) : text).Replace(
            CommandPlaceholder,
            command,
            StringComparison.Ordinal
        );

    /// <inheritdoc/>
    public override string ToString() => ToLine(FaceCommand.Of(Environment.GetEnvironmentVariable));
}
