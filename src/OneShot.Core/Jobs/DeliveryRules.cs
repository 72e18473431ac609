using System.Text.RegularExpressions;
using OneShot.Core.Errors;
using OneShot.Core.Text;

namespace OneShot.Core.Jobs;

/// <summary>What an agent may not deliver: protected paths, links out of the tree, other repositories, secrets, more than can be reviewed.</summary>
public static partial class DeliveryRules
{
    /// <summary>What limits are told in.</summary>
    public const long Megabyte = 1024 * 1024;

    /// <summary>The most bytes of one file.</summary>
    public const long LargestFile = 20 * Megabyte;

    /// <summary>The most bytes of all files.</summary>
    public const long Largest = 100 * Megabyte;

    /// <summary>The most bytes of all that the commits hold, what later ones remove among it.</summary>
    public const long LargestHistory = 200 * Megabyte;

    private const int MostFiles = 5_000;

    /// <summary>Paths that decide what runs with rights: whoever changes them decides too. <c>--protected-paths</c> adds to them; nothing takes one away.</summary>
    public static IReadOnlyList<string> Protected { get; } = [".github/", "build.sh", "build.ps1", "build.cmd", ".gitmodules", ".gitattributes"];

    /// <summary>Checks a delivery.</summary>
    /// <param name="delivered">The delivery.</param>
    /// <param name="protectedPaths">Files and folders.</param>
    /// <exception cref="OneShotException">OS6014: what is wrong, the first of it.</exception>
    public static void Check(Delivered delivered, IReadOnlyList<string> protectedPaths)
    {
        ArgumentNullException.ThrowIfNull(delivered);
        if (delivered.Files.Count > MostFiles) throw Refused($"it changes {delivered.Files.Count} files, and {MostFiles} is the limit.");
        foreach (var file in delivered.Files)
        {
            var name = SafeText.Cut(SafeText.Line(file.Path), 120);
            if (file.Path.Any(char.IsControl)) throw Refused($"the file name {name} holds control characters.");
            if (protectedPaths.Any(path => (file.Path + "/").StartsWith(path.TrimEnd('/') + "/", StringComparison.OrdinalIgnoreCase))) throw Refused($"{name} is protected.");
            if (file.Path.Split('/').Any(part => part.Equals(".git", StringComparison.OrdinalIgnoreCase))) throw Refused($"{name} is inside of a git directory.");
            if (file.Mode == "160000") throw Refused($"{name} is another repository.");
            if (file.Target is { } target && LeavesTheTree(file.Path, target)) throw Refused($"{name} is a link out of the tree, to {SafeText.Cut(SafeText.Line(target), 80)}.");
            if (file.Size > LargestFile) throw Refused($"{name} has {file.Size / Megabyte} MB, and {LargestFile / Megabyte} is the limit.");
        }

        if (delivered.Files.Sum(file => file.Size) > Largest) throw Refused($"its files have more than {Largest / Megabyte} MB.");
        foreach (var (path, line) in delivered.AddedLines)
        {
            if (Secret().Match(line) is { Success: true } secret) throw Refused($"{SafeText.Cut(SafeText.Line(path), 120)} holds what looks like a secret ({secret.Groups.Values.Skip(1).First(group => group.Success).Name.Replace('_', ' ')}).");
        }
    }

    private static bool LeavesTheTree(string path, string target)
    {
        if (target.StartsWith('/') || target.StartsWith('\\') || (target.Length > 1 && target[1] == ':')) return true;
        var depth = path.Count(c => c == '/');
        foreach (var part in target.Split('/', '\\'))
        {
            depth += part switch { ".." => -1, "" or "." => 0, _ => 1 };
            if (depth < 0) return true;
        }

        return false;
    }

    private static OneShotException Refused(string reason) => OneShotErrors.DeliveryRefused(reason);

    // The formats their issuers document; generic words such as "password" would refuse half of all code.
    [GeneratedRegex(@"(?<a_private_key>-----BEGIN (?:[A-Z]+ )*PRIVATE KEY(?: BLOCK)?-----)|\b(?:(?<a_GitHub_token>gh[pousr]_[A-Za-z0-9]{36,}|github_pat_[A-Za-z0-9_]{50,})|(?<an_AWS_key>(?:AKIA|ASIA)[A-Z0-9]{16})|(?<an_Anthropic_key>sk-ant-[A-Za-z0-9_-]{20,})|(?<an_OpenAI_key>sk-(?:proj-|svcacct-)?[A-Za-z0-9_-]{40,})|(?<a_Google_key>AIza[A-Za-z0-9_-]{35})|(?<a_Slack_token>xox[abprs]-[A-Za-z0-9-]{10,})|(?<a_Stripe_key>[rs]k_live_[A-Za-z0-9]{20,})|(?<a_GitLab_token>glpat-[A-Za-z0-9_-]{20,})|(?<an_npm_token>npm_[A-Za-z0-9]{36})|(?<a_NuGet_key>oy2[a-z0-9]{43})|(?<an_Azure_key>AccountKey=[A-Za-z0-9+/=]{80,}))", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 10_000)]
    internal static partial Regex Secret();
}
