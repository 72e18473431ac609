using System.Buffers;

namespace OneShot.Core.Secrets;

/// <summary>A password in the address of a server that others can reach: <c>https://user:password@host</c>.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Word">What is before it.</param>
internal sealed record AddressShape(string Kind, string Word) : SecretShape(Kind, Word)
{
    private const int Longest = 200;
    private const int Least = 8;

    private static readonly SearchValues<char> Edges = SearchValues.Create("/?# \t\r\n\"'<>`\\");

    // Of a variable, or of what is left out.
    private static readonly SearchValues<char> Signs = SearchValues.Create("${}*()[]");

    // Addresses of books, tests and one's own machine.
    private static readonly string[] Nobodys = ["example", "invalid", "test", "local", "localhost", "internal"];

    public override bool IsAt(ReadOnlySpan<char> text, int at, out int start, out int end)
    {
        (start, end) = (at, at);
        var rest = text.Slice(at + Word.Length, Math.Min(Longest, text.Length - at - Word.Length));
        var edge = rest.IndexOfAny(Edges);
        if (edge >= 0)
            rest = rest[..edge];
        var host = rest.LastIndexOf('@');
        if (host < 0 || rest[..host].IndexOf(':') is not (>= 0 and var colon))
            return false;
        var password = rest[(colon + 1)..host];
        start = at + Word.Length + colon + 1;
        end = start + password.Length;
        if (password.Length < Least || password.ContainsAny(Signs))
            return false;
        if (password.SequenceEqual(rest[..colon]))
            return false; // its user's name again
        return IsMixed(password) && IsReachable(rest[(host + 1)..]);
    }

    // A word is what people write who show how an address is made.
    private static bool IsMixed(ReadOnlySpan<char> password) =>
        password.ContainsAnyInRange('0', '9')
        && (password.ContainsAnyInRange('a', 'z') || password.ContainsAnyInRange('A', 'Z'))
        && !Placeholder.Is(password);

    private static bool IsReachable(ReadOnlySpan<char> host)
    {
        var name = host.TrimStart('\u200B').ToString().Split(':')[0].TrimEnd('.');
        var parts = name.Split('.');
        if (parts.Length < 2 || name.StartsWith("127.", StringComparison.Ordinal))
            return false;
        return !parts.TakeLast(2).Any(part => Nobodys.Contains(part, StringComparer.OrdinalIgnoreCase));
    }
}
