using System.Globalization;

namespace OneShot.Core.Model;

/// <summary>What a work tree has that a one-shot does not start from.</summary>
/// <param name="Head">What is checked out.</param>
/// <param name="Commits">How many of its commits are not included.</param>
/// <param name="Files">How many files differ from what is committed.</param>
internal sealed record NotIncluded(Head Head, int Commits, int Files)
{
    /// <summary>Says it.</summary>
    /// <returns>One line; <see langword="null"/> when everything is included.</returns>
    public string? Line()
    {
        var commits =
            Commits == 0
                ? null
                : $"{Count(Commits, "commit")} of {Head.Branch ?? "the detached HEAD"}, which is checked out";
        var files = Files == 0 ? null : Count(Files, "changed file");
        if ((commits ?? files) is null)
            return null;
        var hint =
            commits is null ? (Files == 1 ? "commit it to have it" : "commit them to have them")
            : Head.Branch is { } branch ? $"to have the commits: --base={branch}"
            : "to have the commits, make a branch of them and name it: --base=NAME";
        return $"not included: {string.Join(", and ", new[] { commits, files }.OfType<string>())}; {hint}";
    }

    private static string Count(int number, string what) =>
        $"{number.ToString(CultureInfo.InvariantCulture)} {what}{(number == 1 ? "" : "s")}";
}
