using Cake.Core.Diagnostics;
using OneShot.Core.Model;
using OneShot.Core.Text;
using Spectre.Console;

namespace OneShot.Frosting.Output;

/// <summary>
/// The doctor's lines: a mark, what was looked at, what was found, and under
/// it the way to mend it. Marks with colours on a terminal, words in a log.
/// </summary>
internal static class CheckOutput
{
    public static void Print(IOneShotContext context, DoctorReceipt receipt)
    {
        if (context.Log.Verbosity < Verbosity.Normal)
            return;
        var console = Colours.NewConsole();
        var checks = receipt
            .Checks.Select(check =>
                check with
                {
                    Message = Clean(context, check.Message),
                    Fix = check.Fix is null ? null : Clean(context, check.Fix),
                }
            )
            .ToArray();
        var width = checks.Max(check => check.Name.Length);
        var isPlain =
            context.Environment.GetEnvironmentVariable("CI") is { Length: > 0 } and not "false"
            || !console.Profile.Out.IsTerminal;
        if (isPlain)
            Log(checks, width);
        else
            console.Write(Table(checks, width, console.Profile.Capabilities.Unicode));
        foreach (var done in receipt.Fixed ?? [])
            Console.WriteLine($"{(receipt.Preview ? "would be done" : "done")}: {Clean(context, done)}");
        Console.WriteLine(Summary(checks));
    }

    // One line for a line, however long: a log is searched, and nobody knows its width.
    private static void Log(Check[] checks, int width)
    {
        foreach (var check in checks)
        {
            Console.WriteLine($"{LookOf(check.State).Word}  {check.Name.PadRight(width)}  {check.Message}");
            if (check.Fix is { } fix)
                Console.WriteLine($"{new string(' ', width + 8)}-> {fix}");
        }
    }

    private static Grid Table(Check[] checks, int width, bool hasSymbols)
    {
        var grid = new Grid()
            .AddColumn(Column(hasSymbols ? 1 : 4))
            .AddColumn(Column(width))
            .AddColumn(new GridColumn().PadRight(0));
        foreach (var check in checks)
        {
            var (word, symbol, style) = LookOf(check.State);
            grid.AddRow(new Text(hasSymbols ? symbol : word, style), new Text(check.Name), new Text(check.Message));
            if (check.Fix is { } fix)
                grid.AddRow(
                    Text.Empty,
                    Text.Empty,
                    new Text($"{(hasSymbols ? "→" : "->")} {fix}", style.Decoration(Decoration.None))
                );
        }

        return grid;
    }

    private static string Summary(IReadOnlyList<Check> checks)
    {
        int Count(CheckState state) => checks.Count(check => check.State == state);
        var (warn, fail) = (Count(CheckState.Warn), Count(CheckState.Fail));
        var verdict =
            fail > 0 ? "a one-shot would be stopped"
            : warn > 0 ? "a one-shot works; look at the warnings"
            : "everything is in place";
        var skipped = Count(CheckState.Skip) is > 0 and var count ? $"{count} skip, " : "";
        return $"{Count(CheckState.Pass)} pass, {warn} warn, {skipped}{fail} fail: {verdict}";
    }

    private static GridColumn Column(int width) => new GridColumn().NoWrap().Width(width).PadLeft(0).PadRight(2);

    private static (string Word, string Symbol, Style Style) LookOf(CheckState state) =>
        state switch
        {
            CheckState.Pass => ("pass", "✓", new Style(Color.Green)),
            CheckState.Skip => ("skip", "–", new Style(Color.Grey)),
            CheckState.Warn => ("warn", "!", new Style(Color.Olive, decoration: Decoration.Bold)),
            _ => ("FAIL", "✗", new Style(Color.Red, decoration: Decoration.Bold)),
        };

    private static string Clean(IOneShotContext context, string text) =>
        SafeText.Without(context.OneShotProgress.Secrets, SafeText.Line(text));
}
