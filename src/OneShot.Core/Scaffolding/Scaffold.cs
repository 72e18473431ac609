using System.Reflection;
using System.Text;
using System.Text.RegularExpressions;
using OneShot.Core.Dispatch;
using OneShot.Core.Model;
using OneShot.Core.Pipeline;

namespace OneShot.Core.Scaffolding;

/// <summary>The files that a repository needs for the workflow's side: the workflows and the action as this repository itself runs them, and the agents' instructions.</summary>
internal static partial class Scaffold
{
    private const string Prefix = "OneShot.Core.Scaffolding.Files/";

    // The newer artifacts are not on GitHub Enterprise Server: https://github.com/actions/upload-artifact#ghes-support
    private static readonly (string Newer, string Older)[] Artifacts =
    [
        ("actions/upload-artifact@bbbca2ddaa5d8feaa63e36b76fdaad77386f024f # v7.0.0", "actions/upload-artifact@c24449f33cd45d4826c6702db7e49f7cdb9b551d # v3.2.1-node20"),
        ("actions/download-artifact@3e5f45b2cfb9172054b4087a40e8e0b5a5461e7c # v8.0.1", "actions/download-artifact@ad191675b41f6a5b46da9a048cb6893812da158b # v3.1.0-node20"),
    ];

    // What the checkout of deliver, which needs no content, does not say in this order.
    private const string AgentTree = "          path: work\n          persist-credentials: false\n";

    /// <summary>What a checkout has that brings large files.</summary>
    internal const string WithLargeFiles = "          lfs: true\n";

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

    /// <summary>Whether a workflow is written for a GitHub Enterprise Server, by whichever version of OneShot.</summary>
    internal static bool IsForEnterpriseServer(string workflow) => Artifact().Matches(workflow).Any(match => match.Groups["major"].Value == "3");

    /// <summary>Whether a file uses what only GitHub's own servers have.</summary>
    internal static bool IsForHosted(string file) => Artifact().Matches(file).Any(match => match.Groups["major"].Value != "3");

    private static string Fitted(string text, ScaffoldOptions options)
    {
        text = text.Replace("|| 'claude'", $"|| '{options.Agent}'", StringComparison.Ordinal)
            .Replace("|| 'ubuntu-latest'", $"|| '{options.Runner}'", StringComparison.Ordinal)
            .Replace("build/Build.csproj", options.Project, StringComparison.Ordinal);
        if (options.HasLargeFiles) text = text.Replace(AgentTree, AgentTree + WithLargeFiles, StringComparison.Ordinal);
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

    [GeneratedRegex(@"actions/(?:up|down)load-artifact@[0-9a-f]{40} # v(?<major>\d+)\.", RegexOptions.CultureInvariant, 10_000)]
    private static partial Regex Artifact();
}
