using OneShot.Core.Errors;
using OneShot.Core.Settings;

namespace OneShot.MSBuild;

/// <summary>Prints the targets and what a user needs first, or all properties, with examples.</summary>
public sealed class OneShotHelp : OneShotBuildTask
{
    private static readonly string[] Targets =
    [
        "  dotnet build -t:OneShot         Dispatches a prompt",
        "  dotnet build -t:OneShotStatus   Tells where the one-shots are",
        "  dotnet build -t:OneShotReport   Writes one's page (-p:OneShotOpen=true)",
        "  dotnet build -t:OneShotUndo     Removes one (-p:OneShotDistinctId=ID)",
        "  dotnet build -t:OneShotDoctor   Is all in place? (-p:OneShotFix=true)",
        "  dotnet build -t:OneShotHelp     Prints this (-p:OneShotAll=true)",
    ];

    private static readonly string[] Examples =
    [
        "  dotnet build -t:OneShot -p:OneShotPrompt=\"Add a --verbose flag\"",
        "  dotnet build -t:OneShot -p:OneShotPromptFile=fix.md -p:OneShotPreview=true",
        "  dotnet build -t:OneShot -p:OneShotForge=local -p:OneShotAgent=rehearsal -p:OneShotPrompt=\"Add a "
            + "--verbose flag\"",
        "  dotnet build -t:OneShotUndo -p:OneShotDistinctId=ID",
    ];

    // In few words: what each takes, and its limits, is told with all of them.
    private static readonly string[] First =
    [
        "  -p:OneShotPrompt=TEXT           The task (or -p:OneShotPromptFile=PATH)",
        "  -p:OneShotForge=local           On this machine, and not on GitHub",
        "  -p:OneShotAgent=NAME            Who does it; rehearsal needs no model",
        "  -p:OneShotBase=BRANCH           Starts from another branch than trunk",
        "  -p:OneShotPreview=true          Tells what would happen; makes nothing",
        "  -p:OneShotDistinctId=ID         Which one-shot is shown, opened or removed",
    ];

    /// <summary>Whether all properties are told.</summary>
    public string? All { get; set; }

    private protected override Task WorkAsync(OneShotClientOptions options, CancellationToken cancellationToken)
    {
        Answer(
            "a prompt becomes a pull request",
            (bool.TryParse(All, out var all) && all ? Whole() : Short()).SelectMany(line =>
                Folding.Of(line.Replace(BuildWords.Command, Build, StringComparison.Ordinal), Folding.Room)
            )
        );
        return System.Threading.Tasks.Task.CompletedTask;
    }

    private static string[] Short() =>
        [
            "Targets",
            .. Targets,
            "Properties",
            .. First,
            "Examples",
            .. Examples[..2],
            "All: dotnet build -t:OneShotHelp -p:OneShotAll=true",
        ];

    private static string[] Whole()
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
        return
        [
            "Targets",
            .. Targets,
            .. properties,
            "Examples",
            .. Examples,
            "Properties are typed with -p:, or stand in a project or in Directory.Build.props; in a value "
                + "typed with -p: write ; as %3B, , as %2C and \" as %22.",
        ];
    }
}
