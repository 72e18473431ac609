namespace OneShot.Cake.Tests;

/// <summary>What is told to be typed reaches the script, whatever its name holds.</summary>
public sealed class ScriptCommandTests
{
    [Theory]
    [InlineData("build.cake", "Ask", "dotnet cake build.cake --target=Ask")]
    [InlineData("my build/it's.cake", null, "dotnet cake 'my build/it'\\''s.cake'")]
    [InlineData("a;$(b).cake", "x;y", "dotnet cake 'a;$(b).cake' --target='x;y'")]
    public void It_is_started_again_as_it_was(string script, string? target, string command) =>
        ScriptCommand.Of(["dotnet-cake", script, "--verbosity=quiet"], target).ShouldBe(command);
}
