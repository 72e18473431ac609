using OneShot.Core.Model;

namespace OneShot.Core.Pipeline;

/// <summary>A job of the workflow's side.</summary>
/// <param name="Name">Its name.</param>
/// <param name="When">When it runs.</param>
internal sealed record PipelineJob(string Name, JobCondition When)
{
    /// <summary>The jobs that it comes after.</summary>
    public IReadOnlyList<string> Needs { get; init; } = [];

    /// <summary>What it does, in this order.</summary>
    public IReadOnlyList<PipelineTask> Tasks { get; init; } = [];

    /// <summary>What an agent is started for in it; <see langword="null"/> where no agent is.</summary>
    public AgentPhase? Agent { get; init; }

    /// <summary>What it may do on the forge.</summary>
    public JobRights Rights { get; init; } = new();

    /// <summary>The secrets that it sees.</summary>
    public IReadOnlyList<string> Secrets { get; init; } = [];

    /// <summary>What it tells the jobs after it.</summary>
    public IReadOnlyList<string> Outputs { get; init; } = [];

    /// <summary>The artifacts that it is handed.</summary>
    public IReadOnlyList<string> Takes { get; init; } = [];

    /// <summary>The artifacts that it hands on.</summary>
    public IReadOnlyList<string> Leaves { get; init; } = [];

    /// <summary>How long it may take.</summary>
    public JobLimit Limit { get; init; } = new(15);

    /// <summary>The workflow whose jobs are this one.</summary>
    public PipelineWorkflow? Calls { get; init; }

    /// <summary>What did not finish, when it fails.</summary>
    public PipelineWork Work { get; init; }

    /// <summary>
    /// The job of this name in a stored run of this machine; one that does not end it is its beginning.
    /// </summary>
    public string? Stage { get; init; }

    /// <summary>Whether the stage is done when it ends well.</summary>
    public bool EndsStage
    {
        get => field && Stage is not null;
        init;
    } = true;
}
