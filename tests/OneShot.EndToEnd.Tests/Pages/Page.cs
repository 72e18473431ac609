using System.Text.RegularExpressions;
using Markdig;
using Markdig.Extensions.AutoIdentifiers;
using Markdig.Renderers.Html;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace OneShot.EndToEnd.Tests.Pages;

/// <summary>A page of this repository, read as GitHub reads it.</summary>
public sealed partial class Page
{
    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder()
        .UseAutoIdentifiers(AutoIdentifierOptions.GitHub)
        .UsePipeTables()
        .Build();

    private readonly MarkdownDocument _document;

    private Page(string file)
    {
        File = file;
        Text = System.IO.File.ReadAllText(Path.Combine(Repository.Root, file));
        _document = Markdown.Parse(Text, Pipeline);
    }

    /// <summary>All pages, the README first; what agents are told is no page.</summary>
    public static Page[] All { get; } =
    [
        .. new GitRepo(Repository.Root)
            .Git("ls-files", "--cached", "--others", "--exclude-standard", "*.md")
            .Split('\n')
            .Where(file => System.IO.File.Exists(Path.Combine(Repository.Root, file)))
            .Where(file => !file.StartsWith("src/OneShot.Core/Agents/Instructions/", StringComparison.Ordinal))
            .OrderBy(file => file != "README.md")
            .ThenBy(file => file, StringComparer.Ordinal)
            .Select(file => new Page(file)),
    ];

    /// <summary>Where it is, from the top of the repository.</summary>
    public string File { get; }

    public string Text { get; }

    /// <summary>Where its links and pictures lead.</summary>
    public IEnumerable<(string Target, int Line)> Links =>
        _document
            .Descendants<LinkInline>()
            .Select(link => (Target: link.Url ?? "", Line: link.Line + 1))
            .Concat(_document.Descendants<AutolinkInline>().Select(link => (Target: link.Url, Line: link.Line + 1)))
            .Concat(HtmlLink().Matches(Html).Select(match => (Target: match.Groups["target"].Value, Line: 0)));

    /// <summary>What a link can name of it: its headings, as GitHub spells them, and what HTML names.</summary>
    public IEnumerable<string> Anchors =>
        _document
            .Descendants<HeadingBlock>()
            .Select(heading => heading.GetAttributes().Id ?? "")
            .Concat(HtmlName().Matches(Html).Select(match => match.Groups["name"].Value));

    /// <summary>Its blocks of code.</summary>
    public IEnumerable<PageBlock> Blocks =>
        _document
            .Descendants<FencedCodeBlock>()
            .Select(block => new PageBlock(
                this,
                block.Line + 1,
                block.Info ?? "",
                block.Arguments ?? "",
                block.Lines + "\n"
            ));

    private string Html =>
        string.Join(
            '\n',
            _document
                .Descendants<HtmlBlock>()
                .Select(block => block.Lines.ToString())
                .Concat(_document.Descendants<HtmlInline>().Select(inline => inline.Tag))
        );

    public override string ToString() => File;

    [GeneratedRegex("(?:href|src)=\"(?<target>[^\"]*)\"", RegexOptions.CultureInvariant, 10_000)]
    private static partial Regex HtmlLink();

    [GeneratedRegex("(?:id|name)=\"(?<name>[^\"]*)\"", RegexOptions.CultureInvariant, 10_000)]
    private static partial Regex HtmlName();
}
