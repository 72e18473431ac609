using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Markdig;
using Markdig.Syntax;
using OneShot.Core.Model;
using OneShot.Core.Receipts;
using OneShot.Testing.Fakes;

namespace OneShot.Tests.Dispatch;

/// <summary>
/// Every hostile prompt arrives verbatim in the committed file and is harmless everywhere else, or is refused.
/// </summary>
public abstract partial class HostilePromptTests : IDisposable
{
    private readonly Lazy<PeerRepository> _github = new(() => new PeerRepository());
    private int _minute;

    private PeerRepository GitHub => _github.Value;

    public void Dispose()
    {
        if (_github.IsValueCreated)
            GitHub.Dispose();
        GC.SuppressFinalize(this);
    }

    private async Task ArriveUnharmed(IEnumerable<string> prompts)
    {
        var repo = GitHub.LocalClone();
        foreach (var prompt in prompts)
        {
            var settings = Dispatching.Settings(prompt);
            var dispatching = new Dispatching(GitHub, repo) { Clock = new Minutes(_minute++) };
            var receipt = await dispatching.RunAsync(settings);
            var (commit, file) = Raw(receipt.Branch);
            var pull = GitHub.Pull(receipt.PrNumber);
            var input = (string)GitHub.Run(receipt.RunId)["inputs"]!["prompt"]!;
            IsUnharmed(
                prompt,
                receipt,
                new Arrived(commit, file, (string)pull["title"]!, (string)pull["body"]!, input),
                dispatching.Reporter
            );
        }
    }

    private static void IsUnharmed(string prompt, DispatchReceipt receipt, Arrived arrived, RecordingReporter reporter)
    {
        var kept = prompt.TrimStart('\uFEFF').Replace("\r\n", "\n", StringComparison.Ordinal).TrimEnd('\n') + "\n";
        Encoding.UTF8.GetString(arrived.File).ShouldBe(kept);
        receipt.Branch.ShouldMatch(@"^oneshot-[a-z0-9]+(-[a-z0-9]+)*-\d\d-\d\d-\d{4}(-\d+)?$");
        TitleIsHarmless(arrived.Title, arrived.Commit, receipt);
        BodyIsHarmless(arrived.Body, kept, receipt);
        LogIsHarmless(reporter);
        JsonDocument
            .Parse(ReceiptJson.Write(receipt))
            .RootElement.GetProperty("branch")
            .GetString()
            .ShouldBe(receipt.Branch);
        arrived.Input.Length.ShouldBeLessThan(700);
    }

    // The commit's text and the task file's bytes, by one git.
    private (string Commit, byte[] File) Raw(string branch)
    {
        var file = GitHub.Folder["raw"];
        Launch
            .Run(
                GitHub.Bare.Path,
                null,
                "sh",
                "-c",
                "printf '%s\\n' \"$1\" \"$1:.worker-impl/task.md\" | git cat-file --batch > \"$2\"",
                "sh",
                branch,
                file
            )
            .ExitCode.ShouldBe(0);
        var bytes = File.ReadAllBytes(file).AsSpan();
        var commit = Next(ref bytes);
        return (Encoding.UTF8.GetString(commit), Next(ref bytes).ToArray());

        static ReadOnlySpan<byte> Next(ref Span<byte> rest)
        {
            var head = rest.IndexOf((byte)'\n');
            var size = int.Parse(Encoding.ASCII.GetString(rest[..head]).Split(' ')[2], CultureInfo.InvariantCulture);
            var text = rest.Slice(head + 1, size);
            rest = rest[(head + size + 2)..];
            return text;
        }
    }

    private static void TitleIsHarmless(string title, string commit, DispatchReceipt receipt)
    {
        title.Length.ShouldBeLessThanOrEqualTo(256);
        title.ShouldStartWith("One-shot: ");
        title.Any(char.IsControl).ShouldBeFalse();
        Directions().IsMatch(title).ShouldBeFalse(title);
        Active().IsMatch(title).ShouldBeFalse(title);
        var message = commit.Split("\n\n");
        message[1].ShouldBe(title);
        message[^1].Split('\n')[0].ShouldBe("OneShot-Id: " + receipt.Id);
    }

    // A Markdown parser of others sees: our comment, our words, one code block with the prompt in it, our table.
    private static void BodyIsHarmless(string body, string kept, DispatchReceipt receipt)
    {
        body.Length.ShouldBeLessThanOrEqualTo(65_536);
        Metadata.Read(body)!.Id.ShouldBe(receipt.Id);
        var document = Markdown.Parse(body, new MarkdownPipelineBuilder().UseAdvancedExtensions().Build());
        var code = document.OfType<FencedCodeBlock>().ShouldHaveSingleItem();
        var text = code.Lines.ToString();
        var isCut = body.Contains("The prompt is longer", StringComparison.Ordinal);
        if (isCut)
            kept.ShouldStartWith(text);
        else
            (text + "\n").ShouldBe(kept);
        isCut.ShouldBe(kept.Length > 60_000 || kept.Contains(new string('`', 200), StringComparison.Ordinal));
        document
            .Select(block => block.GetType().Name)
            .Where(name => name != "LinkReferenceDefinitionGroup")
            .ShouldBe(
                isCut
                    ? ["HtmlBlock", "ParagraphBlock", "HeadingBlock", "FencedCodeBlock", "ParagraphBlock", "Table"]
                    : ["HtmlBlock", "ParagraphBlock", "HeadingBlock", "FencedCodeBlock", "Table"]
            );
    }

    private static void LogIsHarmless(RecordingReporter reporter)
    {
        foreach (var line in reporter.Lines.Where(line => !line.StartsWith("trace:", StringComparison.Ordinal)))
        {
            line.ShouldNotStartWith("::");
            line.ShouldNotContain("##[");
            Directions().IsMatch(line).ShouldBeFalse(line);
        }
    }

    private sealed record Arrived(string Commit, byte[] File, string Title, string Body, string Input);

    /// <summary>A minute for each, so that names do not run out.</summary>
    private sealed class Minutes(int minute) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => DateTimeOffset.UtcNow.AddMinutes(minute);
    }

    [GeneratedRegex("[\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]")]
    private static partial Regex Directions();

    [GeneratedRegex(@"@\w|#\d|GH-\d|/(issues|pull)/\d", RegexOptions.IgnoreCase)]
    private static partial Regex Active();

    /// <summary>Through git and GitHub: all pieces, some in each prompt.</summary>
    public sealed class TheFirstHalf : HostilePromptTests
    {
        [Fact]
        public Task Arrives_unharmed() => ArriveUnharmed(HostilePrompts.Whole.Where((_, i) => i % 2 == 0));
    }

    public sealed class TheSecondHalf : HostilePromptTests
    {
        [Fact]
        public Task Arrives_unharmed() => ArriveUnharmed(HostilePrompts.Whole.Where((_, i) => i % 2 == 1));
    }

    /// <summary>Each by itself, through stand-ins for git and GitHub.</summary>
    public sealed class EachOfThem : HostilePromptTests
    {
        [Fact]
        public async Task Arrives_unharmed()
        {
            using var folder = new TempFolder();
            var trunk = new Dictionary<string, string> { [".github/workflows/one-shot.yml"] = PeerRepository.Workflow };
            foreach (var prompt in HostilePrompts.Accepted)
            {
                var repository = new FakeRepository(folder[Guid.NewGuid().ToString("N")], trunk);
                using var forge = new FakeForge();
                var reporter = new RecordingReporter();
                var settings = Dispatching.Settings(prompt);
                var host = new OneShotHost(folder.Path, folder.Path, reporter) { Variable = _ => null };
                var ports = OneShotVerbs.Ports(settings, host) with { Repository = repository, Forges = forge };
                using var session = OneShotVerbs.CreateVerb(settings, ports);
                var receipt = await Dispatching.WholeAsync(session);

                var commit = repository.Remote["refs/heads/" + receipt.Branch];
                var pull = await forge.GetPullRequestAsync(receipt.PrNumber!.Value, CancellationToken.None);
                var arrived = new Arrived(
                    "\n\n" + repository.MessageOf(commit),
                    repository.FileOf(commit, Prompt.Path),
                    pull.Title,
                    pull.Body,
                    forge.Dispatched.Single().Inputs["prompt"]
                );
                IsUnharmed(prompt, receipt, arrived, reporter);
            }
        }
    }

    public sealed class TheImpossible : HostilePromptTests
    {
        [Fact]
        public void There_are_enough_of_them()
        {
            (HostilePrompts.Accepted.Count + HostilePrompts.Refused.Count).ShouldBeGreaterThan(150);
            HostilePrompts.Whole.Count.ShouldBeGreaterThan(30);
        }
    }
}
