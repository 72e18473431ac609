using System.Text.Json.Serialization;
using OneShot.Core.Model;
using OneShot.Core.Text;

namespace OneShot.Core.Verifying;

/// <summary>What the team's own CI says of what was delivered.</summary>
internal sealed record ChecksReport
{
    /// <summary>The most checks that are looked at.</summary>
    public const int Most = 500;

    private const int Width = 300;
    private const int LongestAddress = 500;

    /// <summary>Why nothing can be said; <see langword="null"/> where the checks say it.</summary>
    public string? Lack { get; init; }

    /// <summary>The checks.</summary>
    public IReadOnlyList<CommitCheck> All
    {
        get;
        init => field = StoredList.Of(value);
    } = [];

    /// <summary>Those that are red, and were not before.</summary>
    [JsonIgnore]
    public IReadOnlyList<CommitCheck> Broken => [.. Those(CommitCheckState.Red).Where(check => !check.IsRedBefore)];

    /// <summary>Those that were red before, too, and keep nobody back.</summary>
    [JsonIgnore]
    public IReadOnlyList<CommitCheck> StillRed => [.. Those(CommitCheckState.Red).Where(check => check.IsRedBefore)];

    /// <summary>Those that a person has to let go on.</summary>
    [JsonIgnore]
    public IReadOnlyList<CommitCheck> Waiting => Those(CommitCheckState.Waiting);

    /// <summary>Those that had not ended.</summary>
    [JsonIgnore]
    public IReadOnlyList<CommitCheck> Going => Those(CommitCheckState.Going);

    /// <summary>How many are green.</summary>
    [JsonIgnore]
    public int Green => Those(CommitCheckState.Green).Length;

    /// <summary>
    /// Why it is neither green nor red; <see langword="null"/> where it is. One that is red says enough, whatever the
    /// others would say.
    /// </summary>
    [JsonIgnore]
    public string? Undecided =>
        Broken.Count > 0 ? null
        : Lack is not null ? Lack
        : Waiting.Count > 0 ? ChecksText.ToApprove(Waiting[0])
        : All.Count == 0 || Going.Count > 0 ? "the checks have not ended"
        : Green == 0 ? "no check is green, and all are red on trunk, too"
        : null;

    /// <summary>Whether all that was said is good, or as bad as before.</summary>
    [JsonIgnore]
    public bool IsGreen => Undecided is null && Broken.Count == 0;

    /// <summary>The same, as text of a stranger.</summary>
    public ChecksReport Cleaned() =>
        this with
        {
            Lack = Lack is null ? null : SafeText.Excerpt(Lack, Width),
            All = [.. All.Take(Most).Select(Cleaned)],
        };

    /// <summary>An address that leads to a page; <see langword="null"/> for what is none.</summary>
    /// <param name="text">What a server says.</param>
    public static string? Address(string? text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var address)
        && (address.Scheme == Uri.UriSchemeHttps || address.Scheme == Uri.UriSchemeHttp)
        && address.UserInfo.Length == 0
        && address.AbsoluteUri.Length <= LongestAddress
            ? address.AbsoluteUri
            : null;

    private static CommitCheck Cleaned(CommitCheck check) =>
        check with
        {
            Name = SafeText.Excerpt(check.Name, Width),
            App = SafeText.Excerpt(check.App, Width),
            Word = SafeText.Excerpt(check.Word, Width),
            Url = Address(check.Url),
            Job = null,
            Tail = [.. check.Tail.TakeLast(VerifyRun.MostLines).Select(line => SafeText.Excerpt(line, Width))],
        };

    private CommitCheck[] Those(CommitCheckState state) => [.. All.Where(check => check.State == state)];
}
