using System.Text;

namespace OneShot.Git;

/// <summary>A commit as git keeps it, byte for byte: what is made of it again must not lose a character set.</summary>
internal sealed class RawCommit
{
    private readonly ILookup<string, string> _headers;

    public RawCommit(byte[] content)
    {
        var parts = Encoding.Latin1.GetString(content).Split("\n\n", 2);
        _headers = parts[0]
            .Split('\n')
            .Where(line => !line.StartsWith(' '))
            .Select(line => line.Split(' ', 2))
            .ToLookup(pair => pair[0], pair => pair[^1]);
        Message = parts.Length > 1 ? parts[1] : string.Empty;
    }

    public string Tree => _headers["tree"].First();

    public IReadOnlyList<string> Parents => [.. _headers["parent"]];

    /// <summary>The message, a character for each byte.</summary>
    public string Message { get; }

    public string? CharacterSet => _headers["encoding"].FirstOrDefault();

    public bool IsSigned => _headers.Contains("gpgsig") || _headers.Contains("gpgsig-sha256");

    public Identity Author => Identity.Parse(Utf8(_headers["author"].First()));

    public Identity Committer => Identity.Parse(Utf8(_headers["committer"].First()));

    public string AuthoredAt => At(_headers["author"].First());

    public string CommittedAt => At(_headers["committer"].FirstOrDefault() ?? string.Empty);

    /// <summary>Whether a one-shot made it.</summary>
    public bool IsOf(string id) => Message.Split('\n').Contains("OneShot-Id: " + id);

    /// <summary>What stays when it is made again on other parents, by whomever.</summary>
    public string On(IEnumerable<string> parents) =>
        string.Join('\0', [Tree, AuthoredAt, CommittedAt, Message, .. parents]);

    private static string At(string ident) => ident[(ident.LastIndexOf('>') + 1)..].Trim();

    private static string Utf8(string text) => Encoding.UTF8.GetString(Encoding.Latin1.GetBytes(text));
}
