using System.Text;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using OneShot.Core.Journals;
using OneShot.Core.Model;
using OneShot.Core.Verifying;
using OneShot.Git;
using OneShot.Local.Reports;
using OneShot.Local.Store;

namespace OneShot.Tests.Local;

/// <summary>
/// A one-shot whose every text a test chooses, in a real repository, and its report as a browser reads it.
/// </summary>
public sealed class ReportedOneShot : IDisposable
{
    private readonly TempFolder _folder = new("report");
    private readonly LocalStore _store;

    public ReportedOneShot()
    {
        Repo = GitRepo.Init(_folder["work"]);
        Start = Repo.Commit("First", "old.txt", "one\ntwo\nthree\n");
        Repo.Git("remote", "add", "origin", "https://github.com/acme/shop.git");
        _store = new LocalStore(Repo[".git/oneshot"]);
    }

    public GitRepo Repo { get; }

    public string Start { get; }

    public string Title { get; set; } = "One-shot: Add it";

    public string Prompt { get; set; } = "Add it\n";

    public string? Plan { get; set; }

    public string PlanResult { get; set; } = """{"title": "Add it", "issue_number": 2}""";

    public string? Summary { get; set; }

    public string? Comment { get; set; }

    /// <summary>Comments and when they were made and last written, in minutes after the start.</summary>
    public IReadOnlyList<(string Text, int Made, int Written)> Comments { get; set; } = [];

    public string? Log { get; set; }

    public string? AgentLog { get; set; }

    public string? Error { get; set; }

    internal AgentUsage? Usage { get; set; }

    /// <summary>What an implementer used that failed, before the one whose work is there.</summary>
    internal AgentUsage? UsageOfFailed { get; set; }

    /// <summary>What verifying found, of the commit that is on the branch by then.</summary>
    internal VerifyReport? Verified { get; set; }

    internal JournaledPullRequest? Published { get; set; }

    public string? Remote { get; set; }

    public string Command { get; set; } = "./build.sh";

    /// <summary>Commits whatever the work tree holds to the one-shot's branch.</summary>
    public void Commit()
    {
        Repo.Git("checkout", "-q", "-b", "oneshot-add-it");
        Repo.Git("add", "-A");
        Repo.Git("commit", "-q", "-m", "Add it");
        Repo.Git("checkout", "-q", "main");
    }

    /// <summary>Writes the report.</summary>
    /// <returns>The page, its markup, and the Markdown beside it.</returns>
    public async Task<(IHtmlDocument Page, string Markup, string Markdown)> ReportAsync()
    {
        var now = new DateTimeOffset(2026, 11, 22, 9, 30, 0, TimeSpan.Zero);
        new JournalStore(Repo[".git"]).Save(
            new Journal
            {
                Id = "k3x9a2",
                CreatedAt = now,
                Prompt = Prompt,
                PromptSha256 = "",
                Agent = "command",
                Remote = ".",
                Workflow = "",
                BaseCommit = Start,
                FirstCommit = Start,
                Published = Published,
            }
        );
        var pull = new LocalThread
        {
            Number = 1,
            Title = Title,
            Body = new Metadata("k3x9a2", "oneshot-add-it", "").Write(),
            Branch = "oneshot-add-it",
            Base = "main",
            Draft = true,
            Author = "Mona",
            CreatedAt = now,
            UpdatedAt = now,
            Comments = Comment is null
                ?
                [
                    .. Comments.Select(one => new LocalComment(
                        "<!-- oneshot k3x9a2 x -->\n" + one.Text,
                        now.AddMinutes(one.Made),
                        now.AddMinutes(one.Written)
                    )),
                ]
                : [new LocalComment("<!-- oneshot k3x9a2 result -->\n" + Comment, now, now)],
        };
        var commit = Repo.TryGit("rev-parse", "oneshot-add-it") is { ExitCode: 0 } tip ? tip.Output : null;
        var verified = Verified is null
            ? null
            : Verified with
            {
                Commit = commit!,
                Head = Verified.Head! with { Commit = commit! },
            };
        var run = new LocalRun
        {
            Id = "k3x9a2",
            Status = RunStatus.Completed,
            Conclusion = Error is null ? RunConclusion.Success : RunConclusion.Failure,
            CreatedAt = now,
            EndedAt = now.AddSeconds(90),
            Repository = Repo.Path,
            Remote = Remote,
            Commit = commit,
            Verification = verified is null ? null : Verification.Of(verified),
            Inputs = new Dictionary<string, string> { ["agent"] = "command" },
            Earlier = UsageOfFailed is null
                ? null
                :
                [
                    new LocalJob("implement", now.AddSeconds(20))
                    {
                        EndedAt = now.AddSeconds(60),
                        Conclusion = RunConclusion.Failure,
                        Usage = UsageOfFailed,
                    },
                ],
            Jobs =
            [
                new LocalJob("plan", now)
                {
                    EndedAt = now.AddSeconds(75),
                    Conclusion = RunConclusion.Success,
                    Usage = Usage,
                },
                new LocalJob("implement", now.AddSeconds(75))
                {
                    EndedAt = now.AddSeconds(90),
                    Conclusion = Error is null ? RunConclusion.Success : RunConclusion.Failure,
                    Error = Error,
                },
            ],
        };
        foreach (
            var (file, text) in new[]
            {
                ("impl/plan.md", Plan),
                ("impl/plan-result.json", PlanResult),
                ("impl/summary.md", Summary),
                ("impl/" + PlanFiles.Verified, verified is null ? null : Encoding.UTF8.GetString(verified.ToBytes())),
                ("log.txt", Log),
                ("implement.agent.log", AgentLog),
            }
        )
        {
            if (text is not null)
                Repo.Write(".git/oneshot/runs/k3x9a2/" + file, text);
        }

        await new LocalReport(
            _store,
            new GitRunner(Repo.Path, TimeSpan.FromSeconds(240), new RecordingReporter()),
            TimeProvider.System,
            name => name == "ONESHOT_COMMAND" ? Command : null
        ).WriteAsync(pull, run, CancellationToken.None);
        var markup = await File.ReadAllTextAsync(Repo[".git/oneshot/pulls/1.html"]);
        return (
            new HtmlParser().ParseDocument(markup),
            markup,
            await File.ReadAllTextAsync(Repo[".git/oneshot/pulls/1.md"])
        );
    }

    public void Dispose() => _folder.Dispose();
}
