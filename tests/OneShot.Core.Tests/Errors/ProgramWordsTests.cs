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
    [InlineData("{oneshot} --target=OneShotStatus.", "OneShotClient.StatusAsync().")]
    [InlineData("{oneshot} --target=OneShotStatus --limit=22", "OneShotClient.StatusAsync(22)")]
    [InlineData("{oneshot} --target=PublishOneShot --distinct-id=k3x9a2", "dotnet oneshot publish k3x9a2")]
    public void A_command_is_a_call(string text, string spelled) =>
        OneShotError.Spelled(text, ProgramWords.Command).ShouldBe(spelled);

    [Theory]
    [InlineData("{oneshot} --target=OneShot --again --again")]
    [InlineData("{oneshot} --target=OneShot --resume=a --resume=b --resume")]
    [InlineData("{oneshot} --target=OneShot --resume --undo --distinct-id=")]
    [InlineData("{oneshot} --target=OneShotStatus --a--b --c- --d=")]
    [InlineData("{oneshot} --target=OneShot --x='\"); y(\"' {oneshot} --target= {oneshot}{oneshot}")]
    public void What_a_server_wrote_stands_in_errors_and_is_nothing_to_fail_over(string text)
    {
        string[] faces =
        [
            ProgramWords.Command,
            ScriptWords.Aliases,
            ScriptWords.Command,
            BuildWords.Command,
            ToolWords.Command,
            "./build.sh",
        ];
        foreach (var face in faces)
            OneShotErrors.Unprocessable("h", "w", text).For(face).Message.ShouldNotContain("{oneshot}");
    }

    [Fact]
    public void A_value_is_the_literal_of_it() =>
        OneShotError
            .Spelled("{oneshot} --target=OneShot --resume=k3x9a2 --remote='\"); y(\"\\'", ProgramWords.Command)
            .ShouldBe("""OneShotClient.ResumeAsync("k3x9a2", new OneShotSettings { Remote = "\"); y(\"\\" })""");
}
