namespace OneShot.MSBuild.Tests;

/// <summary>A property that is misspelt stops the build before anything is made: MSBuild itself takes any name.</summary>
public sealed class TypedPropertiesTests : IDisposable
{
    private const string NoHooks =
        "-p:OneShotNoHooks=true (ONESHOT_NO_HOOKS) skips your pre-push hook; -p:OneShotVerify=none skips verifying.";

    private readonly TempFolder _folder = new("typed");

    [Theory]
    [InlineData("OneShotPromt", "OS2140: There is no property OneShotPromt. Did you mean -p:OneShotPrompt?")]
    [InlineData("OneShotId", "OS2140: There is no property OneShotId. Did you mean -p:OneShotDistinctId?")]
    [InlineData("OneShootPreview", "OS2140: There is no property OneShootPreview. Did you mean -p:OneShotPreview?")]
    [InlineData("oneshotagnet", "OS2140: There is no property oneshotagnet. Did you mean -p:OneShotAgent?")]
    [InlineData("OneShotOutput", "OS2141: A build has no property OneShotOutput. See: dotnet build -t:OneShotHelp")]
    [InlineData("OneShotNoVerify", $"OS2033: There is no property OneShotNoVerify any more. {NoHooks}")]
    [InlineData("oneshotnoverify", $"OS2033: There is no property OneShotNoVerify any more. {NoHooks}")]
    public void It_is_told_with_the_nearest(string name, string told)
    {
        var engine = new Engine(GitRepo.Init(_folder["work"]).Path);
        engine.Typed[name] = "x";
        using var help = new OneShotHelp { BuildEngine = engine.MSBuild };
        help.Execute().ShouldBeFalse();
        var error = engine.Errors.ShouldHaveSingleItem();
        $"{error.Code}: {error.Message}".ShouldBe(told);
    }

    [Theory]
    [InlineData("ONESHOTPROMPT")]
    [InlineData("OneShotDependsOn")]
    [InlineData("Configuration")]
    [InlineData("OneShotVersion")]
    [InlineData("_OneShotPromt")]
    [InlineData("Output")]
    public void Whatever_else_is_typed_is_the_builds_own(string name)
    {
        var engine = new Engine(_folder.Path);
        engine.Typed[name] = "x";
        Should.NotThrow(() => TypedProperties.Refuse(engine.MSBuild), name);
    }

    public void Dispose() => _folder.Dispose();
}
