using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace OneShot.Core.Model;

/// <summary>What was read of the issue that is planned for.</summary>
/// <param name="Number">Its number.</param>
/// <param name="Comments">How many comments were read.</param>
/// <param name="LeftOut">How many were not: of people who may not write, or too long for the whole.</param>
/// <param name="Parts">Title, text and comments, each in a fence: data of strangers.</param>
internal sealed partial record IssueReading(int Number, int Comments, int LeftOut, string Parts)
{
    /// <summary>The most bytes of the file in which it is handed over.</summary>
    public const int Limit = 512 * 1024;

    /// <summary>How the plan and the log tell it: nobody else's words.</summary>
    public string Told =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"The planner was given issue #{Number}: title, text and {Comments} comments of people who may write here; "
                + $"{LeftOut} other comments were left out."
        );

    /// <summary>Writes it as a file for the next job.</summary>
    /// <returns>The file's bytes.</returns>
    public byte[] Write() =>
        Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{Number} {Comments} {LeftOut}\n{Parts}"));

    /// <summary>Reads such a file.</summary>
    /// <param name="bytes">The file's bytes.</param>
    /// <returns>What was read; <see langword="null"/> when it is no such file.</returns>
    public static IssueReading? Read(byte[]? bytes)
    {
        if (bytes is not { Length: > 0 and <= Limit })
            return null;
        var text = Encoding.UTF8.GetString(bytes);
        if (First().Match(text) is not { Success: true } first)
            return null;
        var numbers = first.Groups.Values.Skip(1).Select(one => int.Parse(one.Value, CultureInfo.InvariantCulture));
        return numbers.ToArray() is [var number, var comments, var leftOut]
            ? new IssueReading(number, comments, leftOut, text[first.Length..])
            : null;
    }

    [GeneratedRegex(@"\A([0-9]{1,9}) ([0-9]{1,9}) ([0-9]{1,9})\n", RegexOptions.CultureInvariant, 10_000)]
    private static partial Regex First();
}
