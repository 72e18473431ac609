namespace OneShot.EndToEnd.Tests.Pages;

/// <summary>A block of code on a page.</summary>
/// <param name="Page">The page.</param>
/// <param name="Line">Where it begins.</param>
/// <param name="Language">The first word behind the fence.</param>
/// <param name="Mark">What stands behind it: why no test runs the block, in brackets.</param>
/// <param name="Text">What is in it.</param>
public sealed record PageBlock(Page Page, int Line, string Language, string Mark, string Text)
{
    /// <summary>Whether it is for a shell; a whole script is a file, and no command.</summary>
    public bool IsCommands =>
        Language is "sh" or "bash" or "shell" or "console" && !Text.StartsWith("#!", StringComparison.Ordinal);

    /// <summary>Its commands, without comments; a line that ends with a backslash goes on in the next.</summary>
    public IEnumerable<string> Commands =>
        Text.Replace("\\\n", " ", StringComparison.Ordinal)
            .Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Where(line => line[0] != '#');

    public override string ToString() => $"{Page.File}:{Line}";
}
