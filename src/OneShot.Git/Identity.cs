using OneShot.Core.Model;

namespace OneShot.Git;

/// <summary>Whose name commits carry.</summary>
/// <param name="Name">The name.</param>
/// <param name="Email">The address.</param>
internal sealed record Identity(string Name, string Email)
{
    /// <summary>Ours, where git knows nobody and has no guess.</summary>
    public static Identity Ours { get; } = new("OneShot", "oneshot@localhost");

    /// <summary>
    /// The one that git knows here; what a run is told about who asked is a label, and nobody's name.
    /// </summary>
    public static Identity Of(RepositoryState state) => Of(state.Author ?? state.StandIn);

    /// <summary>The one that git names; where it names nobody, ours.</summary>
    public static Identity Of(string? ident) => ident is null ? Ours : Parse(ident);

    /// <summary>Who started a workflow, as GitHub tells its jobs and addresses people.</summary>
    /// <param name="variable">Reads the environment.</param>
    /// <returns><see langword="null"/> outside of a workflow.</returns>
    /// <remarks>https://docs.github.com/account-and-profile/reference/email-addresses-reference</remarks>
    public static Identity? OfActor(Func<string, string?> variable)
    {
        if (variable("GITHUB_ACTIONS") != "true" || variable("GITHUB_ACTOR") is not { } actor)
            return null;
        var login = string.Concat(actor.Where(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '[' or ']'));
        if (login.Length == 0)
            return null;
        var number =
            variable("GITHUB_ACTOR_ID") is { Length: > 0 and < 20 } id && id.All(char.IsAsciiDigit) ? id + "+" : "";
        return new Identity(login, $"{number}{login}@users.noreply.github.com");
    }

    /// <summary>Reads "Name &lt;address&gt; seconds zone", as git writes it.</summary>
    public static Identity Parse(string ident)
    {
        var (open, close) = (ident.IndexOf('<', StringComparison.Ordinal), ident.LastIndexOf('>'));
        return new Identity(Clean(ident[..open]), Clean(ident[(open + 1)..close]));
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Name} <{Email}>";

    // A name becomes a line of a commit, of a configuration and of a trailer.
    private static string Clean(string text) =>
        string.Concat(text.Where(c => !char.IsControl(c) && c is not ('<' or '>'))).Trim();
}
