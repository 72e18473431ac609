namespace OneShot.Frosting;

/// <summary>The names of OneShot's tasks.</summary>
public static class TaskNames
{
    /// <summary>Checks the prompt.</summary>
    public const string ValidatePrompt = "ValidatePrompt";

    /// <summary>Makes the branch.</summary>
    public const string CreateOneShotBranch = "CreateOneShotBranch";

    /// <summary>Opens the draft pull request.</summary>
    public const string OpenDraftPr = "OpenDraftPr";

    /// <summary>Starts the workflow.</summary>
    public const string TriggerOneShot = "TriggerOneShot";

    /// <summary>The whole.</summary>
    public const string OneShot = "OneShot";

    /// <summary>The whole, of every prompt of a file.</summary>
    public const string OneShotBatch = "OneShotBatch";

    /// <summary>Makes a one-shot of this machine a pull request on GitHub.</summary>
    public const string PublishOneShot = "PublishOneShot";

    /// <summary>Puts the workflows, the action and the agents' instructions into a repository.</summary>
    public const string OneShotInit = "OneShotInit";

    /// <summary>Looks whether everything is in place.</summary>
    public const string OneShotDoctor = "OneShotDoctor";

    /// <summary>Goes back to what was checked out.</summary>
    public const string RestoreBranch = "RestoreBranch";

    /// <summary>Writes the page of a one-shot of this machine.</summary>
    public const string OneShotReport = "OneShotReport";

    /// <summary>Tells where this repository's one-shots are.</summary>
    public const string OneShotStatus = "OneShotStatus";

    /// <summary>Prints tasks, arguments and examples.</summary>
    public const string OneShotHelp = "OneShotHelp";

    /// <summary>In a workflow: makes sure that the run is the only one of its one-shot.</summary>
    public const string PrepareRun = "PrepareRun";

    /// <summary>In a workflow: puts the prompt where the planner reads it.</summary>
    public const string PreparePlanning = "PreparePlanning";

    /// <summary>In a workflow: installs the agent, and keeps it from becoming root.</summary>
    public const string PrepareAgent = "PrepareAgent";

    /// <summary>In a workflow: tells that the run was cancelled.</summary>
    public const string TellCancelled = "TellCancelled";

    /// <summary>In a workflow: agent session 1: plans, in the work tree.</summary>
    public const string RunPlanning = "RunPlanning";

    /// <summary>In a workflow: checks what the planner wrote.</summary>
    public const string ValidatePlan = "ValidatePlan";

    /// <summary>In a workflow: saves the plan as an issue.</summary>
    public const string SavePlan = "SavePlan";

    /// <summary>In a workflow: links plan issue, pull request and run.</summary>
    public const string RegisterPlan = "RegisterPlan";

    /// <summary>In a workflow: gets the plan from its issue.</summary>
    public const string PrepareImplementation = "PrepareImplementation";

    /// <summary>In a workflow: agent session 2: implements the plan, in the work tree.</summary>
    public const string RunImplementation = "RunImplementation";

    /// <summary>In a workflow: brings the commits to the branch and tells the result.</summary>
    public const string DeliverImplementation = "DeliverImplementation";

    /// <summary>In a workflow: runs the repository's own build and tests on trunk, for the jobs that compare with it.</summary>
    public const string VerifyBaseline = "VerifyBaseline";

    /// <summary>In a workflow: runs the repository's own build and tests on what was delivered.</summary>
    public const string VerifyImplementation = "VerifyImplementation";

    /// <summary>In a workflow: waits for the repository's own checks of what was delivered.</summary>
    public const string AwaitChecks = "AwaitChecks";

    /// <summary>In a workflow: tells what they said, and makes the pull request ready where it is green.</summary>
    public const string ConcludeVerification = "ConcludeVerification";
}
