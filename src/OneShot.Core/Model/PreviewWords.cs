namespace OneShot.Core.Model;

/// <summary>What is told of a preview, whichever face or verb it is of.</summary>
internal static class PreviewWords
{
    /// <summary>The last line of one that would make something elsewhere.</summary>
    public const string NothingMade = "this was a preview: nothing was made";

    /// <summary>The last line of one that would write files.</summary>
    public const string NothingWritten = "this was a preview: nothing was written";

    /// <summary>What most previews are of.</summary>
    public const string Dispatch = "a dispatch";

    /// <summary>What the others are of.</summary>
    public const string Publishing = "publishing";

    /// <summary>Tells what would stop it.</summary>
    /// <param name="obstacle">The line that it would end with.</param>
    /// <param name="of">What the preview is of.</param>
    /// <returns>One line.</returns>
    public static string Stop(string obstacle, string of = Dispatch) => $"{of} would stop here: {obstacle}";
}
