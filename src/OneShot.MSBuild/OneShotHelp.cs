using Microsoft.Build.Framework;
using OneShot.Core.Settings;

namespace OneShot.MSBuild;

/// <summary>Prints the targets and the properties, with examples.</summary>
public sealed class OneShotHelp : OneShotBuildTask
{
    private static readonly string[] Targets =
    [
        "  dotnet build -t:OneShot         Dispatches: prompt, branch, draft pull request, workflow",
        "  dotnet build -t:OneShotStatus   Tells where this repository's one-shots are (-p:OneShotDistinctId=ID: "
            + "where one is)",
        "  dotnet build -t:OneShotReport   Writes the page of a one-shot of this machine (-p:OneShotOpen=true: opens it)",
        "  dotnet build -t:OneShotUndo     Removes a one-shot: -p:OneShotDistinctId=ID",
        "  dotnet build -t:OneShotDoctor   Checks that everything is in place (-p:OneShotFix=true: mends)",
        "  dotnet build -t:OneShotHelp     Prints this",
    ];

    private static readonly string[] Examples =
    [
        "  dotnet build -t:OneShot -p:OneShotPrompt=\"Add a --verbose flag\"",
        "  dotnet build -t:OneShot -p:OneShotPromptFile=task.md -p:OneShotPreview=true",
        "  dotnet build -t:OneShot -p:OneShotForge=local -p:OneShotAgent=rehearsal -p:OneShotPrompt=\"Add a "
            + "--verbose flag\"",
        "  dotnet build -t:OneShotUndo -p:OneShotDistinctId=ID",
    ];

    private protected override Task WorkAsync(OneShotClientOptions options, CancellationToken cancellationToken)
    {
        var groups = Arguments.All.Where(argument => argument.HasProperty).GroupBy(argument => argument.Group);
        var properties = groups.SelectMany(group =>
            group
                .Select(argument =>
                    $"  {$"{argument.Property}={argument.Value ?? "true"}".PadRight(38)} {Spelling.Of(argument.Help)}"
                )
                .Prepend(
                    $"Properties: {(group.Key == ArgumentGroup.Step ? "one of them" : Arguments.HeadingOf(group.Key))}"
                )
        );
        foreach (
            var line in (string[])
                [
                    "Targets",
                    .. Targets,
                    .. properties,
                    "Examples",
                    .. Examples,
                    "Properties are typed with -p:, or stand in a project or in Directory.Build.props; in a value "
                        + "typed with -p: write ; as %3B, , as %2C and \" as %22.",
                ]
        )
            Log.LogMessage(MessageImportance.High, line);
        return System.Threading.Tasks.Task.CompletedTask;
    }
}
