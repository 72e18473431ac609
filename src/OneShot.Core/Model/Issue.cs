namespace OneShot.Core.Model;

/// <summary>An issue on the forge.</summary>
/// <param name="Number">Its number; issues and pull requests share one sequence.</param>
/// <param name="Url">Its page.</param>
/// <param name="Title">Its title.</param>
/// <param name="Body">Its body, Markdown.</param>
/// <param name="IsOpen">Whether it is open.</param>
/// <param name="Labels">Its labels.</param>
/// <param name="Author">Who opened it.</param>
internal sealed record Issue(
    int Number,
    string Url,
    string Title,
    string Body,
    bool IsOpen,
    IReadOnlyList<string> Labels,
    string Author
)
{
    /// <summary>Whether it is a pull request, which forges take for an issue in many places.</summary>
    public bool IsPullRequest { get; init; }
}
