namespace OneShot.Core.Pipeline;

/// <summary>What a job does, a task each; the tasks of a build have the same names.</summary>
internal enum PipelineTask
{
    /// <summary>Makes branch and pull request, where somebody started the run by hand.</summary>
    OpenDraftPr,

    /// <inheritdoc cref="JobTasks.PrepareRunAsync"/>
    PrepareRun,

    /// <inheritdoc cref="JobTasks.PrepareAgentAsync"/>
    PrepareAgent,

    /// <inheritdoc cref="JobTasks.PreparePlanningAsync"/>
    PreparePlanning,

    /// <inheritdoc cref="JobTasks.RunPlanningAsync"/>
    RunPlanning,

    /// <inheritdoc cref="JobTasks.ValidatePlanAsync"/>
    ValidatePlan,

    /// <inheritdoc cref="JobTasks.SavePlanAsync"/>
    SavePlan,

    /// <inheritdoc cref="JobTasks.RegisterPlanAsync"/>
    RegisterPlan,

    /// <inheritdoc cref="JobTasks.PrepareImplementationAsync"/>
    PrepareImplementation,

    /// <inheritdoc cref="JobTasks.RunImplementationAsync"/>
    RunImplementation,

    /// <inheritdoc cref="JobTasks.DeliverImplementationAsync"/>
    DeliverImplementation,

    /// <inheritdoc cref="JobTasks.VerifyBaselineAsync"/>
    VerifyBaseline,

    /// <inheritdoc cref="JobTasks.VerifyImplementationAsync"/>
    VerifyImplementation,

    /// <inheritdoc cref="JobTasks.AwaitChecksAsync"/>
    AwaitChecks,

    /// <inheritdoc cref="JobTasks.ConcludeVerificationAsync"/>
    ConcludeVerification,

    /// <inheritdoc cref="JobTasks.TellCancelledAsync"/>
    TellCancelled,
}
