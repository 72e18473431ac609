using System.Text.Json.Serialization;

namespace OneShot.Core.Model;

/// <summary>
/// One failing test, or one error of a compiler or an analyzer; its texts are clean and without secrets.
/// </summary>
/// <param name="Kind">What failed.</param>
/// <param name="Name">The test as people know it, or the error's code, such as <c>CS1002</c>.</param>
/// <param name="Message">What was said about it.</param>
internal sealed record Failure(FailureKind Kind, string Name, string Message)
{
    /// <summary>
    /// Of a test: its method, without the arguments; <see langword="null"/> when the file does not tell.
    /// </summary>
    public string? Method { get; init; }

    /// <summary>
    /// Of a test: the frameworks that it fails on, where it does not fail on all of them, or not in the same way.
    /// </summary>
    public string? Framework { get; init; }

    /// <summary>Of a test with <see cref="Framework"/>: the frameworks that it passes on.</summary>
    public string? PassesOn { get; init; }

    /// <summary>The name, with what it fails on.</summary>
    [JsonIgnore]
    public string FullName =>
        (Framework, PassesOn) switch
        {
            (null, _) => Name,
            (_, null) => $"{Name} (on {Framework})",
            _ => $"{Name} (on {Framework}, not on {PassesOn})",
        };

    /// <summary>Of a test: its stack.</summary>
    public IReadOnlyList<FailureFrame> Frames
    {
        get;
        init => field = StoredList.Of(value);
    } = [];

    /// <summary>Of an error: where it is; <see langword="null"/> when that is no file of the repository.</summary>
    public FailurePlace? Place { get; init; }

    /// <summary>The project of the repository that was being built; <see langword="null"/> when nobody told.</summary>
    public string? Project { get; init; }

    /// <summary>Who reported it, when that was no compiler of a build, and no test run of .NET.</summary>
    public string? Tool { get; init; }
}
