using OneShot.Testing.Scaffolding;

namespace OneShot.Tests.Dispatch;

/// <summary>Workflows that don't hand on what trunk's file names are told of before an agent is paid.</summary>
public sealed class VerifySecretsAtDispatchTests
{
    [Theory]
    [InlineData("", "FEED_TOKEN", "GITHUB_TOKEN")]
    [InlineData("FEED_TOKEN", "GITHUB_TOKEN")]
    [InlineData("FEED_TOKEN,GITHUB_TOKEN")]
    public async Task What_the_workflows_lack_is_told_by_name(string handed, params string[] lacking)
    {
        var files = ScaffoldedFiles.For(
            ScaffoldedFiles.Usual with
            {
                VerifySecrets = handed.Split(',', StringSplitOptions.RemoveEmptyEntries),
            }
        );
        files[".oneshot/oneshot.yaml"] = "version: 1\nverify-secrets: [FEED_TOKEN, GITHUB_TOKEN]\n";
        using var peer = new PeerRepository(files[".github/workflows/one-shot.yml"], files: files);
        var dispatching = new Dispatching(peer, peer.LocalClone());
        await dispatching.RunAsync(Dispatching.Settings());
        foreach (var name in new[] { "FEED_TOKEN", "GITHUB_TOKEN" })
            dispatching
                .Reporter.Text.Contains($"oneshot.yaml hands {name} to what verifies", StringComparison.Ordinal)
                .ShouldBe(lacking.Contains(name), name);
        peer.Runs.Single()!["inputs"]!["options"]?.ToString().ShouldNotContain("FEED_TOKEN");
    }
}
