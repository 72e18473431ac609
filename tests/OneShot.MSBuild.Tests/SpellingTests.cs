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
    [InlineData("skip it: --no-verify", "skip it: -p:OneShotNoVerify=true")]
    [InlineData(
        "git push origin --delete main; gh auth login --hostname x",
        "git push origin --delete main; gh auth login --hostname x"
    )]
    [InlineData(
        "(or --prompt-file=PATH, --prompt-file=- for standard input, ONESHOT_PROMPT)",
        "(or -p:OneShotPromptFile=PATH, ONESHOT_PROMPT)"
    )]
    public void Arguments_become_properties_and_targets_targets(string text, string spelled) =>
        Spelling.Of(text).ShouldBe(spelled);

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
}
