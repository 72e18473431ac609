using OneShot.Core.Model;

namespace OneShot.Core.Receipts;

/// <summary>What every face tells of a dispatch that was made: where it is, how to open its page, how to undo it.</summary>
internal static class ReceiptLines
{
    /// <summary>Tells at the end of a preview what it was, and what would stop the dispatch.</summary>
    /// <param name="preview">The preview.</param>
    /// <param name="reporter">The face.</param>
    public static void Tell(PreviewReceipt preview, IReporter reporter)
    {
        foreach (var obstacle in preview.Obstacles)
            reporter.Warn(PreviewWords.Stop(obstacle));
        reporter.Progress(PreviewWords.NothingMade);
    }

    /// <summary>The lines, in their order.</summary>
    /// <param name="receipt">What was made.</param>
    /// <param name="hasReport">Whether it has a page on this machine.</param>
    /// <param name="goesOn">Whether its run goes on with nobody who follows it.</param>
    /// <param name="spell">Spells a command for the face; <see langword="null"/> for one where none is typed.</param>
    public static IEnumerable<string> Of(
        DispatchReceipt receipt,
        bool hasReport,
        bool goesOn,
        Func<string, string>? spell
    )
    {
        yield return $"pull request: {receipt.PrUrl}";
        if (receipt.RunUrl is { } run)
            yield return $"run: {run}";
        if (spell is null)
            yield break;
        if (goesOn)
            yield return "follow: " + Own($"--target=OneShotStatus --distinct-id={receipt.Id} --watch");
        if (hasReport)
            yield return "open: " + Own($"--target=OneShotReport --distinct-id={receipt.Id} --open");
        yield return "undo: " + Own($"--target=OneShot --undo={receipt.Id}");
        string Own(string arguments) => spell($"{OneShotError.CommandPlaceholder} {arguments}");
    }
}
