using System.Text.RegularExpressions;

namespace OneShot.Core.Model;

/// <summary>
/// A remote's address, taken apart: <c>https://host/owner/name.git</c>,
/// <c>ssh://</c>, <c>git@host:owner/name</c>, or a path.
/// </summary>
internal sealed partial record RemoteAddress
{
    private RemoteAddress(string text, string? scheme, string? host, int? port, string path)
    {
        Text = text;
        Scheme = scheme;
        Host = host;
        Port = port;
        Path = path;
    }

    /// <summary>The address as configured. It may hold a password: show <see cref="Display"/> instead.</summary>
    public string Text { get; }

    /// <summary>
    /// <c>https</c>, <c>http</c>, <c>ssh</c>, <c>git</c>; <see langword="null"/> for a path on this machine.
    /// </summary>
    public string? Scheme { get; }

    /// <summary>The host, lower case; <see langword="null"/> for a path.</summary>
    public string? Host { get; }

    /// <summary>The port, where the address names one.</summary>
    public int? Port { get; }

    /// <summary>What follows the host.</summary>
    public string Path { get; }

    /// <summary>Whether it holds a password.</summary>
    public bool HasPassword => IsHttp && Password().IsMatch(Text);

    /// <summary>Whether git talks HTTP to it.</summary>
    public bool IsHttp => Scheme is "http" or "https";

    /// <summary>Host and port, as a web address has them.</summary>
    public string? Authority => Port is { } port && IsHttp && port != UsualPort ? $"{Host}:{port}" : Host;

    private int UsualPort => Scheme == "https" ? 443 : 80;

    /// <summary>The same repository at another host: the one that a name of the user's own stands for.</summary>
    /// <param name="host">That host.</param>
    /// <returns>The address; its text stays, which git understands as it is.</returns>
    public RemoteAddress At(string host) => new(Text, Scheme, Known(host.ToLowerInvariant()), Port, Path);

    /// <summary>The beginning of a web address whose host is another name of <see cref="Host"/>.</summary>
    public string? OtherRoot
    {
        get
        {
            var host = IsHttp ? WithScheme().Match(Text).Groups["host"] : null;
            var isSame = host is null || host.Value.Equals(Host, StringComparison.OrdinalIgnoreCase);
            return isSame ? null : Text[..(host!.Index + host.Length)];
        }
    }

    /// <summary>The address without user and password.</summary>
    public string Display =>
        Scheme is null || !IsHttp ? UserInfo().Replace(Text, "$1") : $"{Scheme}://{Authority}/{Path}";

    /// <summary>
    /// Owner and name, from the last two parts of the path; <see langword="null"/> when there are not two.
    /// </summary>
    public RepositoryName? Repository
    {
        get
        {
            var parts = Path.Split('/', StringSplitOptions.RemoveEmptyEntries);
            if (Host is null || parts.Length < 2)
                return null;
            var name = parts[^1].EndsWith(".git", StringComparison.OrdinalIgnoreCase) ? parts[^1][..^4] : parts[^1];
            return name.Length == 0 ? null : new RepositoryName(parts[^2], name);
        }
    }

    /// <summary>Takes an address apart. Every text is an address: what has no host is a path.</summary>
    /// <param name="text">The address.</param>
    /// <returns>Its parts.</returns>
    public static RemoteAddress Parse(string text)
    {
        if (WithScheme().Match(text) is { Success: true } url)
        {
            var port = int.TryParse(url.Groups["port"].Value, out var number) ? number : (int?)null;
            return new RemoteAddress(
                text,
                url.Groups["scheme"].Value.ToLowerInvariant(),
                HostOf(url),
                port,
                url.Groups["path"].Value.Trim('/')
            );
        }

        // C:\repositories is a path although it looks like host:path; git decides the same way.
        if (!(text.Length > 1 && text[1] == ':') && ScpLike().Match(text) is { Success: true } scp)
            return new RemoteAddress(text, "ssh", HostOf(scp), null, scp.Groups["path"].Value.Trim('/'));
        return new RemoteAddress(text, null, null, null, text);
    }

    /// <inheritdoc/>
    public override string ToString() => Display;

    private static string HostOf(Match match) => Known(match.Groups["host"].Value.ToLowerInvariant());

    // ssh.github.com is github.com for networks that block port 22, and www.github.com leads there.
    private static string Known(string host) => host is "ssh.github.com" or "www.github.com" ? "github.com" : host;

    [GeneratedRegex(
        @"^(?<scheme>https?|ssh|git|git\+ssh|ssh\+git)://(?:[^@/]*@)?(?<host>\[[^\]]+\]|[^:/]+)(?::(?<port>\d+))?(?:/(?<path>.*))?\z",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant,
        10_000
    )]
    private static partial Regex WithScheme();

    [GeneratedRegex(@"^(?:[^@/:]+@)?(?<host>[^/:]+):(?!//)(?<path>.+)\z", RegexOptions.CultureInvariant, 10_000)]
    private static partial Regex ScpLike();

    [GeneratedRegex(@"^[a-z+]+://[^@/:]*:[^@/]*@", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 10_000)]
    private static partial Regex Password();

    [GeneratedRegex(@"^([a-z+]+://)[^@/]*@", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 10_000)]
    private static partial Regex UserInfo();
}
