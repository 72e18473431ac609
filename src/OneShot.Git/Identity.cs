using System.Text;
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
    public static Identity Of(RepositoryState state) =>
        (state.Author ?? state.StandIn) is { } author ? Parse(author) : Ours;

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

    /// <summary>A commit of this person's on top of another, in whichever repository the command is run.</summary>
    /// <param name="tree">What it holds.</param>
    /// <param name="parent">The other.</param>
    /// <param name="message">Its message.</param>
    /// <param name="at">Its time, for a commit that is the same however
    /// often it is made; <see langword="null"/> is now.</param>
    public GitCommand Commit(string tree, string parent, string message, string? at) =>
        new("commit-tree", tree, "-p", parent, "-F", "-")
        {
            Input = Encoding.UTF8.GetBytes(message),
            Environment =
            [
                ("GIT_AUTHOR_NAME", Name),
                ("GIT_AUTHOR_EMAIL", Email),
                ("GIT_COMMITTER_NAME", Name),
                ("GIT_COMMITTER_EMAIL", Email),
                .. at is null ? [] : new[] { ("GIT_AUTHOR_DATE", at), ("GIT_COMMITTER_DATE", at) },
            ],
        };

    /// <inheritdoc/>
    public override string ToString() => $"{Name} <{Email}>";

    // A name becomes a line of a commit, of a configuration and of a trailer.
    private static string Clean(string text) =>
        string.Concat(text.Where(c => !char.IsControl(c) && c is not ('<' or '>'))).Trim();
}
