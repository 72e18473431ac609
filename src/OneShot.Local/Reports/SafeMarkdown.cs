using Markdig;
using Markdig.Extensions.Tables;
using Markdig.Renderers;
using Markdig.Renderers.Html;
using Markdig.Renderers.Html.Inlines;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;
using OneShot.Core.Text;

namespace OneShot.Local.Reports;

/// <summary>
/// Renders Markdown of agents: no HTML of theirs, no picture, and a link only with its address beside it.
/// </summary>
internal static class SafeMarkdown
{
    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder()
        .DisableHtml()
        .UsePipeTables()
        .UseTaskLists()
        .UseAutoLinks()
        .Build();

    /// <summary>Renders a text; its headings come below those of the page.</summary>
    public static Html Render(string text, int level)
    {
        try
        {
            var document = Markdown.Parse(SafeText.Visible(FoldingTags.Without(text)), Pipeline);
            foreach (var heading in document.Descendants<HeadingBlock>())
                heading.Level = Math.Min(6, heading.Level + level);
            foreach (var column in document.Descendants<Table>().SelectMany(table => table.ColumnDefinitions))
                column.Alignment = null; // would be an inline style
            using var writer = new StringWriter();
            var renderer = new HtmlRenderer(writer);
            Pipeline.Setup(renderer);
            renderer.ObjectRenderers.Replace<LinkInlineRenderer>(new Links());
            renderer.ObjectRenderers.Replace<AutolinkInlineRenderer>(new Addresses());
            renderer.Render(document);
            return new Html(writer.ToString());
        }
        catch (ArgumentException)
        {
            return Html.Of($"<pre>{text}</pre>"); // nested deeper than the parser goes
        }
    }

    /// <summary>A link to the web; an address that is none is text.</summary>
    public static Html Link(string address, string text) =>
        IsOutside(address)
            ? Html.Of($"<a rel=\"noopener noreferrer nofollow\" href=\"{address}\">{text}</a>")
            : Html.Of($"{text} ({address})");

    private static bool IsOutside(string address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" or "mailto";

    private static void Open(HtmlRenderer renderer, string address) =>
        renderer.Write("<a rel=\"noopener noreferrer nofollow\" href=\"").WriteEscapeUrl(address).Write("\">");

    private sealed class Links : HtmlObjectRenderer<LinkInline>
    {
        protected override void Write(HtmlRenderer renderer, LinkInline link)
        {
            var address = link.GetDynamicUrl?.Invoke() ?? link.Url ?? string.Empty;
            var isLink = !link.IsImage && IsOutside(address);
            if (link.IsImage)
                renderer.Write("[picture: ");
            if (isLink)
                Open(renderer, address);
            renderer.WriteChildren(link);
            if (isLink)
                renderer.Write("</a>");
            if ((link.FirstChild as LiteralInline)?.Content.ToString() != address)
                renderer.Write(" <span class=\"address\">(").WriteEscape(address).Write(")</span>");
            if (link.IsImage)
                renderer.Write("]");
        }
    }

    private sealed class Addresses : HtmlObjectRenderer<AutolinkInline>
    {
        protected override void Write(HtmlRenderer renderer, AutolinkInline link)
        {
            var address = link.IsEmail ? "mailto:" + link.Url : link.Url;
            var isLink = IsOutside(address);
            if (isLink)
                Open(renderer, address);
            renderer.WriteEscape(link.Url);
            if (isLink)
                renderer.Write("</a>");
        }
    }
}
