using System.Reflection;
using System.Text;
using OneShot.Core.Agents;
using OneShot.Core.Runs;

namespace OneShot.Core.Scaffolding;

/// <summary>The files that a repository needs for the workflow's side: the workflows and the action as this repository itself runs them, and the agents' instructions.</summary>
public static class Scaffold
{
    private const string Prefix = "OneShot.Core.Scaffolding.Files/";

    // The newer artifacts are not on GitHub Enterprise Server: https://github.com/actions/upload-artifact#ghes-support
    private static readonly (string Newer, string Older)[] Artifacts =
    [
        ("actions/upload-artifact@ea165f8d65b6e75b540449e92b4886f43607fa02 # v4.6.2", "actions/upload-artifact@ff15f0306b3f739f7b6fd43fb5d26cd321bd4de5 # v3.2.1"),
        ("actions/download-artifact@d3f86a106a0bac45b974a628896c90dbdf5c8093 # v4.3.0", "actions/download-artifact@9bc31d5ccc31df68ecc42ccf4149144866c47d8a # v3.0.2"),
    ];

    /// <summary>Stands for the <c>oneshot</c> tool in the place of a project.</summary>
    public const string Tool = "tool";

    /// <summary>The workflow that a dispatch starts.</summary>
    internal const string WorkflowPath = ".github/workflows/" + WorkflowRules.DefaultFile;

    /// <summary>Where the files are.</summary>
    internal static IReadOnlyList<string> Paths { get; } = [.. For(new ScaffoldOptions(AgentName.Default, "", "", IsEnterpriseServer: false)).Select(file => file.Path)];

    /// <summary>OneShot's version.</summary>
    public static string Version { get; } = typeof(Scaffold).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];

    /// <summary>Writes the files for a repository.</summary>
    /// <param name="options">What for.</param>
    /// <returns>The files.</returns>
    public static IReadOnlyList<ScaffoldFile> For(ScaffoldOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var assembly = typeof(Scaffold).Assembly;
        var workflows = assembly.GetManifestResourceNames().Where(name => name.StartsWith(Prefix, StringComparison.Ordinal)).Order(StringComparer.Ordinal)
            .Select(name => new ScaffoldFile(".github/" + name[Prefix.Length..].Replace('\\', '/'), Fitted(Read(assembly, name), options)));
        return [.. workflows, new ScaffoldFile(".oneshot/planner.md", AgentInstructions.Standard(AgentPhase.Plan)), new ScaffoldFile(".oneshot/implementer.md", AgentInstructions.Standard(AgentPhase.Implement))];
    }

    /// <summary>Whether a workflow is written for a GitHub Enterprise Server.</summary>
    internal static bool IsForEnterpriseServer(string workflow) => Artifacts.Any(pin => workflow.Contains(pin.Older, StringComparison.Ordinal));

    /// <summary>Whether a file uses what only GitHub's own servers have.</summary>
    internal static bool IsForHosted(string file) => Artifacts.Any(pin => file.Contains(pin.Newer, StringComparison.Ordinal));

    private static string Fitted(string text, ScaffoldOptions options)
    {
        text = text.Replace("|| 'claude'", $"|| '{options.Agent}'", StringComparison.Ordinal)
            .Replace("|| 'ubuntu-latest'", $"|| '{options.Runner}'", StringComparison.Ordinal)
            .Replace("build/Build.csproj", options.Project, StringComparison.Ordinal);
        if (!options.IsEnterpriseServer) return text;
        foreach (var (newer, older) in Artifacts) text = text.Replace(newer, older, StringComparison.Ordinal);
        return string.Join('\n', text.Split('\n').Where(line => line.Trim() != "overwrite: true"));
    }

    private static string Read(Assembly assembly, string name)
    {
        using var stream = assembly.GetManifestResourceStream(name)!;
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd().Replace("\r\n", "\n", StringComparison.Ordinal);
    }
}
