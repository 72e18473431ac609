namespace OneShot.Agents.Sandbox;

/// <summary>The proxy that the user's own programs go through; ours goes through it too.</summary>
/// <param name="Http">Its address for plain HTTP; may hold a password.</param>
/// <param name="Https">Its address for everything else.</param>
/// <param name="NoProxy">The hosts that are reached without it.</param>
internal sealed record ParentProxy(string? Http, string? Https, string? NoProxy)
{
    /// <summary>What the user's environment names; <see langword="null"/> when it names none.</summary>
    public static ParentProxy? From(Func<string, string?> variable)
    {
        var (http, https, all) = (
            Either(variable, "HTTP_PROXY"),
            Either(variable, "HTTPS_PROXY"),
            Either(variable, "ALL_PROXY")
        );
        return (http ?? https ?? all) is null
            ? null
            : new ParentProxy(http ?? all, https ?? all, Either(variable, "NO_PROXY"));
    }

    /// <summary>Nothing of the addresses, which may hold a password.</summary>
    public override string ToString() => nameof(ParentProxy);

    private static string? Either(Func<string, string?> variable, string name) =>
        variable(name) is { Length: > 0 } upper ? upper
        : variable(name.ToLowerInvariant()) is { Length: > 0 } lower ? lower
        : null;
}
