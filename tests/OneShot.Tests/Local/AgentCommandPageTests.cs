using System.Text.RegularExpressions;
using OneShot.Core.Model;

namespace OneShot.Tests.Local;

/// <summary>The page about an agent of one's own: its example works, and its numbers are the code's.</summary>
public sealed partial class AgentCommandPageTests : IDisposable
{
    private static readonly string Page = File.ReadAllText(Path.Combine(Repository.Root, "docs", "agent-command.md"));

    private readonly LocalOneShot _here = new();

    [Fact]
    public async Task Its_example_is_a_whole_agent()
    {
        var settings = LocalOneShot.Settings("command");
        settings.AgentCommand =
            $"sh '{_here.Folder.Write("my-agent.sh", Example().Match(Page).Groups["script"].Value)}'";
        var receipt = await _here.RunAsync(settings);
        _here.Repo.Git("diff", "--name-only", "main", receipt.Branch).ShouldBe("WISHES.md");
        _here.Repo.Git("show", receipt.Branch + ":WISHES.md").ShouldBe("- Add a --verbose flag");
        _here.Pull(1).GetProperty("body").GetString()!.ShouldContain("One more wish is in the list.");
    }

    [Fact]
    public void Its_rules_are_those_of_the_code()
    {
        foreach (var heading in Plan.Headings)
            Page.ShouldContain($"`{heading}`");
        Page.ShouldContain(FormattableString.Invariant($"{Plan.Least} to {Plan.Most:N0} characters"));
        Page.ShouldContain($"at most {PlanResult.Limit / 1024} KiB");
        foreach (var file in new[] { PlanFiles.Task, PlanFiles.Plan, PlanFiles.PlanResult, PlanFiles.Summary })
            Page.ShouldContain($"`{PlanFiles.Folder}/{file}`");
    }

    public void Dispose() => _here.Dispose();

    [GeneratedRegex(
        "```sh\n(?<script>.*?)```",
        RegexOptions.Singleline | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        10_000
    )]
    private static partial Regex Example();
}
