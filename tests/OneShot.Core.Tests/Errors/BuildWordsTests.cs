using OneShot.Core.Errors;
using OneShot.Core.Model;

namespace OneShot.Core.Tests.Errors;

/// <summary>What a page or a comment tells to type where a build by MSBuild dispatched.</summary>
public sealed class BuildWordsTests
{
    [Theory]
    [InlineData("{oneshot} --target=OneShot --undo=k3x9a2", "dotnet build -t:OneShotUndo -p:OneShotDistinctId=k3x9a2")]
    [InlineData(
        "type {oneshot} --target=OneShot --resume=k3x9a2 --again --agent-command=\"PROGRAM …\"; then wait",
        "type dotnet build -t:OneShot -p:OneShotResume=k3x9a2 -p:OneShotAgain=true "
            + "-p:OneShotAgentCommand=\"PROGRAM …\"; then wait"
    )]
    [InlineData(
        "{oneshot} --target=OneShotReport --distinct-id=k3x9a2 --open",
        "dotnet build -t:OneShotReport -p:OneShotDistinctId=k3x9a2 -p:OneShotOpen=true"
    )]
    [InlineData("{oneshot} --target=PublishOneShot --distinct-id=k3x9a2", "dotnet oneshot publish k3x9a2")]
    [InlineData("{oneshot} --target=OneShotInit writes it", "dotnet oneshot init writes it")]
    public void A_command_is_spelled_as_a_build_has_it(string text, string spelled) =>
        OneShotError.Spelled(text, BuildWords.Command).ShouldBe(spelled);

    [Theory]
    [InlineData("./build.sh", "./build.sh --target=OneShot --resume=k3x9a2 --checkout --agent-command=\"PROGRAM …\"")]
    [InlineData(
        "dotnet oneshot",
        "in the Cake Frosting build that dispatched it, with --resume=k3x9a2 --checkout --agent-command=\"PROGRAM …\""
    )]
    [InlineData(ScriptWords.Command, "in the Cake Frosting build that dispatched it")]
    [InlineData(ScriptWords.Aliases, "in the Cake Frosting build that dispatched it")]
    [InlineData(ProgramWords.Command, "in the Cake Frosting build that dispatched it")]
    [InlineData(BuildWords.Command, "in the Cake Frosting build that dispatched it")]
    public void A_face_without_tasks_names_the_build_that_has_them(string command, string spelled) =>
        OneShotError
            .Spelled(
                "finish it: " + NextCommand.Resume("k3x9a2", "command", "local", hasRun: false, "--checkout"),
                command
            )
            .ShouldBe("finish it: " + spelled);

    [Fact]
    public void A_project_that_was_named_is_named_again() =>
        OneShotError
            .Spelled("{oneshot} --target=OneShot --undo=k3x9a2", "dotnet build src/App")
            .ShouldBe("dotnet build src/App -t:OneShotUndo -p:OneShotDistinctId=k3x9a2");
}
