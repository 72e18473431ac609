namespace OneShot.Core.Model;

/// <summary>A configured remote.</summary>
/// <param name="Name">Its name, such as <c>origin</c>.</param>
/// <param name="Fetch">Where git fetches from, after <c>url.*.insteadOf</c>.</param>
/// <param name="Push">Where git pushes to, after <c>pushurl</c>,
/// <c>url.*.pushInsteadOf</c> and <c>url.*.insteadOf</c>.</param>
/// <param name="PushAddress">The push address as configured, for git to rewrite itself.</param>
internal sealed record Remote(string Name, RemoteAddress Fetch, RemoteAddress Push, string PushAddress)
{
    /// <summary>Git's own name for "this repository".</summary>
    private const string Here = ".";

    /// <summary>Whether it is the repository itself: the local forge has no other.</summary>
    public bool IsOwn => Name == Here;

    /// <summary>The repository itself as a remote.</summary>
    /// <param name="directory">Its git directory.</param>
    /// <returns>The remote.</returns>
    public static Remote Own(string directory) =>
        new(Here, RemoteAddress.Parse(directory), RemoteAddress.Parse(directory), directory);

    /// <summary>Whether <see cref="Fetch"/> is the push address too.</summary>
    public bool IsPushSide { get; private init; }

    /// <summary>
    /// Whether <see cref="PushAddress"/> is a <c>pushurl</c> that a <c>pushInsteadOf</c> would match: git leaves such
    /// an address alone, as long as it knows it for one.
    /// </summary>
    public bool IsPushUrl { get; init; }

    /// <summary>What its forge lends git to be let in; <see langword="null"/> for nothing.</summary>
    public RemoteLogIn? LogIn { get; init; }

    /// <summary>
    /// The remote as it is pushed to: where one-shots live, and
    /// where they are looked for. Mostly it is the same repository.
    /// </summary>
    public Remote PushSide => Fetch.Text == Push.Text ? this : this with { Fetch = Push, IsPushSide = true };

    /// <summary>What is typed to fetch from it: the address of a push side, which has no name of its own.</summary>
    public string Typed => IsPushSide ? Push.Display : Name;

    /// <inheritdoc/>
    public override string ToString() => $"{Name} ({Fetch.Display})";
}
