using OneShot.Core.Model;

namespace OneShot.Core.Ports;

/// <summary>Reads workflow files.</summary>
internal interface IWorkflowReader
{
    /// <summary>Reads what a workflow file says about being started.</summary>
    /// <param name="path">The file, for errors.</param>
    /// <param name="text">Its text, YAML.</param>
    /// <returns>The declaration.</returns>
    /// <exception cref="OneShotException">OS3016: it is no workflow.</exception>
    WorkflowDeclaration Read(string path, string text);
}
