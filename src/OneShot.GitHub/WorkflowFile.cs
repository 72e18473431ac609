using OneShot.Core.Errors;
using OneShot.Core.Model;
using OneShot.Core.Ports;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace OneShot.GitHub;

/// <summary>Reads workflow files with YamlDotNet: only what tells how they are started.</summary>
internal sealed class WorkflowFile : IWorkflowReader
{
    /// <summary>GitHub takes workflow files of at most 512 KiB.</summary>
    private const int Limit = 512 * 1024;

    public WorkflowDeclaration Read(string path, string text)
    {
        if (text.Length > Limit)
            throw OneShotErrors.WorkflowUnreadable(path, "it is larger than 512 KiB.");
        try
        {
            var yaml = new YamlStream();
            yaml.Load(new StringReader(text));
            if (yaml.Documents is not [{ RootNode: YamlMappingNode root }, ..])
                throw OneShotErrors.WorkflowUnreadable(path, "it is no mapping.");

            // YAML 1.1 reads a bare "on" as true; GitHub and YamlDotNet's nodes keep the word.
            return new WorkflowDeclaration(Text(Child(root, "run-name")), Inputs(Child(root, "on")));
        }
        catch (YamlException exception)
        {
            throw OneShotErrors.WorkflowUnreadable(
                path,
                $"line {exception.Start.Line}: "
                    + $"{Core.Text.SafeText.Line(exception.InnerException?.Message ?? exception.Message)}"
            );
        }
        catch (InvalidOperationException)
        {
            // YamlDotNet 16.3: a bracket that is still open at the end of the file.
            throw OneShotErrors.WorkflowUnreadable(path, "a bracket is not closed.");
        }
    }

    private static WorkflowInput[]? Inputs(YamlNode? on) =>
        on switch
        {
            YamlScalarNode { Value: "workflow_dispatch" } => [],
            YamlSequenceNode list when list.Any(item => Text(item) == "workflow_dispatch") => [],
            YamlMappingNode map when map.Children.Keys.Any(key => Text(key) == "workflow_dispatch") => Child(
                Child(map, "workflow_dispatch"),
                "inputs"
            )
                is YamlMappingNode inputs
                ? inputs.Children.Select(input => Input(Text(input.Key) ?? "", input.Value)).ToArray()
                : [],
            _ => null,
        };

    private static WorkflowInput Input(string name, YamlNode node)
    {
        var required = Text(Child(node, "required")) == "true" && Child(node, "default") is null;
        var choices =
            Text(Child(node, "type")) == "choice" && Child(node, "options") is YamlSequenceNode options
                ? options.Select(option => Text(option) ?? "").ToArray()
                : null;
        return new WorkflowInput(name, required, choices);
    }

    private static YamlNode? Child(YamlNode? node, string name) =>
        node is YamlMappingNode map ? map.Children.FirstOrDefault(pair => Text(pair.Key) == name).Value : null;

    private static string? Text(YamlNode? node) => (node as YamlScalarNode)?.Value;
}
