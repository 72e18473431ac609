using System.Text;
using System.Text.RegularExpressions;
using OneShot.Core.Model;
using OneShot.Core.Secrets;
using OneShot.Core.Text;

namespace OneShot.Core.Pipeline;

/// <summary>
/// What an implementer says it did and which tests it ran. It is an
/// agent's text: it calls nobody, links nothing and hides nothing.
/// </summary>
internal static partial class AgentSummary
{
    /// <summary>The most bytes of the file.</summary>
    private const int Limit = 64 * 1024;

    /// <summary>
    /// The most UTF-16 units that are shown: comments and bodies hold 65,536, and there is more to say.
    /// </summary>
    private const int Most = 12_000;

    /// <summary>Hands the summary over; where the agent wrote none, the last thing it said.</summary>
    /// <param name="own">Where the agent wrote.</param>
    /// <param name="handOver">Where it goes.</param>
    /// <param name="lastWords">The last thing it said.</param>
    public static void HandOver(ImplFolder own, ImplFolder handOver, string? lastWords)
    {
        ArgumentNullException.ThrowIfNull(handOver);
        if ((Words(own) ?? lastWords) is { } text)
            handOver.Write(PlanFiles.Summary, Encoding.UTF8.GetBytes(text));
        else
            handOver.Remove(PlanFiles.Summary);
    }

    /// <summary>Reads it.</summary>
    /// <param name="folder">Where it is.</param>
    /// <returns>Markdown; <see langword="null"/> when there is none.</returns>
    public static string? Read(ImplFolder folder)
    {
        ArgumentNullException.ThrowIfNull(folder);
        if (Words(folder) is not { } text)
            return null;
        text = SafeText.Inactive(SafeText.Visible(text));
        if (text.Length > Most)
            text = SafeText.Start(text, Most) + "\n\n… (cut)";
        return Fence().Count(text) % 2 == 0 ? text : text + "\n```";
    }

    private static string? Words(ImplFolder folder) =>
        folder.Read(PlanFiles.Summary, Limit) is { } bytes
        && SafeText
            .WithoutControls(Encoding.UTF8.GetString(bytes).Replace("\r\n", "\n", StringComparison.Ordinal))
            .Trim()
            is { Length: > 0 } text
            ? SecretRules.Without(text)
            : null;

    [GeneratedRegex("^ {0,3}```", RegexOptions.Multiline | RegexOptions.CultureInvariant, 10_000)]
    private static partial Regex Fence();
}
