namespace OneShot.Core.Tests.Errors;

/// <summary>What a page, a comment or a script itself tells to type where a script dispatched.</summary>
public sealed class ScriptWordsTests
{
    [Theory]
    [InlineData(
        "dotnet cake --target=Ask",
        "{oneshot} --target=OneShot --undo=k3x9a2",
        "dotnet cake --target=Ask --undo=k3x9a2"
    )]
    [InlineData(
        "dotnet cake",
        "{oneshot} --target=OneShot --resume=k3x9a2 --again",
        "dotnet cake --resume=k3x9a2 --again"
    )]
    [InlineData("dotnet cake ALIAS", "{oneshot} --target=OneShot --undo=k3x9a2", "UndoOneShot(\"k3x9a2\")")]
    [InlineData(
        "dotnet cake ALIAS",
        "{oneshot} --target=OneShot --resume=k3x9a2 --again",
        "ResumeOneShot(\"k3x9a2\") with --again"
    )]
    [InlineData(
        "dotnet cake",
        "{oneshot} --target=OneShotStatus --distinct-id=k3x9a2 --watch",
        "WatchOneShot(\"k3x9a2\")"
    )]
    [InlineData("dotnet cake --target=Ask", "{oneshot} --target=OneShotStatus.", "OneShotStatus().")]
    [InlineData("dotnet cake ALIAS", "{oneshot} --target=OneShotStatus.", "OneShotStatus().")]
    [InlineData(
        "dotnet cake ALIAS",
        "{oneshot} --target=OneShotStatus --distinct-id=k3x9a2",
        "OneShotStatus(\"k3x9a2\")"
    )]
    [InlineData("dotnet cake ALIAS", "{oneshot} --target=OneShotStatus --limit=22", "OneShotStatus() with --limit=22")]
    [InlineData(
        "dotnet cake ALIAS",
        "Dispatch it again: {oneshot} --target=OneShot --prompt=\"…\".",
        "Dispatch it again: DispatchOneShot(\"…\")."
    )]
    [InlineData(
        "dotnet cake ALIAS",
        "{oneshot} --target=OneShot --forge=local --agent=rehearsal --prompt=\"…\"",
        "DispatchOneShot(\"…\") with --forge=local --agent=rehearsal"
    )]
    [InlineData(
        "dotnet cake --target=Ask",
        "{oneshot} --target=OneShot --prompt=\"…\" (or --prompt-file=PATH)",
        "dotnet cake --target=Ask --prompt=\"…\" (or --prompt-file=PATH)"
    )]
    [InlineData(
        "dotnet cake",
        "{oneshot} --target=PublishOneShot --distinct-id=k3x9a2",
        "dotnet oneshot publish k3x9a2"
    )]
    public void A_command_is_the_script_again_or_an_alias(string command, string text, string spelled) =>
        OneShotError.Spelled(text, command).ShouldBe(spelled);
}
