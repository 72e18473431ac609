using System.Text.RegularExpressions;

namespace OneShot.Core.Secrets;

/// <summary>What a well-known key begins with; of a token in three parts its readable two, which are no secret.</summary>
internal static partial class KeyBeginning
{
    /// <summary>Reads it.</summary>
    /// <param name="key">The key.</param>
    /// <returns>Its beginning; empty where it has none that is known.</returns>
    public static string Of(string key) => Beginning().Match(key).Value;

    [GeneratedRegex(
        @"^(?:sk-ant-[a-z]+[0-9]*-|sk-(?:proj-|svcacct-|or-v1-|test-)?|AIza|ya29\.|github_pat_|gh[opusr]_|eyJ[\w-]+\.eyJ[\w-]+\.)?",
        RegexOptions.CultureInvariant,
        10_000
    )]
    private static partial Regex Beginning();
}
