namespace OneShot.Core.Repositories;

/// <summary>The ref under which a result waits whose branch was checked out, and so was not moved.</summary>
public static class WaitingResult
{
    /// <summary>What all of them are under.</summary>
    public const string Prefix = "refs/oneshot-results/";

    /// <summary>The ref of a one-shot.</summary>
    /// <param name="id">The one-shot.</param>
    /// <returns>Its full name.</returns>
    public static string RefOf(string id) => Prefix + id;

    /// <summary>Says that it waits, and how to take it.</summary>
    /// <param name="branch">The one-shot's branch.</param>
    /// <param name="id">The one-shot.</param>
    /// <returns>One line.</returns>
    public static string Line(string branch, string id)
        => $"{branch} is checked out and was not moved; the result waits. To take it, type there: git merge --ff-only {RefOf(id)}";
}
