using OneShot.Core.Errors;

namespace OneShot.Core.Tests.Errors;

/// <summary>What a person is told to type.</summary>
public sealed class FaceCommandTests
{
    [Theory]
    [InlineData("dotnet oneshot", "build.sh", "dotnet oneshot")]
    [InlineData(null, "build.sh", "./build.sh")]
    [InlineData("", "build.ps1", @".\build.ps1")]
    [InlineData(null, "README.md", "dotnet run --")]
    public void In_a_job_it_is_what_the_program_says_or_the_repository_has(string? told, string file, string command)
    {
        using var tree = new TempFolder("command");
        tree.Write(file, "");
        FaceCommand.OfJob(name => name == "ONESHOT_COMMAND" ? told : null, tree.Path).ShouldBe(command);
    }
}
