using OneShot.Core.Model;

namespace OneShot.Git.Tests;

/// <summary>What is told of the folder around an agent's clone: everything that nobody of ours made.</summary>
public sealed class AgentTricksTests : IDisposable
{
    private readonly TempFolder _folder = new("tricks");

    [Fact]
    public void What_a_session_has_there_is_told_of_nobody_and_everything_else_is()
    {
        var tree = _folder[SessionFolder.Tree];
        _folder.Write($"{SessionFolder.Tree}/.git/config", "[core]\n");
        var tricks = new TamperCheck(tree);
        foreach (var ours in new[] { SessionFolder.Home, SessionFolder.Proxy, SessionFolder.NewJudge() })
            Directory.CreateDirectory(_folder[ours]);
        tricks.Found().ShouldBeEmpty();

        string[] others = ["homes", "judge", "outside"];
        foreach (var other in others)
            Directory.CreateDirectory(_folder[other]);
        var found = tricks.Found().ShouldHaveSingleItem();
        others.ShouldAllBe(other => found.Contains(other, StringComparison.Ordinal));
    }

    public void Dispose() => _folder.Dispose();
}
