using Cake.Core;
using OneShot.Core.Errors;
using OneShot.Core.Text;

namespace OneShot.Cake;

/// <summary>What is typed to reach a script again.</summary>
internal static class ScriptCommand
{
    /// <summary>Finds it.</summary>
    /// <param name="context">The script.</param>
    /// <param name="dispatches">Whether its target dispatches, so that it takes what a dispatch takes.</param>
    /// <returns>As it was started: <c>dotnet cake [SCRIPT] [--target=TASK]</c>; or its aliases.</returns>
    public static string Of(ICakeContext context, bool dispatches)
    {
        if (!dispatches)
            return ScriptWords.Aliases;
        return Of(Environment.GetCommandLineArgs(), context.Arguments.GetArguments("target").LastOrDefault());
    }

    /// <summary>As it was started, each part one word of it.</summary>
    /// <param name="typed">The command line, the program first.</param>
    /// <param name="target">The target.</param>
    internal static string Of(IEnumerable<string> typed, string? target)
    {
        var script = typed
            .Skip(1)
            .FirstOrDefault(argument => argument.EndsWith(".cake", StringComparison.OrdinalIgnoreCase));
        string?[] parts =
        [
            ScriptWords.Command,
            script is null ? null : ShellWord.Of(script),
            target is null ? null : "--target=" + ShellWord.Of(target),
        ];
        return string.Join(' ', parts.OfType<string>());
    }
}
