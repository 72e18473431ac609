namespace OneShot.Local.Reports;

/// <summary>The changes: a list of the files, and each one's lines, to fold.</summary>
internal static class DiffHtml
{
    /// <summary>
    /// A file with more lines is folded, and so are those after as many lines of all: a page is for an overview first.
    /// </summary>
    private const int OpenLines = 300;
    private const int AllOpenLines = 1_500;

    /// <summary>A longer list of files is folded.</summary>
    private const int OpenFiles = 30;

    /// <summary>The most files with a place of their own.</summary>
    private const int MostFiles = 300;

    public static Html Render(ReportData data)
    {
        if (data.Files.Count == 0)
            return Html.Of(
                $"<p class=\"none\">No file is changed{(data.Run is { Status.IsOver: true } ? "" : " yet")}.</p>"
            );
        var shown = data.Files.Take(MostFiles).ToArray();
        var lines = 0;
        var files = shown
            .Select(
                (file, index) =>
                    File(file, index, (lines += file.Lines.Count) <= AllOpenLines && file.Lines.Count <= OpenLines)
            )
            .ToArray();
        return Html.Of(
            $"""
            <p>{Files(data.Files.Count)}, {Counts(data.Added, data.Removed)}</p>
            {Html.If(
                data.Files.Count > shown.Length || shown.Any(file => file.Left > 0),
                $"<p>This page does not hold all of it. The whole: <code>{ReportCommands.Diff(data)}</code></p>"
            )}
            {List(shown)}
            {files}
            """
        );
    }

    public static string Files(int count) => count == 1 ? "1 file" : FormattableString.Invariant($"{count:#,0} files");

    public static Html Counts(int? added, int? removed) =>
        added is null
            ? Html.Of($"<span class=\"counts\">binary</span>")
            : Html.Of(
                $"<span class=\"counts\"><span class=\"added\">+{added:#,0}</span> <span class=\"removed\">−{removed:#,0}</span></span>"
            );

    private static Html List(DiffFile[] files)
    {
        var list = Html.Of($"<ul class=\"files\">{files.Select(Line)}</ul>");
        return files.Length == 1 ? default
            : files.Length <= OpenFiles ? list
            : Html.Of($"<details><summary>Names of {Files(files.Length)}</summary>{list}</details>");
    }

    private static Html Line(DiffFile file, int index) =>
        Html.Of($"<li><a href=\"#file-{index}\">{file.Path}</a> {Counts(file.Added, file.Removed)}</li>");

    private static Html File(DiffFile file, int index, bool isOpen) =>
        Html.Of(
            $"""
            <details class="file" id="file-{index}"{(isOpen ? new Html(" open") : default)}>
            <summary><span class="path">{(
                file.From is { } from ? $"{from} → {file.Path}" : file.Path
            )}</span> <span class="change">{file.Change}</span> {Counts(file.Added, file.Removed)}</summary>
            {Body(file)}
            </details>

            """
        );

    private static Html Body(DiffFile file)
    {
        var left = Html.If(file.Left > 0, $"<p class=\"none\">{file.Left:#,0} more lines are not shown.</p>");
        if (file.Lines.Count > 0)
            return Html.Of($"<pre class=\"diff\"><code>{file.Lines.Select(Line)}</code></pre>{left}");
        return file.Left > 0
            ? left
            : Html.Of(
                $"<p class=\"none\">{(file.IsBinary ? "No text." : file.Change == "renamed" ? "Renamed, nothing else." : "No line is changed.")}</p>"
            );
    }

    private static Html Line(DiffLine line) =>
        line.Kind switch
        {
            '+' => Html.Of($"<ins data-new=\"{line.New}\">{line.Text}\n</ins>"),
            '-' => Html.Of($"<del data-old=\"{line.Old}\">{line.Text}\n</del>"),
            ' ' => Html.Of($"<span data-old=\"{line.Old}\" data-new=\"{line.New}\">{line.Text}\n</span>"),
            _ => Html.Of($"<span class=\"place\">{line.Text}\n</span>"),
        };
}
