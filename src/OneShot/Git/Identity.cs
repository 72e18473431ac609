using OneShot.Core.Repositories;

namespace OneShot.Git;

/// <summary>Whose name commits carry.</summary>
/// <param name="Name">The name.</param>
/// <param name="Email">The address.</param>
internal sealed record Identity(string Name, string Email)
{
    /// <summary>The user's, else that of whoever asked; a machine of a workflow knows nobody.</summary>
    public static Identity Of(RepositoryState state, string? submittedBy)
        => state.Author is { } author ? Parse(author) : OfLogin(submittedBy) ?? new Identity("OneShot", "oneshot@localhost");

    /// <summary>A user of GitHub, as GitHub addresses people.</summary>
    /// <remarks>https://docs.github.com/account-and-profile/reference/email-addresses-reference</remarks>
    public static Identity? OfLogin(string? login)
        => login?.Where(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '[' or ']').ToArray() is { Length: > 0 } clean ? new Identity(new string(clean), $"{new string(clean)}@users.noreply.github.com") : null;

    /// <summary>Reads "Name &lt;address&gt; seconds zone", as git writes it.</summary>
    public static Identity Parse(string ident)
    {
        var (open, close) = (ident.IndexOf('<', StringComparison.Ordinal), ident.LastIndexOf('>'));
        return new Identity(ident[..open].Trim(), ident[(open + 1)..close]);
    }
}
