using OneShot.Core.Text;

namespace OneShot.Core.Failures;

/// <summary>Where something was seen to fail.</summary>
/// <param name="Commit">
/// The commit that was checked out; <see langword="null"/> when there was none, or what failed is in none.
/// </param>
internal sealed record SeenAt(string? Commit)
{
    private const int MostNamed = 10;

    /// <summary>The files among the failures that differ from the commit.</summary>
    public IReadOnlyList<string> Uncommitted { get; init; } = [];

    /// <summary>How many other files that git knows differ from the commit.</summary>
    public int Elsewhere { get; init; }

    /// <summary>Whether what failed is in no commit.</summary>
    public bool IsDirty => Uncommitted.Count > 0;

    /// <summary>Tells an agent; empty when there is nothing to tell.</summary>
    public override string ToString()
    {
        if (Commit is not null)
            return $"This was seen at the commit {Commit}{Others()}. ";
        if (!IsDirty)
            return string.Empty;
        return $"This was seen in a work tree that differs from every commit{Named()}: "
            + "the files here may not be those that it was seen in. ";
    }

    private string Others() =>
        Elsewhere switch
        {
            0 => "",
            1 => ", with changes in 1 other file that is not part of it",
            _ => $", with changes in {Elsewhere} other files that are not part of it",
        };

    private string Named()
    {
        if (!Uncommitted.All(IsPlain))
            return string.Empty;
        return $", in {Few.Of(Uncommitted, Uncommitted.Count, MostNamed)}";
    }

    // This stands in no block, so only plain names may be in it.
    private static bool IsPlain(string path) =>
        path.Length <= 150
        && SafeText.Line(path) == path
        && path.All(c => char.IsLetterOrDigit(c) || c is '/' or '.' or '_' or '-' or '+');
}
