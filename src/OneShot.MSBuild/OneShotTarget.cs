using System.Text.RegularExpressions;
using Microsoft.Build.Framework;
using OneShot.Core.Errors;
using OneShot.Core.Scaffolding;
using OneShot.Core.Text;

namespace OneShot.MSBuild;

/// <summary>
/// Tells what was meant by a target that a build hasn't: MSBuild itself says
/// no more than that it isn't there (MSB4057), and says it afterwards.
/// </summary>
/// <remarks>A warning, because a build may have a target of its own that is called nearly like one of ours.</remarks>
public sealed partial class OneShotTarget : Microsoft.Build.Utilities.Task
{
    private const string Prefix = "OneShot";

    private static readonly string[] Own =
    [
        Prefix,
        "OneShotStatus",
        "OneShotReport",
        "OneShotUndo",
        "OneShotDoctor",
        "OneShotHelp",
    ];

    private static readonly string OfTool = "? That is the tool's: " + ToolPackage.Install;

    // Words of the tool, some of which a build has too.
    private static readonly Dictionary<string, string> Elsewhere = new(StringComparer.OrdinalIgnoreCase)
    {
        ["OneShotBatch"] = $"{ToolWords.Command} batch FILE{OfTool}",
        ["OneShotInit"] = $"{ToolWords.Command} init{OfTool}",
        ["OneShotLog"] = $"{ToolWords.Command} log ID{OfTool}",
        ["OneShotPreview"] = "dotnet build -t:OneShot -p:OneShotPreview=true",
        ["OneShotPublish"] = $"{ToolWords.Command} publish ID{OfTool}",
        ["OneShotResume"] = "dotnet build -t:OneShot -p:OneShotResume=ID",
        ["PublishOneShot"] = $"{ToolWords.Command} publish ID{OfTool}",
        ["RestoreBranch"] = $"{ToolWords.Command} restore{OfTool}",
        ["OneShotWatch"] = "dotnet build -t:OneShotStatus -p:OneShotWatch=true",
    };

    /// <summary>The folder that the build was started in.</summary>
    public string? CallerFolder { get; set; }

    /// <summary>What MSBuild was started with.</summary>
    internal IReadOnlyList<string> Typed { get; init; } = Environment.GetCommandLineArgs();

    /// <inheritdoc/>
    public override bool Execute()
    {
        foreach (var target in Asked().Distinct(StringComparer.OrdinalIgnoreCase))
        {
            if (IsFirst(target) && Meant(target) is { } meant)
                Tell(
                    OneShotErrors
                        .TargetMisspelt(target, meant.Replace("dotnet build", Build, StringComparison.Ordinal))
                        .Error
                );
        }

        return true;
    }

    // MSBuild works in the project's folder.
    private string Build => BuildPlace.Command(Typed, CallerFolder);

    private IEnumerable<string> Asked() =>
        Typed
            .Select(argument => Option().Match(argument))
            .SelectMany(option => option.Groups["target"].Captures)
            .Select(target => target.Value);

    private static string? Meant(string target) =>
        Own.Contains(target, StringComparer.OrdinalIgnoreCase) ? null
        : Elsewhere.TryGetValue(target, out var command) ? command
        : EditDistance.Meant(target, Own) is { } near ? $"dotnet build -t:{near}"
        : null;

    // The projects of a solution ask for the same.
    private bool IsFirst(string target)
    {
        var key = $"{nameof(OneShotTarget)} {target}";
        if (BuildEngine4.GetRegisteredTaskObject(key, RegisteredTaskObjectLifetime.Build) is not null)
            return false;
        BuildEngine4.RegisterTaskObject(key, target, RegisteredTaskObjectLifetime.Build, allowEarlyCollection: false);
        return true;
    }

    private void Tell(OneShotError error) =>
        Log.LogWarning(null, error.Code, null, Prefix, 0, 0, 0, 0, $"{error.Message} {error.Next}");

    [GeneratedRegex(
        "^(?:--?|/)t(?:arget)?:(?:\"?(?<target>[^;,\"]+)[;,\"]*)+$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant
    )]
    private static partial Regex Option();
}
