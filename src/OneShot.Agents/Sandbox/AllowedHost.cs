using System.Globalization;

namespace OneShot.Agents.Sandbox;

/// <summary>A host that a session may reach through the proxy.</summary>
/// <param name="Name">A name or an address, in lower case.</param>
/// <param name="Port">Its port; <see langword="null"/> are 443 and 80.</param>
internal sealed record AllowedHost(string Name, int? Port = null)
{
    /// <summary>Whether all names below the name are meant, and not the name itself.</summary>
    public bool IsWildcard { get; init; }

    /// <summary>
    /// Whether the name may stand for an address of a private network:
    /// only where a person named it, as a feed or a gateway of theirs.
    /// </summary>
    public bool MayBePrivate { get; init; }

    /// <summary>Reads what <c>--allow-host=</c> takes.</summary>
    /// <param name="text">A valid name (<see cref="OneShot.Core.Model.HostName"/>).</param>
    public static AllowedHost Of(string text)
    {
        var (name, port) = text.Split(':') is [var before, var after] ? (before, after) : (text, null);
        var isWildcard = name.StartsWith("*.", StringComparison.Ordinal);
        return new AllowedHost(
            (isWildcard ? name[2..] : name).ToLowerInvariant(),
            port is null ? null : int.Parse(port, NumberStyles.None, CultureInfo.InvariantCulture)
        )
        {
            IsWildcard = isWildcard,
        };
    }

    /// <summary>The host of an address such as a gateway's.</summary>
    public static AllowedHost Of(Uri address) =>
        new(address.IdnHost.Trim('[', ']').ToLowerInvariant(), address.Port) { MayBePrivate = true };

    /// <summary>As <c>--allow-host=</c> takes it.</summary>
    public override string ToString() => $"{(IsWildcard ? "*." : "")}{Name}{(Port is { } port ? $":{port}" : "")}";
}
