namespace OneShot.Tests.Local;

/// <summary>
/// What looks like a secret is in nothing that is published, whoever wrote it: the asker, the planner, the implementer.
/// </summary>
public sealed class PublishedSecretsTests : IDisposable
{
    private static readonly string[] Secrets =
    [
        string.Concat("glp", "at-", "xK9mQ2vT7rL4wZ8nB3cY"),
        string.Concat("dop", "_v1_", "5a0c9e2b7d41f68a3c5e0b9d7f214a6c8e0b3d5f7a9c1e2b4d6f8a0c3e5b7d9f"),
        string.Concat("gh", "o_", "K2vR8xT5mQ9wL3zN7cB4yH6jF1sD0gP5aU2e"),
    ];

    private readonly LocalOneShot _here = new();

    [Fact]
    public async Task Pull_request_plan_issue_pages_logs_and_answers_hold_none()
    {
        var settings = LocalOneShot.Settings("command");
        settings.Prompt = $"Add a --verbose flag\n\nUse {Secrets[0]}";
        settings.AgentCommand = _here.Script(
            PlannerScript.Good
                + $"\nsed -i 's/All others/All but {Secrets[1]}/' .impl/plan.md; printf '{{\"title\": \"With "
                + $"{Secrets[1]}\"}}' > .impl/plan-result.json; echo planned with {Secrets[1]}",
            $"printf 'Made with {Secrets[2]}.' > .impl/summary.md; echo made with {Secrets[2]}; echo x > new.txt"
        );
        var receipt = await _here.RunAsync(settings);
        receipt.Id.ShouldNotBeNull();
        var folder = _here.Repo[".git/oneshot"];
        var files = Directory
            .GetFiles(folder, "*", SearchOption.AllDirectories)
            .Where(file => !file.Contains("/journal/", StringComparison.Ordinal))
            .ToArray();
        files.ShouldContain(file => file.EndsWith("pulls/1.html", StringComparison.Ordinal));
        foreach (var file in files)
            Check(Path.GetRelativePath(folder, file), await File.ReadAllTextAsync(file));
        Check("what was told", string.Join('\n', _here.Reporter.Lines));
        Check("the receipt", receipt.ToString());
        _here.Pull(1).GetProperty("body").GetString()!.ShouldContain("Made with ***");
        _here.Log(receipt.Id).ShouldContain("planned: With ***");
    }

    public void Dispose() => _here.Dispose();

    private static void Check(string name, string text)
    {
        foreach (var secret in Secrets)
            text.ShouldNotContain(secret, Case.Sensitive, name);
    }
}
