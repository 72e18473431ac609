using OneShot.Core.Repositories;

namespace OneShot.Git;

/// <summary>Whose name commits carry.</summary>
/// <param name="Name">The name.</param>
/// <param name="Email">The address.</param>
internal sealed record Identity(string Name, string Email)
{
    /// <summary>The user's, else that of whoever asked, as GitHub addresses people; a machine of a workflow knows nobody.</summary>
    /// <remarks>The address: https://docs.github.com/account-and-profile/reference/email-addresses-reference</remarks>
    public static Identity Of(RepositoryState state, string? submittedBy)
        => state.Author is { } author ? Parse(author)
            : submittedBy?.Where(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '[' or ']').ToArray() is { Length: > 0 } login ? new Identity(new string(login), $"{new string(login)}@users.noreply.github.com")
            : new Identity("OneShot", "oneshot@localhost");

    /// <summary>Reads "Name &lt;address&gt; seconds zone", as git writes it.</summary>
    public static Identity Parse(string ident)
    {
        var (open, close) = (ident.IndexOf('<', StringComparison.Ordinal), ident.LastIndexOf('>'));
        return new Identity(ident[..open].Trim(), ident[(open + 1)..close]);
    }
}
