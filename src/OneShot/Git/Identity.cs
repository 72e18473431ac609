namespace OneShot.Git;

/// <summary>Whose name commits carry.</summary>
/// <param name="Name">The name.</param>
/// <param name="Email">The address.</param>
internal sealed record Identity(string Name, string Email)
{
    /// <summary>Reads "Name &lt;address&gt; seconds zone", as git writes it.</summary>
    public static Identity Parse(string ident)
    {
        var (open, close) = (ident.IndexOf('<', StringComparison.Ordinal), ident.LastIndexOf('>'));
        return new Identity(ident[..open].Trim(), ident[(open + 1)..close]);
    }
}
