using System.Reflection;
using System.Text;
using System.Text.RegularExpressions;
using OneShot.Core.Dispatch;
using OneShot.Core.Model;
using OneShot.Core.Pipeline;
using OneShot.Core.Settings;

namespace OneShot.Core.Scaffolding;

/// <summary>
/// The files that a repository needs for the workflow's side: the workflows and
/// the action as this repository itself runs them, and the agents' instructions.
/// </summary>
internal static partial class Scaffold
{
    private const string Prefix = "OneShot.Core.Scaffolding.Files/";

    // The newer artifacts are not on GitHub Enterprise Server: https://github.com/actions/upload-artifact#ghes-support
    private const string OlderUpload =
        "actions/upload-artifact@c24449f33cd45d4826c6702db7e49f7cdb9b551d # v3.2.1-node20";
    private const string OlderDownload =
        "actions/download-artifact@ad191675b41f6a5b46da9a048cb6893812da158b # v3.1.0-node20";

    /// <summary>What a checkout has that brings large files.</summary>
    internal const string WithLargeFiles = "          lfs: true\n";

    /// <summary>Stands for the <c>oneshot</c> tool in the place of a project.</summary>
    public const string Tool = "tool";

    /// <summary>The workflow that a dispatch starts.</summary>
    internal const string WorkflowPath = ".github/workflows/" + WorkflowRules.DefaultFile;

    /// <summary>The action that sets a job up.</summary>
    internal const string ActionPath = ".github/actions/oneshot/action.yml";

    // They are written to know where they are, and whoever asks for the version alone shall not wait for that.
    private static readonly Lazy<IReadOnlyList<string>> Written = new(() =>
        [.. For(new ScaffoldOptions(AgentName.Default, "", "", IsEnterpriseServer: false)).Select(file => file.Path)]
    );

    /// <summary>Where the files are.</summary>
    internal static IReadOnlyList<string> Paths => Written.Value;

    /// <summary>OneShot's version.</summary>
    public static string Version { get; } =
        typeof(Scaffold)
            .Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!
            .InformationalVersion.Split('+')[0];

    /// <summary>Writes the files for a repository.</summary>
    /// <param name="options">What for.</param>
    /// <returns>The files.</returns>
    public static IReadOnlyList<ScaffoldFile> For(ScaffoldOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var assembly = typeof(Scaffold).Assembly;
        var workflows = assembly
            .GetManifestResourceNames()
            .Where(name => name.StartsWith(Prefix, StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .Select(name => new ScaffoldFile(
                ".github/" + name[Prefix.Length..].Replace('\\', '/'),
                Fitted(Read(assembly, name), options)
            ));
        return
        [
            .. workflows,
            new ScaffoldFile(".oneshot/planner.md", AgentInstructions.Standard(AgentPhase.Plan)),
            new ScaffoldFile(".oneshot/implementer.md", AgentInstructions.Standard(AgentPhase.Implement)),
        ];
    }

    /// <summary>
    /// Whether a workflow is written for a GitHub Enterprise Server, by whichever version of OneShot.
    /// </summary>
    internal static bool IsForEnterpriseServer(string workflow) =>
        Artifact().Matches(workflow).Any(match => match.Groups["major"].Value == "3");

    /// <summary>Whether a file uses what only GitHub's own servers have.</summary>
    internal static bool IsForHosted(string file) =>
        Artifact().Matches(file).Any(match => match.Groups["major"].Value != "3");

    /// <summary>Fills a workflow in for a repository.</summary>
    internal static string Fitted(string text, ScaffoldOptions options)
    {
        text = WorkflowBlank.Agent.Fill(text, options.Agent);
        text = WorkflowBlank.Runner.Fill(text, options.Runner);
        text = WorkflowBlank.Project.Fill(text, options.Project);
        text = WorkflowBlank.Start.Fill(text, options.Start);
        text = WorkflowBlank.ToolVersion.Fill(text, Version);
        if (options.HasLargeFiles)
            text = WorkflowBlank.AgentCheckout.Fill(text, WithLargeFiles);
        text = WithSecrets(text, options.VerifySecrets);
        if (!options.IsEnterpriseServer)
            return text;
        text = WorkflowBlank.Upload.Fill(text, OlderUpload);
        text = WorkflowBlank.Download.Fill(text, OlderDownload);
        return WorkflowBlank.Overwrite.Fill(text, string.Empty);
    }

    // By the names that the file may hold: each is a word, and no expression.
    private static string WithSecrets(string text, IReadOnlyList<string> names)
    {
        if (names.Count == 0)
            return text;
        var own = names.Where(name => name != VerifySecretNames.BuiltInToken).ToArray();
        text = WorkflowBlank.HandedSecrets.Fill(text, Lines(names, 10, name => $"{name}: ${{{{ {ValueOf(name)} }}}}"));
        text = WorkflowBlank.DeclaredSecrets.Fill(text, Lines(own, 6, name => $"{name}: {{ required: false }}"));
        text = WorkflowBlank.PassedSecrets.Fill(text, Lines(own, 6, name => $"{name}: ${{{{ {ValueOf(name)} }}}}"));
        return own.Length == names.Count ? text : WorkflowBlank.PackagesRight.Fill(text, "      packages: read\n");

        static string Lines(IEnumerable<string> names, int indent, Func<string, string> line) =>
            string.Concat(names.Select(name => new string(' ', indent) + line(name) + "\n"));

        static string ValueOf(string name) =>
            name == VerifySecretNames.BuiltInToken ? "github.token" : $"secrets.{name}";
    }

    private static string Read(Assembly assembly, string name)
    {
        using var stream = assembly.GetManifestResourceStream(name)!;
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd().Replace("\r\n", "\n", StringComparison.Ordinal);
    }

    [GeneratedRegex(
        @"actions/(?:up|down)load-artifact@[0-9a-f]{40} # v(?<major>\d+)\.",
        RegexOptions.CultureInvariant,
        10_000
    )]
    private static partial Regex Artifact();
}
