namespace OneShot.Agents.Sandbox;

/// <summary>
/// A key that a session does not hold: it has a stand-in, for which
/// the proxy puts the key into requests to the key's own hosts.
/// </summary>
/// <param name="Name">The variable or file it comes from.</param>
/// <param name="StandIn">What the session gets; as long as the key.</param>
/// <param name="Value">The key.</param>
/// <param name="Hosts">The hosts that may see it.</param>
internal sealed record MaskedKey(string Name, string StandIn, string Value, IReadOnlyList<AllowedHost> Hosts)
{
    /// <summary>Never the key: records print all they hold.</summary>
    public override string ToString() => Name;
}
