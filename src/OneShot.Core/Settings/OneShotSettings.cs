using OneShot.Core.Errors;

namespace OneShot;

/// <summary>
/// What a one-shot is asked to be. Every property is one line of
/// <see cref="Core.Settings.Arguments.All"/>; <see langword="null"/> means "not given".
/// </summary>
public sealed record OneShotSettings
{
    /// <summary>The prompt's text; at most 128 KiB.</summary>
    public string? Prompt { get; set; }

    /// <summary>A file that holds the prompt, or <c>-</c> for standard input; at most 256 KiB.</summary>
    public string? PromptFile { get; set; }

    /// <summary>
    /// Of <c>OneShotBatch</c>: a file of many prompts, YAML or JSON lines, or <c>-</c> for standard input.
    /// </summary>
    public string? PromptsFile { get; set; }

    /// <summary>
    /// Of <c>OneShotBatch</c>: how many are dispatched at the same time; 4 when not given, 2 on this machine.
    /// </summary>
    public int? Parallel { get; set; }

    /// <summary>
    /// Of <c>OneShotBatch</c>: how many requests that make something GitHub gets in a minute; 80 when not given.
    /// </summary>
    public int? PerMinute { get; set; }

    /// <summary>
    /// Of <c>OneShotBatch</c>: how many requests that make something GitHub gets in an hour; 500 when not given.
    /// </summary>
    public int? PerHour { get; set; }

    /// <summary>
    /// TRX files whose failing tests become the prompt, after <see cref="Prompt"/>
    /// or <see cref="PromptFile"/>; <c>*</c> is any name, <c>**</c> any folders.
    /// </summary>
    public string? FromTrx { get; set; }

    /// <summary>JUnit XML files whose failing tests become the prompt, together with <see cref="FromTrx"/>.</summary>
    public string? FromJunit { get; set; }

    /// <summary>SARIF files whose errors become the prompt, together with <see cref="FromTrx"/>.</summary>
    public string? FromSarif { get; set; }

    /// <summary>Outputs of builds whose errors become the prompt, together with <see cref="FromTrx"/>.</summary>
    public string? FromLog { get; set; }

    /// <summary>Binary logs of builds whose errors become the prompt, together with <see cref="FromTrx"/>.</summary>
    public string? FromBinlog { get; set; }

    /// <summary>
    /// Tells an agent what failed although it is in files that differ from the commit: no commit is named then.
    /// </summary>
    public bool AllowDirty { get; set; }

    /// <summary>Where <see cref="Prompt"/> came from; code when nobody says otherwise.</summary>
    public PromptSource PromptSource { get; set; } = PromptSource.Code;

    /// <summary>
    /// The model: <c>haiku</c>, <c>sonnet</c>, <c>opus</c>, their first letter, or a full model id of the agent.
    /// </summary>
    public string? Model { get; set; }

    /// <summary>The program that plans and implements.</summary>
    public string? Agent { get; set; }

    /// <summary>The branch to start from; the remote's default branch when not given.</summary>
    public string? Base { get; set; }

    /// <summary>The issue that the one-shot plans for; it names the branch and is closed by the pull request.</summary>
    public int? PlanIssue { get; set; }

    /// <summary>The source of the branch's slug instead of the prompt.</summary>
    public string? Slug { get; set; }

    /// <summary>The workflow's file name under <c>.github/workflows</c>; <c>one-shot.yml</c> when not given.</summary>
    public string? Workflow { get; set; }

    /// <summary>The branch whose workflow is started; trunk when not given.</summary>
    public string? Ref { get; set; }

    /// <summary>Owner and name of the repository, when the remote's address does not tell them.</summary>
    public string? Repo { get; set; }

    /// <summary>The git remote to push to; <c>origin</c> when not given.</summary>
    public string? Remote { get; set; }

    /// <summary>Where branches, pull requests and runs live: <c>auto</c>, <c>github</c> or <c>local</c>.</summary>
    public string? Forge { get; set; }

    /// <summary>Checks the branch out, so that later tasks can commit to it; the teardown goes back.</summary>
    public bool Checkout { get; set; }

    /// <summary>Skips the pre-push hook.</summary>
    public bool NoHooks { get; set; }

    /// <summary>The earlier name of <see cref="NoHooks"/>: code that still has it is told so where it is built.</summary>
    [Obsolete("NoHooks skips the pre-push hook.", error: true, DiagnosticId = CaughtCode.ArgumentRenamed)]
    public bool NoVerify
    {
        get => NoHooks;
        set => NoHooks = value;
    }

    /// <summary>Prints what would happen and makes nothing.</summary>
    public bool Preview { get; set; }

    /// <summary>Of a status: prints what the run told.</summary>
    public bool Log { get; set; }

    /// <summary>Of a status: the most one-shots that are listed, 1 to 1000; 20 if not given.</summary>
    public int? Limit { get; set; }

    /// <summary>Follows the run to its end.</summary>
    public bool Watch { get; set; }

    /// <summary>How long <see cref="Watch"/> follows, in minutes, 1 to 1440.</summary>
    public int? WatchMinutes { get; set; }

    /// <summary>The id of an earlier one-shot to finish.</summary>
    public string? Resume { get; set; }

    /// <summary>
    /// With <see cref="Resume"/>: pays for another implementing session where what the last one made was not delivered.
    /// </summary>
    public bool Again { get; set; }

    /// <summary>The id of an earlier one-shot to remove.</summary>
    public string? Undo { get; set; }

    /// <summary>Opens a report on the desktop.</summary>
    public bool Open { get; set; }

    /// <summary>Two dispatches with the same key are one; 1 to 256 characters.</summary>
    public string? IdempotencyKey { get; set; }

    /// <summary>A task run by itself: the one-shot's branch.</summary>
    public string? BranchName { get; set; }

    /// <summary>A task run by itself: the one-shot's pull request.</summary>
    public int? PrNumber { get; set; }

    /// <summary>A task run by itself: the one-shot's id.</summary>
    public string? DistinctId { get; set; }

    /// <summary>A task run by itself: who asked for the one-shot.</summary>
    public string? SubmittedBy { get; set; }

    /// <summary>A job's task: SHA-256 of the prompt that was dispatched, in hexadecimal.</summary>
    public string? PromptSha256 { get; set; }

    /// <summary>A job's task: the issue that holds the plan.</summary>
    public int? IssueNumber { get; set; }

    /// <summary>
    /// A job's task: the comment on that issue that holds the plan; the issue's own text when not given.
    /// </summary>
    public long? PlanComment { get; set; }

    /// <summary>A job's task: SHA-256 of the plan that was registered, or agreed to since, in hexadecimal.</summary>
    public string? PlanSha256 { get; set; }

    /// <summary>A job's task: what travelled to the workflow in its input <c>options</c>, one JSON document.</summary>
    public string? Options { get; set; }

    /// <summary>A job's task: the folder that jobs hand over; the work tree's <c>.impl</c> when not given.</summary>
    public string? HandOver { get; set; }

    /// <summary>A job's task: the run's id.</summary>
    public string? RunId { get; set; }

    /// <summary>A job's task: the run's page.</summary>
    public string? RunUrl { get; set; }

    /// <summary>
    /// Of <c>DeliverImplementation</c>: the token is the run's own, so the push starts no other workflow.
    /// </summary>
    public bool BuiltInToken { get; set; }

    /// <summary><c>OneShotInit</c>: overwrites files that somebody changed.</summary>
    public bool Force { get; set; }

    /// <summary><c>OneShotInit</c>: the runner's label.</summary>
    public string? Runner { get; set; }

    /// <summary><c>OneShotInit</c>: the Cake Frosting project that the workflow's program is built from.</summary>
    public string? Project { get; set; }

    /// <summary><c>OneShotInit</c>: the server is a GitHub Enterprise Server.</summary>
    public bool Ghes { get; set; }

    /// <summary><c>OneShotDoctor</c>: fixes what can be fixed from here.</summary>
    public bool Fix { get; set; }

    /// <summary>How standard output looks: <c>text</c> or <c>json</c>.</summary>
    public string? Output { get; set; }

    /// <summary>A file that receives the receipt as JSON.</summary>
    public string? Result { get; set; }

    /// <summary>
    /// When a task marked <c>[OneShotOnFailure]</c> that fails is
    /// dispatched: <c>auto</c>, <c>always</c> or <c>never</c>.
    /// </summary>
    public string? OnFailure { get; set; }

    /// <summary>Leaves a local run to itself.</summary>
    public bool Detach { get; set; }

    /// <summary>The limit of the planning, in minutes, 1 to 1440; 30 when not given.</summary>
    public int? PlanMinutes { get; set; }

    /// <summary>The limit of the implementing, in minutes, 1 to 1440; 60 when not given.</summary>
    public int? ImplementMinutes { get; set; }

    /// <summary>The limit of each session of an agent, in seconds, 1 to 86400, instead of those in minutes.</summary>
    public int? Timeout { get; set; }

    /// <summary>
    /// How long an agent may go on trying while its service fails, in seconds, 1 to 3600; 120 when not given.
    /// </summary>
    public int? RetrySeconds { get; set; }

    /// <summary>The most turns of an agent's session.</summary>
    public int? MaxTurns { get; set; }

    /// <summary>The most an agent's session may cost, in US dollars.</summary>
    public decimal? MaxCostUsd { get; set; }

    /// <summary>The command of the agent <c>command</c>.</summary>
    public string? AgentCommand { get; set; }

    /// <summary>Names of the variables that an agent gets, with commas between them.</summary>
    public string? AgentEnv { get; set; }

    /// <summary>
    /// Files and folders that an agent may not change, beside
    /// those that are always protected, with commas between them.
    /// </summary>
    public string? ProtectedPaths { get; set; }

    /// <summary>What becomes of protected files: <c>KIND:POLICY</c>, with commas between several.</summary>
    public string? Protect { get; set; }

    /// <summary>
    /// Filters of your git configuration that are applied to the
    /// files of a one-shot of this machine, with commas between them.
    /// </summary>
    public string? Filters { get; set; }

    /// <summary>The sandbox that an agent's session runs in: <c>auto</c>, <c>required</c> or <c>none</c>.</summary>
    public string? Sandbox { get; set; }

    /// <summary>
    /// Hosts that an agent's session may reach beside its model's and the repository's feeds, with commas between them.
    /// </summary>
    public string? AllowHost { get; set; }

    /// <summary>The commit of a workflow is made by the forge, which signs it.</summary>
    public bool VerifiedCommits { get; set; }

    /// <summary>
    /// Whether what was delivered is verified by the repository's own build and tests, <c>auto</c>, <c>none</c> or
    /// <c>required</c>, or by its own CI, <c>checks</c>.
    /// </summary>
    public string? Verify { get; set; }

    /// <summary>The command that verifies, instead of what trunk shows.</summary>
    public string? VerifyCommand { get; set; }

    /// <summary>The limit of verifying, trunk and result together, in minutes, 1 to 1440.</summary>
    public int? VerifyMinutes { get; set; }

    /// <summary>What a red trunk means: <c>auto</c>, or with <c>required</c> that nothing is implemented.</summary>
    public string? VerifyBaseline { get; set; }

    /// <summary>How often what is red goes back to the agent, 0 to 10; <see langword="null"/> is once.</summary>
    public int? Rounds { get; set; }

    /// <summary>In a workflow: the commit that was delivered.</summary>
    public string? DeliveredCommit { get; set; }

    /// <summary>In a workflow: somebody has to look at the pull request, however it is verified.</summary>
    public bool StaysDraft { get; set; }

    /// <summary>In a workflow: how often what was red went back to the agent, 0 to 10.</summary>
    public int? RoundsDone { get; set; }

    /// <summary>In a workflow: jobs follow that verify what is delivered.</summary>
    public bool CanVerify { get; set; }

    /// <summary>In a workflow: a job follows that awaits the repository's own checks of what is delivered.</summary>
    public bool CanAwaitChecks { get; set; }

    /// <summary>Agrees to what the repository's own file on trunk would widen on this machine.</summary>
    public bool TrustRepositoryFile { get; set; }

    /// <summary>The limit of one request to the forge, in seconds, 1 to 600.</summary>
    public int? HttpTimeout { get; set; }

    /// <summary>How long to look for a run that the server did not tell, in seconds, 5 to 600.</summary>
    public int? RunTimeout { get; set; }

    /// <summary>The limit of one git command, in seconds, 1 to 3600.</summary>
    public int? GitTimeout { get; set; }
}
