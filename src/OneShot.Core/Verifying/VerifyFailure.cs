using OneShot.Core.Failures;
using OneShot.Core.Model;
using OneShot.Core.Text;

namespace OneShot.Core.Verifying;

/// <summary>How much is kept of something that failed. Code under test wrote it, or who handed it over.</summary>
internal static class VerifyFailure
{
    /// <summary>The most errors, and the most tests, that are kept with what was said about them.</summary>
    public const int Most = 50;

    /// <summary>The most characters of a test's name.</summary>
    public const int LongestName = 300;

    /// <summary>Cuts it to what people read.</summary>
    /// <param name="failure">What failed.</param>
    public static Failure Shortened(Failure failure) =>
        failure with
        {
            Message = SafeText.Cut(failure.Message, FailureLimits.Message),
            Frames = [.. FailureMarkdown.OwnFrames(failure)],
        };

    /// <summary>Cleans what a stranger handed over.</summary>
    /// <param name="failure">What failed.</param>
    public static Failure Cleaned(Failure failure) =>
        Shortened(
            failure with
            {
                Name = Line(failure.Name) ?? string.Empty,
                Message = SafeText.Visible(SafeText.WithoutControls(failure.Message ?? string.Empty)),
                Method = Line(failure.Method),
                Framework = Line(failure.Framework),
                PassesOn = Line(failure.PassesOn),
                Project = Line(failure.Project),
                Tool = Line(failure.Tool),
                Place = Cleaned(failure.Place),
                Frames =
                [
                    .. failure
                        .Frames.Take(FailureLimits.Frames)
                        .Select(frame => new FailureFrame(Line(frame.Method) ?? string.Empty, Cleaned(frame.Place))),
                ],
            }
        );

    private static FailurePlace? Cleaned(FailurePlace? place) =>
        place is null ? null : place with { Path = Line(place.Path) ?? string.Empty };

    private static string? Line(string? text) => text is null ? null : SafeText.Excerpt(text, LongestName);
}
