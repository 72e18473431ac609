namespace OneShot.GitHub;

/// <summary>One detail of an error.</summary>
internal sealed record GitHubErrorDetail(string? Field, string? Code, string? Message)
{
    public override string ToString() => Message ?? (Field is null ? Code ?? string.Empty : $"{Field} is {Code}");
}
