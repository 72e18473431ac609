namespace OneShot.Core.Pipeline;

/// <summary>What a job does, a task each; the tasks of a build have the same names.</summary>
internal enum PipelineTask
{
    /// <summary>Makes branch and pull request, where somebody started the run by hand.</summary>
    OpenDraftPr,

    /// <inheritdoc cref="JobSession.PrepareRunAsync"/>
    PrepareRun,

    /// <inheritdoc cref="JobSession.PrepareAgentAsync"/>
    PrepareAgent,

    /// <inheritdoc cref="JobSession.PreparePlanningAsync"/>
    PreparePlanning,

    /// <inheritdoc cref="JobSession.RunPlanningAsync"/>
    RunPlanning,

    /// <inheritdoc cref="JobSession.ValidatePlanAsync"/>
    ValidatePlan,

    /// <inheritdoc cref="JobSession.SavePlanAsync"/>
    SavePlan,

    /// <inheritdoc cref="JobSession.RegisterPlanAsync"/>
    RegisterPlan,

    /// <inheritdoc cref="JobSession.PrepareImplementationAsync"/>
    PrepareImplementation,

    /// <inheritdoc cref="JobSession.RunImplementationAsync"/>
    RunImplementation,

    /// <inheritdoc cref="JobSession.DeliverImplementationAsync"/>
    DeliverImplementation,

    /// <inheritdoc cref="JobSession.TellCancelledAsync"/>
    TellCancelled,
}
