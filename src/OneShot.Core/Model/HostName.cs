using System.Globalization;

namespace OneShot.Core.Model;

/// <summary>
/// How a host that a session may reach is written: a name or an address
/// of four numbers, <c>*.</c> before a name for all below it, and a port.
/// </summary>
internal static class HostName
{
    private const int Longest = 253; // RFC 1035, without the last dot

    /// <summary>
    /// Whether a text is one host, and no more than that: no scheme,
    /// path, user or blank; a pattern names at least two labels.
    /// </summary>
    /// <param name="text">The text, in any case.</param>
    /// <returns>Whether it is.</returns>
    public static bool IsValid(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var (name, port) = Parts(text);
        if (
            port is not null
            && (
                !int.TryParse(port, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
                || number is < 1 or > 65_535
            )
        )
            return false;
        var labels = (name.StartsWith("*.", StringComparison.Ordinal) ? name[2..] : name).Split('.');
        return name.Length <= Longest
            && (name[..Math.Min(1, name.Length)] != "*" || labels.Length >= 2)
            && labels.All(IsLabel);
    }

    /// <summary>
    /// Whether an entry of a list of hosts covers another: the same host,
    /// or one below a pattern. Without a port, 443 and 80 are meant.
    /// </summary>
    /// <param name="listed">The entry of the list.</param>
    /// <param name="asked">The host or pattern that is asked for.</param>
    internal static bool Covers(string listed, string asked)
    {
        var ((name, port), (other, otherPort)) = (Parts(listed), Parts(asked));
        if (port is null ? otherPort is not (null or "443" or "80") : otherPort != port)
            return false;
        return name.Equals(other, StringComparison.OrdinalIgnoreCase)
            || (
                name.StartsWith("*.", StringComparison.Ordinal)
                && other.EndsWith(name[1..], StringComparison.OrdinalIgnoreCase)
            );
    }

    private static (string Name, string? Port) Parts(string text) =>
        text.Split(':') switch
        {
            [var only] => (only, null),
            [var first, var second] => (first, second),
            _ => (string.Empty, null),
        };

    private static bool IsLabel(string label) =>
        label.Length is > 0 and <= 63
        && label.All(c => char.IsAsciiLetterOrDigit(c) || c == '-')
        && label[0] != '-'
        && label[^1] != '-';
}
