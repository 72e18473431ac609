using System.Text;
using Cake.Core.Diagnostics;
using OneShot.Core.Batch;
using OneShot.Core.Model;
using OneShot.Core.Receipts;
using OneShot.Core.Text;
using Spectre.Console;

namespace OneShot.Frosting.Output;

/// <summary>How a batch ended, however it ended: a table, a line, and the summary of a step.</summary>
internal static class BatchOutput
{
    /// <summary>The room of all columns but the last.</summary>
    private const int Columns = 40;

    /// <summary>Where nobody sits in front of columns, nothing is cut.</summary>
    private const int Unlimited = 1000;

    public static void Print(IOneShotContext context, BatchVerb verb)
    {
        if (verb.Receipt is not { Batch: { Count: > 0 } all } receipt)
            return;
        if (!context.OneShotProgress.IsJson && context.Log.Verbosity >= Verbosity.Normal)
        {
            var console = Colours.NewConsole();
            if (Console.IsOutputRedirected)
                console.Profile.Width = Unlimited;
            console.Write(Table(context, all, Math.Max(20, console.Profile.Width - Columns)));
        }

        new LogReporter(context).Progress(BatchWords.Count(all));
        if (receipt.Preview)
            new LogReporter(context).Progress(PreviewWords.NothingMade);
        else
            ActionsFiles.Summarize(Markdown(context, all), context.Environment.GetEnvironmentVariable);
    }

    private static Table Table(IOneShotContext context, IReadOnlyList<BatchedOneShot> all, int room)
    {
        var table = new Table().NoBorder().AddColumns("", "id", "state", "pr", "prompt");
        foreach (var column in table.Columns)
            column.NoWrap().Padding(0, 0, 2, 0);
        foreach (var one in all)
        {
            var text = one.Error is { } error ? $"{error.Code}: {error.Message}" : one.Prompt;
            table.AddRow(
                new Text($"{one.Number}"),
                new Text(one.Id ?? "-"),
                new Text(BatchWords.Of(one), BatchWords.Sign(one, false).Colour),
                new Text(BatchWords.PullRequest(one)),
                new Text(SafeText.Cut(context.Shown(text), room))
            );
        }

        return table;
    }

    private static string Markdown(IOneShotContext context, IReadOnlyList<BatchedOneShot> all)
    {
        var text = new StringBuilder(
            $"### {all.Count} one-shots: {BatchWords.Count(all)}\n\n| | id | state | pull request | prompt "
                + $"|\n|---|---|---|---|---|\n"
        );
        foreach (var one in all)
        {
            var pull = one.Receipt is { PrNumber: > 0, PrUrl: { } url }
                ? $"[{BatchWords.PullRequest(one)}]({url})"
                : "";
            var told = one.Error is { } error ? $"{error.Code}: {error.Message}" : one.Prompt;
            text.Append(
                System.Globalization.CultureInfo.InvariantCulture,
                $"| {one.Number} | {one.Id} | {BatchWords.Of(one)} | {pull} | {Cell(context.Shown(told))} |\n"
            );
        }

        return text.ToString().TrimEnd('\n');
    }

    private static string Cell(string text) =>
        SafeText
            .Inactive(SafeText.Cut(text, 200))
            .Replace("\\", "\\\\", StringComparison.Ordinal)
            .Replace("|", "\\|", StringComparison.Ordinal);
}
