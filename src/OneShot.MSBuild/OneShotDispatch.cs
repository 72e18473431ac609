using System.Globalization;
using Microsoft.Build.Framework;
using OneShot.Core.Errors;
using OneShot.Core.Model;
using OneShot.Core.Receipts;

namespace OneShot.MSBuild;

/// <summary>
/// Dispatches a one-shot, previews, finishes or removes one. A
/// parameter is the argument of its name; a switch takes <c>true</c>.
/// </summary>
/// <remarks>A token is never a parameter: it is found where the other faces find it.</remarks>
public sealed class OneShotDispatch : OneShotBuildTask
{
    /// <summary>The prompt's text; at most 128 KiB.</summary>
    public string? Prompt { get; set; }

    /// <summary>A file that holds the prompt; at most 256 KiB. A build's processes have no standard input.</summary>
    public string? PromptFile { get; set; }

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
    /// Tells what failed although it is in files that differ from the commit; no commit is named then.
    /// </summary>
    public string? AllowDirty { get; set; }

    /// <summary>
    /// The model: <c>haiku</c>, <c>sonnet</c>, <c>opus</c>, their first letter, or a full model id of the agent.
    /// </summary>
    public string? Model { get; set; }

    /// <summary>The program that plans and implements.</summary>
    public string? Agent { get; set; }

    /// <summary>The issue that the one-shot plans for; it names the branch and is closed by the pull request.</summary>
    public string? PlanIssue { get; set; }

    /// <summary>The source of the branch's slug instead of the prompt.</summary>
    public string? Slug { get; set; }

    /// <summary>Two dispatches with the same key are one; 1 to 256 characters.</summary>
    public string? IdempotencyKey { get; set; }

    /// <summary>The branch to start from; the remote's default branch when not given.</summary>
    public string? Base { get; set; }

    /// <summary>The workflow's file name under <c>.github/workflows</c>; <c>one-shot.yml</c> when not given.</summary>
    public string? Workflow { get; set; }

    /// <summary>The branch whose workflow is started; trunk when not given.</summary>
    public string? Ref { get; set; }

    /// <summary>Where branches, pull requests and runs live: <c>auto</c>, <c>github</c> or <c>local</c>.</summary>
    public string? Forge { get; set; }

    /// <summary>The git remote to push to; <c>origin</c> when not given.</summary>
    public string? Remote { get; set; }

    /// <summary>Owner and name of the repository, when the remote's address does not tell them.</summary>
    public string? Repo { get; set; }

    /// <summary>Prints what would happen and makes nothing.</summary>
    public string? Preview { get; set; }

    /// <summary>Follows the run to its end.</summary>
    public string? Watch { get; set; }

    /// <summary>How long <see cref="Watch"/> follows, in minutes, 1 to 1440.</summary>
    public string? WatchMinutes { get; set; }

    /// <summary>Skips the pre-push hook.</summary>
    public string? NoHooks { get; set; }

    /// <summary>The earlier name of <see cref="NoHooks"/>: a build that still gives it is told so.</summary>
    [Obsolete("NoHooks skips the pre-push hook.", error: true, DiagnosticId = CaughtCode.ArgumentRenamed)]
    public string? NoVerify { get; set; }

    /// <summary>A file that receives the receipt as JSON.</summary>
    public string? Result { get; set; }

    /// <summary>Leaves a local run to itself.</summary>
    public string? Detach { get; set; }

    /// <summary>The limit of the planning, in minutes, 1 to 1440; 30 when not given.</summary>
    public string? PlanMinutes { get; set; }

    /// <summary>The limit of the implementing, in minutes, 1 to 1440; 60 when not given.</summary>
    public string? ImplementMinutes { get; set; }

    /// <summary>The limit of each session of an agent, in seconds, 1 to 86400, instead of those in minutes.</summary>
    public string? Timeout { get; set; }

    /// <summary>
    /// How long an agent may go on trying while its service fails, in seconds, 1 to 3600; 120 when not given.
    /// </summary>
    public string? RetrySeconds { get; set; }

    /// <summary>The most turns of an agent's session.</summary>
    public string? MaxTurns { get; set; }

    /// <summary>The most an agent's session may cost, in US dollars.</summary>
    public string? MaxCostUsd { get; set; }

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
    public string? VerifiedCommits { get; set; }

    /// <summary>
    /// Whether what was delivered is verified by the repository's own build and tests, <c>auto</c>, <c>none</c> or
    /// <c>required</c>, or by its own CI, <c>checks</c>.
    /// </summary>
    public string? Verify { get; set; }

    /// <summary>The command that verifies, instead of what trunk shows.</summary>
    public string? VerifyCommand { get; set; }

    /// <summary>The limit of verifying, trunk and result together, in minutes, 1 to 1440.</summary>
    public string? VerifyMinutes { get; set; }

    /// <summary>What a red trunk means: <c>auto</c>, or with <c>required</c> that nothing is implemented.</summary>
    public string? VerifyBaseline { get; set; }

    /// <summary>How often what is red goes back to the agent, 0 to 10.</summary>
    public string? Rounds { get; set; }

    /// <summary>The limit of one request to the forge, in seconds, 1 to 600.</summary>
    public string? HttpTimeout { get; set; }

    /// <summary>How long to look for a run that the server did not tell, in seconds, 5 to 600.</summary>
    public string? RunTimeout { get; set; }

    /// <summary>The limit of one git command, in seconds, 1 to 3600.</summary>
    public string? GitTimeout { get; set; }

    /// <summary>The id of an earlier one-shot to finish.</summary>
    public string? Resume { get; set; }

    /// <summary>
    /// With <see cref="Resume"/>: pays for another implementing session where what the last one made was not delivered.
    /// </summary>
    public string? Again { get; set; }

    /// <summary>The id of an earlier one-shot to remove.</summary>
    public string? Undo { get; set; }

    /// <summary>
    /// The one-shot's id; after an error the one that <see cref="Resume"/> finishes, if something was made.
    /// </summary>
    [Output]
    public string? Id { get; private set; }

    /// <summary>The one-shot's branch.</summary>
    [Output]
    public string? Branch { get; private set; }

    /// <summary>The commit that holds the prompt.</summary>
    [Output]
    public string? Commit { get; private set; }

    /// <summary>The pull request's number.</summary>
    [Output]
    public string? PrNumber { get; private set; }

    /// <summary>The pull request's page.</summary>
    [Output]
    public string? PrUrl { get; private set; }

    /// <summary>The run's id.</summary>
    [Output]
    public string? RunId { get; private set; }

    /// <summary>The run's page.</summary>
    [Output]
    public string? RunUrl { get; private set; }

    /// <summary>
    /// All of these as an item: the id, with Branch, Commit, PrNumber, PrUrl, RunId and RunUrl as metadata, and Verified,
    /// <c>true</c> or <c>false</c>, where that was done and somebody followed it.
    /// </summary>
    [Output]
    public ITaskItem? Receipt { get; private set; }

    private protected override bool Gathers => false;

    private protected override async Task WorkAsync(OneShotClientOptions options, CancellationToken cancellationToken)
    {
        var asked = new TaskParameters(this);
        IReadOnlyList<string> ended = [];
        using var client = new OneShotClient(options with { Given = asked.Given, Ended = lines => ended = lines });
        var (told, receipt) = await client.MakeAsync(asked.Settings(), cancellationToken).ConfigureAwait(false);
        (Id, Branch, Commit, PrNumber, PrUrl, RunId, RunUrl) = (
            receipt.Id,
            receipt.Branch,
            receipt.Commit,
            receipt.PrNumber?.ToString(CultureInfo.InvariantCulture),
            receipt.PrUrl,
            receipt.RunId,
            receipt.RunUrl
        );
        Receipt = LiteralItems.Of(
            receipt.Id,
            ("Branch", Branch),
            ("Commit", Commit),
            ("PrNumber", PrNumber),
            ("PrUrl", PrUrl),
            ("RunId", RunId),
            ("RunUrl", RunUrl),
            ("Verified", LiteralItems.Word(receipt.Verified))
        );
        Tell(told, ended);
    }

    private protected override void Failed(OneShotException exception)
    {
        Id = exception.ResumeId;
        base.Failed(exception);
    }

    private void Tell(Receipt receipt, IReadOnlyList<string> ended)
    {
        if (receipt.Preview)
        {
            Answer(PreviewWords.NothingMade, Reporter.Gathered);
            return;
        }

        if (IsInActions)
            ActionsFiles.Succeeded(receipt, Variable);
        if (receipt is UndoReceipt undone)
            Answer($"{undone.Id} is undone");
        if (receipt is not DispatchReceipt made)
            return;
        if (ended.Count > 0)
            Answer(ended[0], ended.Skip(1));
        if (IsInActions)
            ActionsFiles.Summarize(made, Variable);
    }
}
