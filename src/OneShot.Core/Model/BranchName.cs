using System.Globalization;
using System.Text.RegularExpressions;

namespace OneShot.Core.Model;

/// <summary>
/// The name of a one-shot's branch: <c>oneshot-{slug}-{MM-DD-HHMM}</c>,
/// or <c>P{N}-{slug}-{MM-DD-HHMM}</c> for a plan issue.
/// </summary>
internal sealed partial record BranchName
{
    /// <summary>Prefix and slug together have at most this many characters.</summary>
    private const int Limit = 31;

    private BranchName(string stem, int attempt)
    {
        Stem = stem;
        Attempt = attempt;
    }

    /// <summary>The name without the number that a taken name gets.</summary>
    public string Stem { get; }

    /// <summary>1 for the name itself, 2 and more for the names after it.</summary>
    public int Attempt { get; }

    /// <summary>The whole name.</summary>
    public string Value => Attempt == 1 ? Stem : $"{Stem}-{Attempt.ToString(CultureInfo.InvariantCulture)}";

    /// <summary>The full name of the ref.</summary>
    public string Ref => RefName.OfBranch(Value);

    /// <summary>Makes the name of a new one-shot.</summary>
    /// <param name="slug">What it is about.</param>
    /// <param name="planIssue">The plan issue, if there is one.</param>
    /// <param name="local">The local time, to the minute.</param>
    /// <returns>The name.</returns>
    public static BranchName Create(Slug slug, int? planIssue, DateTimeOffset local)
    {
        var prefix = planIssue is { } issue ? $"P{issue.ToString(CultureInfo.InvariantCulture)}-" : "oneshot-";
        var head = prefix + slug.Value;
        if (head.Length > Limit)
            head = head[..Limit];
        return new BranchName($"{head.TrimEnd('-')}-{local.ToString("MM-dd-HHmm", CultureInfo.InvariantCulture)}", 1);
    }

    /// <summary>Takes a name that exists already, such as a journal's.</summary>
    /// <param name="value">The whole name.</param>
    /// <returns>The name.</returns>
    public static BranchName Existing(string value) => new(value, 1);

    /// <summary>Tells whether a branch is called like a one-shot's.</summary>
    /// <param name="name">The branch, without <c>refs/heads/</c>.</param>
    /// <returns><see langword="true"/> when it is.</returns>
    public static bool IsOne(string? name) => name is not null && Shape().IsMatch(name);

    /// <summary>The next name to try when this one is taken.</summary>
    /// <returns>The name with <c>-2</c>, <c>-3</c>, …</returns>
    public BranchName Next() => new(Stem, Attempt + 1);

    /// <inheritdoc/>
    public override string ToString() => Value;

    [GeneratedRegex(@"^(?:oneshot|P\d{1,10})-.+-\d\d-\d\d-\d{4}(?:-\d{1,2})?\z", RegexOptions.CultureInvariant, 10_000)]
    private static partial Regex Shape();
}
