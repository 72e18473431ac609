using System.Security.Cryptography;
using System.Text;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Markdig;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;
using OneShot.Core.Text;

namespace OneShot.Tests.Local;

/// <summary>
/// Whatever a user or an agent wrote is text on the page: it brings no markup, no script, and nothing from elsewhere.
/// </summary>
public sealed class ReportSafetyTests : IDisposable
{
    private static readonly string[] Markup =
    [
        "<script>alert(1)</script>",
        "</title><script>alert(1)</script>",
        "</style><style>*{display:none}</style>",
        "</pre></code></details><img src=x onerror=alert(1)>",
        "\"><svg onload=alert(1)>",
        "' onmouseover='alert(1)",
        "![x](https://evil.example/x.png)",
        "[x](javascript:alert(1))",
        "<javascript:alert(1)>",
        "[x](data:text/html,<script>alert(1)</script>)",
        "[x](file:///etc/passwd)",
        "[x](../../../x.html)",
        "[x](https://evil.example/\"onmouseover=\"alert(1))",
        "[x]\n\n[x]: javascript:alert(1) \"y\"",
        "<https://evil.example/\"x>",
        "https://evil.example/<b>",
        "<meta http-equiv=refresh content=\"0;url=https://evil.example\">",
        "<base href=https://evil.example>",
        "@import url(https://evil.example/x.css);",
        "<link rel=stylesheet href=https://evil.example/x.css>",
        "<iframe src=https://evil.example></iframe>",
        "```html\" onclick=\"alert(1)\nx\n```",
        "| <img src=x> |\n|:--|\n| `</td><script>` |",
        "# <b>x</b>",
        "- [ ] <input autofocus onfocus=alert(1)>",
        "&lt;script&gt;&#x3c;script&#x3e;",
        "{0} {{1}} {",
        "<!-- -->",
        "<!--",
        "]]>",
        "\0",
        "\u001b[31mred\u001b[0m",
        new string('>', 5000) + " deep",
        new string('[', 3000),
    ];

    private static readonly string[] Elements =
    [
        "html",
        "head",
        "meta",
        "title",
        "style",
        "body",
        "header",
        "nav",
        "main",
        "section",
        "article",
        "footer",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "p",
        "div",
        "span",
        "ul",
        "ol",
        "li",
        "dl",
        "dt",
        "dd",
        "a",
        "code",
        "pre",
        "ins",
        "del",
        "details",
        "summary",
        "small",
        "br",
        "hr",
        "time",
        "table",
        "thead",
        "tbody",
        "tfoot",
        "tr",
        "th",
        "td",
        "svg",
        "rect",
        "em",
        "strong",
        "blockquote",
        "input",
    ];

    private readonly ReportedOneShot _here = new();

    [Fact]
    public async Task All_that_is_hostile_at_once_is_text()
    {
        var texts = Markup.Concat(HostilePrompts.Accepted.Where(text => text.Length < 2000)).ToArray();
        var all = string.Join("\n\n", texts);
        (_here.Title, _here.Prompt, _here.Plan, _here.Comment, _here.Log, _here.AgentLog) = (
            "One-shot: " + Markup[1],
            all,
            all,
            all,
            all,
            all
        );
        (_here.Error, _here.PlanResult) = ("OS6009: " + Markup[3] + Markup[4], "{\"title\": \"" + Markup[1] + "\"}");
        _here.Repo.Write("<img src=x onerror=alert(1)>", all.Replace("\0", "", StringComparison.Ordinal));
        _here.Repo.Write("a'\"&b.txt", "x");
        _here.Commit();
        var (page, markup, markdown) = await _here.ReportAsync();
        Harmless(page, markup);
        page.QuerySelector("h1")!.TextContent.ShouldBe(Markup[1]);
        page.Title.ShouldBe("#1 " + Markup[1]);
        page.QuerySelector("#prompt pre")!
            .TextContent.ShouldBe(SafeText.Visible(all).TrimEnd('\n').Replace("\r\n", "\n", StringComparison.Ordinal));
        page.QuerySelector("#changes ins[data-new='1']")!.TextContent.ShouldBe("+" + Markup[0] + "\n");
        page.QuerySelector(".notice")!.TextContent.ShouldContain(Markup[3]);
        page.QuerySelectorAll("main > section").Length.ShouldBe(8, "no text ended one early");

        // As Markdown it stands in blocks that it does not end.
        var document = Markdown.Parse(markdown, new MarkdownPipelineBuilder().UseAdvancedExtensions().Build());
        document.Descendants<HtmlBlock>().ShouldBeEmpty();
        document.Descendants<HtmlInline>().ShouldBeEmpty();
        document.Descendants<LinkInline>().ShouldBeEmpty();
        document.Descendants<AutolinkInline>().ShouldBeEmpty();
        document
            .Descendants<HeadingBlock>()
            .Select(heading => ((LiteralInline)heading.Inline!.LastChild!).Content.ToString())
            .Skip(1)
            .Select(heading => heading.Split(',', ':')[0])
            .ShouldBe(["Result", "What now", "Changes", "Plan", "Prompt", "Timeline", "Comment", "Log", "Log"]);
    }

    [Fact]
    public async Task Each_plan_and_comment_is_text()
    {
        foreach (var text in Markup.Concat(HostilePrompts.Accepted).Where(text => text.Length < 10_000))
        {
            (_here.Plan, _here.Comment) = (text, text);
            var (page, markup, _) = await _here.ReportAsync();
            Harmless(page, markup);
        }
    }

    [Fact]
    public async Task A_link_is_one_to_the_web_and_shows_its_address()
    {
        _here.Plan =
            "See [the flags](https://example.com/flags), [mail](mailto:a@example.com), [code](src/a.cs), "
            + "[evil](javascript:alert(1)) and ![picture](https://example.com/p.png).";
        var (page, _, _) = await _here.ReportAsync();
        page.QuerySelector("#plan article")!
            .TextContent.ShouldContain(
                "See the flags (https://example.com/flags), mail (mailto:a@example.com), code (src/a.cs), evil "
                    + "(javascript:alert(1)) and [picture: picture (https://example.com/p.png)]."
            );
        page.QuerySelectorAll("#plan a")
            .Select(link => link.GetAttribute("href"))
            .ShouldBe(["https://example.com/flags", "mailto:a@example.com"]);
    }

    [Fact]
    public async Task What_people_do_not_see_is_shown()
    {
        _here.Repo.Write("trojan.cs", "if (user == \"admin\u202E // \u2066\") zero\u200Bwidth\u0007\n");
        _here.Commit();
        var (page, _, _) = await _here.ReportAsync();
        page.QuerySelector("#changes ins")!
            .TextContent.ShouldBe("+if (user == \"admin‹U+202E› // ‹U+2066›\") zero‹U+200B›width‹U+0007›\n");
    }

    public void Dispose() => _here.Dispose();

    private static void Harmless(IHtmlDocument page, string markup)
    {
        page.All.Select(element => element.LocalName).Distinct().Except(Elements).ShouldBeEmpty();
        foreach (var element in page.All)
        {
            foreach (var attribute in element.Attributes)
            {
                attribute
                    .Name.StartsWith("on", StringComparison.Ordinal)
                    .ShouldBeFalse($"{element.LocalName} {attribute.Name}");
                attribute.Name.ShouldNotBeOneOf(
                    "style",
                    "src",
                    "srcset",
                    "srcdoc",
                    "action",
                    "formaction",
                    "background",
                    "poster",
                    "xlink:href",
                    "autofocus",
                    "target"
                );
                if (attribute.Name == "href")
                    (element.LocalName, attribute.Value.Split(':')[0]).ShouldBeOneOf(
                        ("a", "https"),
                        ("a", "http"),
                        ("a", "mailto"),
                        ("a", attribute.Value.StartsWith('#') || attribute.Value == "index.html" ? attribute.Value : "")
                    );
            }
        }

        page.QuerySelectorAll("a:not([href^='#']):not([href='index.html'])")
            .ShouldAllBe(link => link.GetAttribute("rel") == "noopener noreferrer nofollow");
        page.QuerySelectorAll("input")
            .ShouldAllBe(input => input.GetAttribute("type") == "checkbox" && input.HasAttribute("disabled"));
        page.QuerySelectorAll("meta[http-equiv]")
            .Single()
            .GetAttribute("http-equiv")
            .ShouldBe("Content-Security-Policy");

        // The browser runs and loads nothing either: only this style, byte for byte, is allowed.
        var style = page.QuerySelectorAll("style").Single().TextContent;
        style.ShouldNotContain("url(");
        style.ShouldNotContain("@import");
        page.QuerySelector("meta[http-equiv]")!
            .GetAttribute("content")
            .ShouldBe(
                $"default-src 'none'; style-src "
                    + $"'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(style)))}'; base-uri "
                    + $"'none'; form-action 'none'"
            );
        markup
            .IndexOf("<meta http-equiv", StringComparison.Ordinal)
            .ShouldBeLessThan(
                markup.IndexOf("<title>", StringComparison.Ordinal),
                "the policy holds from the beginning"
            );
    }
}
