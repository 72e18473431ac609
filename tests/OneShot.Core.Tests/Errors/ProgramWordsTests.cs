using OneShot.Core.Errors;

namespace OneShot.Core.Tests.Errors;

/// <summary>What a page or a comment tells to do where a program dispatched: calls, and the tool for the rest.</summary>
public sealed class ProgramWordsTests
{
    [Theory]
    [InlineData("{oneshot} --target=OneShot --undo=k3x9a2", "OneShotClient.UndoAsync(\"k3x9a2\")")]
    [InlineData(
        "{oneshot} --target=OneShot --resume=k3x9a2 --again",
        "OneShotClient.ResumeAsync(\"k3x9a2\", new OneShotSettings { Again = true })"
    )]
    [InlineData(
        "{oneshot} --target=OneShotStatus --distinct-id=k3x9a2 --watch",
        "OneShotClient.WatchAsync(\"k3x9a2\")"
    )]
    [InlineData("{oneshot} --target=OneShotStatus --distinct-id=k3x9a2.", "OneShotClient.StatusAsync(\"k3x9a2\").")]
    [InlineData("{oneshot} --target=OneShotStatus --limit=22", "OneShotClient.StatusAsync(22)")]
    [InlineData("{oneshot} --target=PublishOneShot --distinct-id=k3x9a2", "dotnet oneshot publish k3x9a2")]
    public void A_command_is_a_call(string text, string spelled) =>
        OneShotError.Spelled(text, ProgramWords.Command).ShouldBe(spelled);
}
