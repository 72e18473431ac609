using System.Reflection;
using OneShot.Core.Errors;
using OneShot.Core.Model;
using OneShot.Core.Settings;

namespace OneShot.MSBuild.Tests;

/// <summary>Whoever builds with MSBuild is told to type what MSBuild understands.</summary>
public class SpellingTests
{
    public static TheoryData<string> Errors =>
        new(
            typeof(OneShotErrors)
                .GetMethods(BindingFlags.Public | BindingFlags.Static)
                .Select(method => method.Name)
                .Distinct()
        );

    [Theory]
    [InlineData(
        "Type: {oneshot} --target=OneShot --prompt=\"…\"",
        "Type: dotnet build -t:OneShot -p:OneShotPrompt=\"…\""
    )]
    [InlineData(
        "{oneshot} --target=OneShot --resume=k3x9a2 --watch follows it on; {oneshot} --target=OneShot --undo=k3x9a2 "
            + "removes it.",
        "dotnet build -t:OneShot -p:OneShotResume=k3x9a2 -p:OneShotWatch=true follows it on; dotnet build "
            + "-t:OneShotUndo -p:OneShotDistinctId=k3x9a2 removes it."
    )]
    [InlineData(
        "dotnet oneshot --target=OneShot --undo=k3x9a2",
        "dotnet build -t:OneShotUndo -p:OneShotDistinctId=k3x9a2"
    )]
    [InlineData(
        "type: {oneshot} --target=OneShotInit --project=build/Build.csproj --force",
        "type: dotnet oneshot init --project=build/Build.csproj --force"
    )]
    [InlineData("{oneshot} --target=PublishOneShot --distinct-id=k3x9a2", "dotnet oneshot publish k3x9a2")]
    [InlineData("commit it and name the branch: --base=main", "commit it and name the branch: -p:OneShotBase=main")]
    [InlineData(
        "Known here: k3x9a2 and 2 more, which this lists: {oneshot} --target=OneShotStatus.",
        "Known here: k3x9a2 and 2 more, which this lists: dotnet build -t:OneShotStatus."
    )]
    [InlineData(
        "dotnet oneshot undo k3x9a2 removes it",
        "dotnet build -t:OneShotUndo -p:OneShotDistinctId=k3x9a2 removes it"
    )]
    [InlineData("dotnet oneshot batch tasks.yaml", "dotnet oneshot batch tasks.yaml")]
    [InlineData(
        "finish it: {oneshot} --target=OneShot --resume=k3x9a2 --checkout",
        "finish it: in the Cake Frosting build that dispatched it"
    )]
    [InlineData("See: {oneshot}", "See: dotnet build -t:OneShotHelp")]
    [InlineData(
        "--resume and --idempotency-key can't be used together.",
        "-p:OneShotResume and -p:OneShotIdempotencyKey can't be used together."
    )]
    [InlineData("skip it: --no-hooks", "skip it: -p:OneShotNoHooks=true")]
    [InlineData(
        "git push origin --delete main; gh auth login --hostname x",
        "git push origin --delete main; gh auth login --hostname x"
    )]
    [InlineData(
        "(or --prompt-file=PATH, --prompt-file=- for standard input, ONESHOT_PROMPT)",
        "(or -p:OneShotPromptFile=PATH, ONESHOT_PROMPT)"
    )]
    [InlineData(
        "Several times, or with commas: --protect=feeds:block,packages:allow. The kinds are in docs/protected.md.",
        "Several have commas between them: -p:OneShotProtect=feeds:block%2Cpackages:allow. The kinds are in "
            + "docs/protected.md."
    )]
    [InlineData(
        "It takes KIND:POLICY, such as --protect=feeds:block; several have commas between them.",
        "It takes KIND:POLICY, such as -p:OneShotProtect=feeds:block; several have %2C between them."
    )]
    [InlineData("use --base=NAME, --ref=NAME,", "use -p:OneShotBase=NAME, -p:OneShotRef=NAME,")]
    public void Arguments_become_properties_and_targets_targets(string text, string spelled) =>
        Spelling.Of(text).ShouldBe(spelled);

    [Fact]
    public void A_value_that_is_refused_is_told_with_what_a_property_takes()
    {
        foreach (var argument in Arguments.All.Where(argument => argument.HasProperty))
        {
            if (Refused(argument) is not { } error)
            {
                argument.IsSwitch.ShouldBeFalse(argument.Name);
                continue;
            }

            if (argument.IsSwitch)
                $"{error.Message} {error.Next}".ShouldBe(
                    $"'tr,eu x/' is not a valid value for -p:{argument.Property}. It takes true or false."
                );
            // MSBuild begins the next property there: MSB1006.
            error.Next.ShouldNotMatch(@",\S");
        }

        Refused(Arguments.Find("agent-env")!)!
            .Next.ShouldBe("It takes names of variables, such as NUGET_TOKEN%2CCI_URL.");
    }

    [Fact]
    public void What_has_no_property_is_a_variable_and_values_are_properties() =>
        Spelling
            .Of(OneShotErrors.RepositoryFileUntrusted("x", "y").Error.Next)
            .ShouldBe(
                "To agree, once for this repository and these values, set ONESHOT_TRUST_REPOSITORY_FILE=true; or pass "
                    + "the values yourself as properties."
            );

    [Theory]
    [MemberData(nameof(Errors))]
    public void No_failure_names_what_a_build_has_not(string name)
    {
        var method = typeof(OneShotErrors).GetMethod(name)!;
        var failure = (OneShotException)
            method.Invoke(
                null,
                [
                    .. method
                        .GetParameters()
                        .Select(parameter =>
                            parameter.ParameterType == typeof(string) ? "x"
                            : parameter.ParameterType.IsValueType ? Activator.CreateInstance(parameter.ParameterType)
                            : null
                        ),
                ]
            )!;
        var spelled = failure
            .Resumable("k3x9a2", NextCommand.Resume("k3x9a2", "claude", "local", hasRun: true))
            .For(text => Spelling.Of(text))
            .Error;
        foreach (var text in new[] { spelled.Message, spelled.Next })
        {
            text.ShouldNotContain("{oneshot}");
            text.ShouldNotContain("--target=OneShot ");
            foreach (
                var argument in Arguments.All.Where(argument =>
                    argument.HasProperty && !text.Contains("dotnet oneshot", StringComparison.Ordinal)
                )
            )
                text.ShouldNotMatch($"(?<![a-z-])--{argument.Name}(?![a-z-])");
            Spelling.Of(text).ShouldBe(text, "spelled twice is spelled once");
        }
    }

    private static OneShotError? Refused(Argument argument)
    {
        try
        {
            argument.Check("tr,eu x/");
            return null;
        }
        catch (OneShotException refused)
        {
            return refused.For(text => Spelling.Of(text)).Error;
        }
    }
}
