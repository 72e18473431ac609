using System.Text.RegularExpressions;

namespace OneShot.Core.Errors;

/// <summary>
/// What a face without tasks tells of a one-shot that waits for tasks of a Cake build: that face can't run them, so it
/// names the build instead of its own command.
/// </summary>
internal static partial class CakeWords
{
    private const string Build = "in the Cake Frosting build that dispatched it";

    /// <summary>Names the build, for whoever has no <c>--checkout</c>.</summary>
    /// <param name="text">The text; commands in it begin with <see cref="OneShotError.CommandPlaceholder"/>.</param>
    public static string Spell(string text) => WithTasks().Replace(text, Build);

    /// <summary>Names the build and what it takes, for whoever has the same arguments.</summary>
    /// <param name="text">The text; commands in it begin with <see cref="OneShotError.CommandPlaceholder"/>.</param>
    public static string SpellWhole(string text) => WithTasks().Replace(text, Build + ", with $1");

    [GeneratedRegex(
        """\{oneshot\} --target=OneShot (--resume=\w+ --checkout(?![\w-])(?: --agent-command="[^"]*")?)""",
        RegexOptions.CultureInvariant
    )]
    private static partial Regex WithTasks();
}
