using OneShot.Core.Dispatch;
using OneShot.Core.Ports;
using OneShot.Core.Scaffolding;
using OneShot.Core.Settings;

namespace OneShot.Core.Doctor;

/// <summary>What is asked of a look whether everything is in place.</summary>
internal sealed record DoctorRequest
{
    /// <summary>Where branches, pull requests and runs live.</summary>
    public ForgeRequest Forge { get; init; } = new();

    /// <summary>The workflow's file name.</summary>
    public string Workflow { get; init; } = WorkflowRules.DefaultFile;

    /// <summary>The agent that a dispatch would name.</summary>
    public string? Agent { get; init; }

    /// <summary>What would hold of a run.</summary>
    public RunTerms Terms { get; init; } = RunTerms.Usual;

    /// <summary>The files that the repository should have.</summary>
    public ScaffoldRequest Scaffold { get; init; } = new();

    /// <summary>Fixes what can be fixed from here.</summary>
    public bool Fix { get; init; }

    /// <summary>Tells what would be fixed, and fixes nothing.</summary>
    public bool Preview { get; init; }
}
