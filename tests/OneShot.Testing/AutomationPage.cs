using System.Text.RegularExpressions;

namespace OneShot.Testing;

/// <summary>What <c>docs/automation.md</c> says of the JSON.</summary>
public static partial class AutomationPage
{
    private static readonly string[][] Rows =
    [
        .. File.ReadLines(Path.Combine(Repository.Root, "docs/automation.md"))
            .Where(line => line.StartsWith("| ", StringComparison.Ordinal))
            .Select(line => line.Split('|')[1..^1]),
    ];

    /// <summary>The fields that a document or a list always has, and those that it has where there is one.</summary>
    /// <param name="row">How its row begins.</param>
    public static (string[] Always, string[] Sometimes) Of(string row)
    {
        var cells = Rows.Single(cells =>
            cells.Length == 3 && cells[0].Trim().StartsWith(row, StringComparison.Ordinal)
        );
        return (Named(cells[1]), Named(cells[2]));
    }

    /// <summary>The fields that are explained.</summary>
    public static string[] Explained =>
        [
            .. Rows.SkipWhile(cells => cells[0].Trim() != "field")
                .TakeWhile(cells => cells[0].Trim() is not ("state" or "exit code"))
                .SelectMany(cells => Named(cells[0])),
        ];

    private static string[] Named(string cell) => [.. Name().Matches(cell).Select(match => match.Groups[1].Value)];

    [GeneratedRegex("`([a-z0-9_]+)`", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Name();
}
