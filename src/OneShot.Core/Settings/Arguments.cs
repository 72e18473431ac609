using System.Globalization;
using OneShot.Core.Errors;
using OneShot.Core.Model;
using OneShot.Core.Protection;
using OneShot.Core.Text;

namespace OneShot.Core.Settings;

/// <summary>
/// The one table of arguments. Help, documentation and the check for unknown arguments are made from it.
/// </summary>
internal static class Arguments
{
    private static readonly string[] Forges = ["auto", "github", "local"];
    private static readonly string[] Formats = ["text", "json"];
    private static readonly string[] Sandboxes = ["auto", "required", "none"];

    private static readonly string[] Baselines = ["auto", "required"];
    private static readonly string[] Verifications = ["auto", "none", "required", "checks"];
    private static readonly string[] Moments = ["auto", "always", "never"];

    /// <summary>All arguments, in the order of help.</summary>
    public static IReadOnlyList<Argument> All { get; } =
    [
        Text(
            "prompt",
            "TEXT",
            $"What should be done; at most {PromptRules.ArgumentLimit / 1024} KiB.",
            ArgumentGroup.Asking,
            (s, v) => s.Prompt = v
        ),
        Text(
            "prompt-file",
            "PATH",
            $"A file with the prompt, or - for standard input; at most {PromptRules.Limit / 1024} KiB.",
            ArgumentGroup.Asking,
            (s, v) => s.PromptFile = v
        ),
        Text(
            "prompts-file",
            "PATH",
            "OneShotBatch: a file with many prompts, YAML or JSON lines (.jsonl), or - for standard input; each a "
                + "text, or prompt or prompt-file with slug, model, agent, base, plan-issue. At most 500.",
            ArgumentGroup.Asking,
            (s, v) => s.PromptsFile = v
        ) with
        {
            HasProperty = false,
        },
        Text(
            "from-trx",
            "GLOB",
            "Failing tests become the prompt: files that dotnet test --logger trx wrote. * is any name, ** any "
                + "folders. A prompt given beside it stands before the failures, and the same failures of the same "
                + "commit are dispatched once.",
            ArgumentGroup.Asking,
            (s, v) => s.FromTrx = v,
            limit: 1000
        ),
        Text(
            "from-junit",
            "GLOB",
            "Failing tests become the prompt: JUnit XML, which test runners of all languages "
                + "write; like --from-trx, and together with it.",
            ArgumentGroup.Asking,
            (s, v) => s.FromJunit = v,
            limit: 1000
        ),
        Text(
            "from-sarif",
            "GLOB",
            "Errors of compilers and analyzers become the prompt: files that -p:ErrorLog=FILE or an analyzer wrote; "
                + "like --from-trx, and together with it.",
            ArgumentGroup.Asking,
            (s, v) => s.FromSarif = v,
            limit: 1000
        ),
        Text(
            "from-log",
            "GLOB",
            "Errors in the output of a build become the prompt; like --from-trx, and together with it.",
            ArgumentGroup.Asking,
            (s, v) => s.FromLog = v,
            limit: 1000
        ),
        Text(
            "from-binlog",
            "GLOB",
            "Errors in binary logs of MSBuild, which dotnet build -bl wrote, become the "
                + "prompt; like --from-trx, and together with it.",
            ArgumentGroup.Asking,
            (s, v) => s.FromBinlog = v,
            limit: 1000
        ),
        Switch(
            "allow-dirty",
            "Dispatches failures in files that differ from the commit; no commit is named then.",
            ArgumentGroup.Asking,
            (s, v) => s.AllowDirty = v
        ),
        Text(
            "model",
            "MODEL",
            $"{string.Join(", ", ModelName.Short)}, their first letter, or a full model id of the agent.",
            ArgumentGroup.Asking,
            (s, v) => s.Model = v
        ) with
        {
            Choices = ModelName.Short,
        },
        Text(
            "agent",
            "AGENT",
            $"The program that plans and implements: {string.Join(", ", AgentName.All)}, or auto (default): "
                + $"{AgentName.Default} for a workflow; here it asks on a terminal, and starts none without asking.",
            ArgumentGroup.Asking,
            (s, v) => s.Agent = v
        ) with
        {
            Choices = [AgentName.Auto, .. AgentName.All],
        },
        Number(
            "plan-issue",
            "N",
            "The issue this is for: names the branch, and is closed by the pull request.",
            ArgumentGroup.Asking,
            1,
            int.MaxValue,
            (s, v) => s.PlanIssue = v
        ),
        Text(
            "slug",
            "TEXT",
            "What the branch's name is made from, instead of the prompt.",
            ArgumentGroup.Asking,
            (s, v) => s.Slug = v,
            limit: 200
        ),
        Text(
            "idempotency-key",
            "KEY",
            "Two dispatches with the same key are one, from whichever machine; up to 256 characters.",
            ArgumentGroup.Asking,
            (s, v) => s.IdempotencyKey = v,
            limit: 256
        ),
        Text(
            "base",
            "BRANCH",
            "The branch to start from; the remote's default branch if not given.",
            ArgumentGroup.Place,
            (s, v) => s.Base = v,
            limit: 250
        ),
        Text(
            "workflow",
            "FILE",
            "The workflow's file name (default one-shot.yml).",
            ArgumentGroup.Place,
            FileName("workflow", (s, v) => s.Workflow = v)
        ),
        Text(
            "ref",
            "BRANCH",
            "The branch whose workflow is started; trunk if not given.",
            ArgumentGroup.Place,
            (s, v) => s.Ref = v,
            limit: 250
        ),
        Text(
            "forge",
            "FORGE",
            "auto (default), github, or local: this machine, with no network and no account.",
            ArgumentGroup.Place,
            OneOf("forge", Forges, (s, v) => s.Forge = v)
        ) with
        {
            Choices = Forges,
        },
        Text(
            "remote",
            "NAME",
            "The git remote (default origin).",
            ArgumentGroup.Place,
            (s, v) => s.Remote = v,
            limit: 200
        ),
        Text(
            "repo",
            "OWNER/NAME",
            "The repository, when the remote's address does not name it.",
            ArgumentGroup.Place,
            OwnerAndName("repo", (s, v) => s.Repo = v)
        ),
        Switch(
            "preview",
            "Prints exactly what would happen, and makes nothing.",
            ArgumentGroup.Behaviour,
            (s, v) => s.Preview = v
        ),
        Switch(
            "log",
            "With OneShotStatus: prints what the run of a one-shot told, the newest's if none is named.",
            ArgumentGroup.Behaviour,
            (s, v) => s.Log = v
        ) with
        {
            HasProperty = false,
        },
        Number(
            "limit",
            "N",
            "With OneShotStatus: the most one-shots that are listed (default 20).",
            ArgumentGroup.Behaviour,
            1,
            StatusReceipt.Limit,
            (s, v) => s.Limit = v
        ),
        Switch("watch", "Follows the run to its end.", ArgumentGroup.Behaviour, (s, v) => s.Watch = v),
        Number(
            "watch-minutes",
            "N",
            "How long --watch follows (default 120).",
            ArgumentGroup.Behaviour,
            1,
            1440,
            (s, v) => s.WatchMinutes = v
        ),
        Switch(
            "checkout",
            "Checks the branch out for the tasks that follow; the teardown goes back.",
            ArgumentGroup.Behaviour,
            (s, v) => s.Checkout = v
        ) with
        {
            HasProperty = false,
        },
        Switch("no-hooks", "Skips your pre-push hook.", ArgumentGroup.Behaviour, (s, v) => s.NoHooks = v),
        Text(
            "output",
            "FORMAT",
            "text (default) or json: one document, and nothing else, on standard output.",
            ArgumentGroup.Behaviour,
            OneOf("output", Formats, (s, v) => s.Output = v)
        ) with
        {
            Choices = Formats,
            HasProperty = false,
        },
        Text("result", "PATH", "A file that receives the same JSON.", ArgumentGroup.Behaviour, (s, v) => s.Result = v),
        Text(
            "on-failure",
            "WHEN",
            "When a task marked [OneShotOnFailure] that fails is dispatched: auto (default): in CI, but not in the "
                + "build of a pull request; always; or never.",
            ArgumentGroup.Behaviour,
            OneOf("on-failure", Moments, (s, v) => s.OnFailure = v)
        ) with
        {
            Choices = Moments,
            HasProperty = false,
        },
        Switch(
            "detach",
            "Leaves a local run to itself instead of following it.",
            ArgumentGroup.Agent,
            (s, v) => s.Detach = v
        ),
        Number(
            "plan-minutes",
            "N",
            "The limit of the planning (default 30).",
            ArgumentGroup.Agent,
            1,
            1440,
            (s, v) => s.PlanMinutes = v
        ),
        Number(
            "implement-minutes",
            "N",
            "The limit of the implementing (default 60).",
            ArgumentGroup.Agent,
            1,
            1440,
            (s, v) => s.ImplementMinutes = v
        ),
        Number(
            "timeout",
            "SECONDS",
            "The limit of each session of an agent, instead of the two above.",
            ArgumentGroup.Agent,
            1,
            86_400,
            (s, v) => s.Timeout = v
        ),
        Number(
            "retry-seconds",
            "N",
            "How long an agent may go on trying while its service fails (default 120).",
            ArgumentGroup.Agent,
            1,
            3600,
            (s, v) => s.RetrySeconds = v
        ),
        Number(
            "max-turns",
            "N",
            "The most turns of an agent's session.",
            ArgumentGroup.Agent,
            1,
            10_000,
            (s, v) => s.MaxTurns = v
        ),
        Text(
            "max-cost-usd",
            "N",
            "The most an agent's session may cost, where the agent reports its cost.",
            ArgumentGroup.Agent,
            Dollars("max-cost-usd", (s, v) => s.MaxCostUsd = v)
        ),
        Text(
            "agent-command",
            "COMMAND",
            "The program of the agent command, for a shell: gets its instructions on standard input.",
            ArgumentGroup.Agent,
            (s, v) => s.AgentCommand = v,
            limit: 2000
        ),
        Text(
            "agent-env",
            "NAMES",
            "Your variables that an agent gets beside its own key, with commas between them.",
            ArgumentGroup.Agent,
            Names("agent-env", (s, v) => s.AgentEnv = v)
        ),
        Text(
            "protected-paths",
            "PATHS",
            "Files and folders of the protected kind own, with commas between them: what an agent changes there is "
                + "taken out.",
            ArgumentGroup.Agent,
            Paths("protected-paths", (s, v) => s.ProtectedPaths = v)
        ),
        Text(
            "protect",
            "KIND:POLICY",
            "What becomes of protected files that an agent changed: block takes them out, ask leaves the pull "
                + "request a draft, tell names them there, allow says nothing. Several times, or with commas: "
                + "--protect=feeds:block,packages:allow. The kinds are in docs/protected.md.",
            ArgumentGroup.Agent,
            (s, v) =>
                s.Protect = ProtectPolicies.Parse(v).ToString() is { Length: > 0 } said
                    ? said
                    : throw OneShotErrors.ProtectUnreadable(v)
        ) with
        {
            IsRepeatable = true,
            Choices = ProtectPolicies.Choices,
            Travel = new(s => s.Protect, ProtectFloor) { Both = ProtectBoth },
        },
        Text(
            "filters",
            "NAMES",
            "Filters of .gitattributes (filter=NAME) that your own git configuration has commands for: in a "
                + "one-shot of this machine the agent sees what they give, and what they keep is delivered. Several "
                + "times, or with commas. What is changed under any other filter is not delivered; lfs needs no "
                + "naming.",
            ArgumentGroup.Agent,
            FilterNames("filters", (s, v) => s.Filters = v)
        ) with
        {
            IsRepeatable = true,
        },
        Text(
            "sandbox",
            "MODE",
            "What an agent's session runs in: auto (default), the strongest sandbox that this machine has; "
                + "required, nothing is started without one; or none.",
            ArgumentGroup.Agent,
            OneOf("sandbox", Sandboxes, (s, v) => s.Sandbox = v)
        ) with
        {
            Choices = Sandboxes,
            Travel = new(s => s.Sandbox, ModeFloor),
        },
        Text(
            "allow-host",
            "HOSTS",
            "Hosts that an agent's session may reach beside its model's and the repository's feeds, with commas "
                + "between them: example.com, *.example.com, example.com:8443.",
            ArgumentGroup.Agent,
            Hosts("allow-host", (s, v) => s.AllowHost = v)
        ) with
        {
            Travel = new(s => s.AllowHost, HostsFloor),
        },
        Switch(
            "verified-commits",
            "In a workflow the delivered commit is made through GitHub, which signs it: the workflow's bot is its "
                + "author, and whoever dispatched it a co-author.",
            ArgumentGroup.Behaviour,
            (s, v) => s.VerifiedCommits = v
        ) with
        {
            Travel = new(
                s => s.VerifiedCommits ? "true" : null,
                (further, nearer) => nearer == further || nearer == "true"
            ),
        },
        Text(
            "verify",
            "MODE",
            "Whether the repository's own build and tests are run on what was delivered, where no agent was: auto "
                + "(default), by what trunk shows; required, the pull request stays a draft where nothing can be "
                + "verified; checks, nothing is run and the repository's own CI is awaited; or none.",
            ArgumentGroup.Behaviour,
            OneOf("verify", Verifications, (s, v) => s.Verify = v)
        ) with
        {
            Choices = Verifications,
            Travel = new(s => s.Verify, VerifyFloor),
        },
        Text(
            "verify-command",
            "COMMAND",
            "What is run instead of what trunk shows, by a shell at the top of the repository: 0 is green.",
            ArgumentGroup.Behaviour,
            (s, v) => s.VerifyCommand = v,
            limit: 2000
        ) with
        {
            Travel = new(s => s.VerifyCommand, (further, nearer) => nearer == further),
        },
        Number(
            "verify-minutes",
            "N",
            "The limit of verifying, trunk and result together (default 60).",
            ArgumentGroup.Behaviour,
            1,
            1440,
            (s, v) => s.VerifyMinutes = v
        ) with
        {
            Travel = new(s => s.VerifyMinutes?.ToString(CultureInfo.InvariantCulture), (_, _) => true),
        },
        Text(
            "verify-baseline",
            "MODE",
            "What a red trunk means: auto (default), its red tests keep nobody back; required, nothing is implemented.",
            ArgumentGroup.Behaviour,
            OneOf("verify-baseline", Baselines, (s, v) => s.VerifyBaseline = v)
        ) with
        {
            Choices = Baselines,
            Travel = new(s => s.VerifyBaseline, (_, _) => true),
        },
        Number(
            "rounds",
            "N",
            "How often what the repository's build and tests find red goes back to the agent, within what its sessions "
                + "may use together (default 1).",
            ArgumentGroup.Behaviour,
            0,
            AgentLimits.MostRounds,
            (s, v) => s.Rounds = v
        ) with
        {
            Travel = new(s => s.Rounds?.ToString(CultureInfo.InvariantCulture), (_, _) => true),
        },
        Switch(
            "trust-repository-file",
            "Agrees, once for this repository and these values, to what .oneshot/oneshot.yaml on trunk would widen "
                + "on this machine.",
            ArgumentGroup.Agent,
            (s, v) => s.TrustRepositoryFile = v
        ) with
        {
            HasProperty = false,
        },
        Number(
            "http-timeout",
            "SECONDS",
            "The limit of one request to the forge (default 30).",
            ArgumentGroup.Behaviour,
            1,
            600,
            (s, v) => s.HttpTimeout = v
        ),
        Number(
            "run-timeout",
            "SECONDS",
            "How long to look for the run where the server does not name it (default 90).",
            ArgumentGroup.Behaviour,
            5,
            600,
            (s, v) => s.RunTimeout = v
        ),
        Number(
            "git-timeout",
            "SECONDS",
            "The limit of one git command (default 300).",
            ArgumentGroup.Behaviour,
            1,
            3600,
            (s, v) => s.GitTimeout = v
        ),
        Number(
            "parallel",
            "N",
            "OneShotBatch: how many are dispatched at the same time (default 4; 2 on this machine).",
            ArgumentGroup.Behaviour,
            1,
            16,
            (s, v) => s.Parallel = v
        ) with
        {
            HasProperty = false,
        },
        Number(
            "per-minute",
            "N",
            "OneShotBatch: the most requests that make something in a minute (default 80, GitHub's limit).",
            ArgumentGroup.Behaviour,
            1,
            10_000,
            (s, v) => s.PerMinute = v
        ) with
        {
            HasProperty = false,
        },
        Number(
            "per-hour",
            "N",
            "OneShotBatch: the same for an hour (default 500, GitHub's limit).",
            ArgumentGroup.Behaviour,
            1,
            100_000,
            (s, v) => s.PerHour = v
        ) with
        {
            HasProperty = false,
        },
        Switch(
            "open",
            "Opens the report of OneShotReport on your desktop.",
            ArgumentGroup.Earlier,
            (s, v) => s.Open = v
        ),
        Text(
            "resume",
            "ID",
            "Finishes an earlier one-shot.",
            ArgumentGroup.Earlier,
            DistinctIdOf("resume", (s, v) => s.Resume = v)
        ),
        Switch(
            "again",
            "With --resume: another implementing session, where what the last one made was not delivered; it knows "
                + "why.",
            ArgumentGroup.Earlier,
            (s, v) => s.Again = v
        ),
        Text(
            "undo",
            "ID",
            "Removes an earlier one-shot: cancels the run, closes the pull request, deletes the branch.",
            ArgumentGroup.Earlier,
            DistinctIdOf("undo", (s, v) => s.Undo = v)
        ),
        Text(
            "branch-name",
            "BRANCH",
            "The one-shot's branch.",
            ArgumentGroup.Step,
            (s, v) => s.BranchName = v,
            limit: 250
        ),
        Number(
            "pr-number",
            "N",
            "The one-shot's pull request.",
            ArgumentGroup.Step,
            1,
            int.MaxValue,
            (s, v) => s.PrNumber = v
        ),
        Text(
            "distinct-id",
            "ID",
            "The one-shot's id.",
            ArgumentGroup.Step,
            DistinctIdOf("distinct-id", (s, v) => s.DistinctId = v)
        ) with
        {
            HasProperty = true,
        },
        Text(
            "submitted-by",
            "LOGIN",
            "Who requested the one-shot.",
            ArgumentGroup.Step,
            (s, v) => s.SubmittedBy = v,
            limit: 100
        ),
        Text(
            "prompt-sha256",
            "HEX",
            "SHA-256 of the prompt that was dispatched: PreparePlanning takes no other.",
            ArgumentGroup.Step,
            Sha256("prompt-sha256", (s, v) => s.PromptSha256 = v)
        ),
        Number(
            "issue-number",
            "N",
            "The issue that holds the plan; else the one that SavePlan handed over.",
            ArgumentGroup.Step,
            1,
            int.MaxValue,
            (s, v) => s.IssueNumber = v
        ),
        Text(
            "plan-sha256",
            "HEX",
            "SHA-256 of the plan that was registered: PrepareImplementation takes no other. With --resume=ID the "
                + "text that you agree to instead.",
            ArgumentGroup.Step,
            Sha256("plan-sha256", (s, v) => s.PlanSha256 = v.ToLowerInvariant())
        ) with
        {
            Travel = new(s => s.PlanSha256, string.Equals),
        },
        Text(
            "plan-comment",
            "ID",
            "The comment on the issue that holds the plan; the issue's own text if not given.",
            ArgumentGroup.Step,
            CommentId("plan-comment", (s, v) => s.PlanComment = v)
        ) with
        {
            Travel = new(s => s.PlanComment?.ToString(CultureInfo.InvariantCulture), string.Equals),
        },
        Text(
            "options",
            "JSON",
            "What travels to the workflow in its input options, as one document: "
                + "{\"format\":1,\"sandbox\":\"required\"}. A nearer argument or variable holds where it is no looser.",
            ArgumentGroup.Step,
            (s, v) => s.Options = v
        ),
        Text(
            "hand-over",
            "PATH",
            "The folder in which jobs hand plan, commits and reports over (default .impl).",
            ArgumentGroup.Step,
            (s, v) => s.HandOver = v
        ),
        Text(
            "project",
            "PATH",
            "The Cake Frosting project that the workflow's program is built from; found where there is one that "
                + "uses OneShot.Frosting, else the oneshot tool is used.",
            ArgumentGroup.SetUp,
            Relative("project", (s, v) => s.Project = v)
        ),
        Text(
            "runner",
            "LABEL",
            "The label of the workflow's runner (default ubuntu-latest).",
            ArgumentGroup.SetUp,
            Label("runner", (s, v) => s.Runner = v)
        ),
        Switch("ghes", "The server is a GitHub Enterprise Server.", ArgumentGroup.SetUp, (s, v) => s.Ghes = v),
        Switch("force", "Overwrites files that were changed by hand.", ArgumentGroup.SetUp, (s, v) => s.Force = v),
        Switch(
            "fix",
            "OneShotDoctor: fixes what can be fixed from here; files that were changed by hand are kept.",
            ArgumentGroup.SetUp,
            (s, v) => s.Fix = v
        ) with
        {
            HasProperty = true,
        },
        Switch("all", "OneShotHelp: every target and every argument.", ArgumentGroup.Help, (_, _) => { }),
        Text(
            "topic",
            "NAME",
            "OneShotHelp: tells of one target, argument or word of the tool.",
            ArgumentGroup.Help,
            (_, _) => { },
            limit: 100
        ),
        Text(
            "run-id",
            "ID",
            "The run's id; in Actions it is known.",
            ArgumentGroup.Step,
            (s, v) => s.RunId = v,
            limit: 100
        ),
        Text(
            "delivered-commit",
            "COMMIT",
            "The commit that DeliverImplementation delivered, for what verifies it.",
            ArgumentGroup.Step,
            Commit("delivered-commit", (s, v) => s.DeliveredCommit = v)
        ),
        Switch(
            "stays-draft",
            "Somebody has to look at the pull request, however it is verified.",
            ArgumentGroup.Step,
            (s, v) => s.StaysDraft = v
        ),
        Number(
            "rounds-done",
            "N",
            "How often what was red went back to the agent, for what tells of it.",
            ArgumentGroup.Step,
            0,
            AgentLimits.MostRounds,
            (s, v) => s.RoundsDone = v
        ),
        Switch(
            "can-verify",
            "Jobs follow that verify what is delivered.",
            ArgumentGroup.Step,
            (s, v) => s.CanVerify = v
        ),
        Switch(
            "can-await-checks",
            "A job follows that awaits the repository's own checks of what is delivered.",
            ArgumentGroup.Step,
            (s, v) => s.CanAwaitChecks = v
        ),
        Switch(
            "built-in-token",
            "The token is the run's own: the pull request says that the push starts no other workflow.",
            ArgumentGroup.Step,
            (s, v) => s.BuiltInToken = v
        ),
        Text(
            "run-url",
            "URL",
            "The run's page; in Actions it is known.",
            ArgumentGroup.Step,
            Page("run-url", (s, v) => s.RunUrl = v)
        ),
    ];

    /// <summary>Finds an argument by either of its names, whatever the case.</summary>
    /// <param name="name">The name without dashes.</param>
    /// <returns>The argument, or <see langword="null"/>.</returns>
    public static Argument? Find(string name) =>
        All.FirstOrDefault(argument =>
            argument.Name.Equals(name, StringComparison.OrdinalIgnoreCase)
            || argument.LongName.Equals(name, StringComparison.OrdinalIgnoreCase)
        );

    /// <summary>The heading a group of arguments stands under.</summary>
    /// <param name="group">The group.</param>
    /// <returns>A few words.</returns>
    public static string HeadingOf(ArgumentGroup group) =>
        group switch
        {
            ArgumentGroup.Asking => "the prompt",
            ArgumentGroup.Place => "where",
            ArgumentGroup.Behaviour => "how",
            ArgumentGroup.Agent => "the agents of a local run",
            ArgumentGroup.Earlier => "an earlier one-shot",
            ArgumentGroup.Help => "help (OneShotHelp)",
            ArgumentGroup.SetUp => "setting a repository up (OneShotInit, OneShotDoctor)",
            _ => "a task by itself (--exclusive)",
        };

    private static Argument Text(
        string name,
        string value,
        string help,
        ArgumentGroup group,
        Action<OneShotSettings, string> set,
        int limit = int.MaxValue
    ) =>
        new(
            name,
            value,
            help,
            group,
            (settings, text) =>
                set(
                    settings,
                    text.Length <= limit
                        ? text
                        : throw OneShotErrors.ArgumentInvalid(
                            name,
                            SafeText.Cut(text, 20),
                            $"at most {limit} characters"
                        )
                )
        );

    /// <summary>What a switch takes where it stands by itself; elsewhere it is <see cref="SwitchIs"/>.</summary>
    internal const string SwitchTakes = "no value, or " + SwitchIs;

    /// <summary>What a switch is, such as in a property or a variable, which is never without a value.</summary>
    internal const string SwitchIs = "true or false";

    private static Argument Switch(string name, string help, ArgumentGroup group, Action<OneShotSettings, bool> set) =>
        new(
            name,
            null,
            help,
            group,
            (settings, text) =>
                set(
                    settings,
                    text.ToUpperInvariant() switch
                    {
                        "" or "TRUE" or "1" or "YES" or "ON" => true,
                        "FALSE" or "0" or "NO" or "OFF" => false,
                        _ => throw OneShotErrors.ArgumentInvalid(name, text, SwitchTakes),
                    }
                )
        );

    private static Argument Number(
        string name,
        string value,
        string help,
        ArgumentGroup group,
        int least,
        int most,
        Action<OneShotSettings, int> set
    ) =>
        new(
            name,
            value,
            help,
            group,
            (settings, text) =>
                set(
                    settings,
                    int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
                    && number >= least
                    && number <= most
                        ? number
                        : throw OneShotErrors.ArgumentInvalid(
                            name,
                            text,
                            most == int.MaxValue
                                ? $"a whole number from {least}"
                                : $"a whole number from {least} to {most}"
                        )
                )
        );

    private static Action<OneShotSettings, string> CommentId(string name, Action<OneShotSettings, long> set) =>
        (settings, text) =>
            set(
                settings,
                long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var id) && id > 0
                    ? id
                    : throw OneShotErrors.ArgumentInvalid(name, text, "the number of a comment")
            );

    private static Action<OneShotSettings, string> Dollars(string name, Action<OneShotSettings, decimal> set) =>
        (settings, text) =>
            set(
                settings,
                decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
                && number is > 0 and <= 10_000
                    ? number
                    : throw OneShotErrors.ArgumentInvalid(name, text, "US dollars, such as 2.50, up to 10000")
            );

    private static Action<OneShotSettings, string> Names(string name, Action<OneShotSettings, string> set) =>
        (settings, text) =>
            set(
                settings,
                text.Length <= 2000
                && text.Split(',')
                    .All(one =>
                        one.Trim() is { Length: > 0 } variable
                        && variable.All(c => char.IsAsciiLetterOrDigit(c) || c == '_')
                    )
                    ? text
                    : throw OneShotErrors.ArgumentInvalid(name, text, "names of variables, such as NUGET_TOKEN,CI_URL")
            );

    private static Action<OneShotSettings, string> FilterNames(string name, Action<OneShotSettings, string> set) =>
        (settings, text) =>
            set(
                settings,
                text.Length <= 1000 && text.Split(',').All(one => IsFilter(one.Trim()))
                    ? text
                    : throw OneShotErrors.ArgumentInvalid(name, text, "names of filters, such as git-crypt,nbstripout")
            );

    private static bool IsFilter(string name) =>
        name.Length > 0 && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.');

    private static Action<OneShotSettings, string> Paths(string name, Action<OneShotSettings, string> set) =>
        (settings, text) =>
            set(
                settings,
                text.Length <= 4000
                && text.Split(',')
                    .Select(one => one.Trim())
                    .All(one =>
                        one.Length > 0
                        && one.IndexOfAny(['*', '?', '\\', ':', '!']) < 0
                        && !one.Any(char.IsControl)
                        && one.TrimEnd('/').Split('/').All(part => part is not ("" or "." or ".."))
                    )
                    ? text
                    : throw OneShotErrors.ArgumentInvalid(
                        name,
                        text,
                        "paths from the top of the repository, such as deploy/,Directory.Build.props, without patterns"
                    )
            );

    private static Action<OneShotSettings, string> Hosts(string name, Action<OneShotSettings, string> set) =>
        (settings, text) =>
            set(
                settings,
                text.Length <= 4000 && text.Split(',').All(one => HostName.IsValid(one.Trim()))
                    ? text.ToLowerInvariant()
                    : throw OneShotErrors.ArgumentInvalid(
                        name,
                        text,
                        "names of hosts, such as example.com,*.example.org,example.net:8443"
                    )
            );

    // From the loosest to the strictest.
    private static bool ModeFloor(string floor, string nearer)
    {
        string[] order = ["none", "auto", "required"];
        return Array.IndexOf(order, nearer) >= Array.IndexOf(order, floor);
    }

    // What the team's own CI says is worth as much as what is required: either may stand for the other.
    private static bool VerifyFloor(string floor, string nearer)
    {
        return ModeFloor(Rank(floor), Rank(nearer));

        static string Rank(string mode) => mode == "checks" ? "required" : mode;
    }

    private static bool ProtectFloor(string floor, string nearer) =>
        ProtectPolicies.Parse(floor).IsKeptBy(ProtectPolicies.Parse(nearer));

    private static string ProtectBoth(string floor, string nearer) =>
        ProtectPolicies.Parse(floor).Under(ProtectPolicies.Parse(nearer)).ToString();

    private static bool HostsFloor(string floor, string nearer)
    {
        const StringSplitOptions plain = StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries;
        return nearer
            .Split(',', plain)
            .All(host => floor.Split(',', plain).Any(listed => HostName.Covers(listed, host)));
    }

    private static Action<OneShotSettings, string> OneOf(
        string name,
        string[] choices,
        Action<OneShotSettings, string> set
    ) =>
        (settings, text) =>
            set(
                settings,
                choices.FirstOrDefault(choice => choice.Equals(text, StringComparison.OrdinalIgnoreCase))
                    ?? throw OneShotErrors.ArgumentInvalid(name, text, string.Join(", ", choices))
            );

    private static Action<OneShotSettings, string> FileName(string name, Action<OneShotSettings, string> set) =>
        (settings, text) =>
            set(
                settings,
                text.Length is > 0 and <= 200
                && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_')
                && text[0] != '.'
                && text[0] != '-'
                    ? text
                    : throw OneShotErrors.ArgumentInvalid(name, text, "a file name, such as one-shot.yml")
            );

    private static Action<OneShotSettings, string> OwnerAndName(string name, Action<OneShotSettings, string> set) =>
        (settings, text) =>
            set(
                settings,
                text.Length <= 200
                && text.Split('/') is [{ Length: > 0 } owner, { Length: > 0 } repository]
                && (owner + repository).All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_')
                && repository is not ("." or "..")
                    ? text
                    : throw OneShotErrors.ArgumentInvalid(name, text, "owner and name, such as acme/shop")
            );

    private static Action<OneShotSettings, string> Commit(string name, Action<OneShotSettings, string> set) =>
        (settings, text) =>
            set(
                settings,
                text.Length is 40 or 64 && text.All(char.IsAsciiHexDigitLower)
                    ? text
                    : throw OneShotErrors.ArgumentInvalid(name, text, "a commit's whole name, 40 or 64 digits")
            );

    private static Action<OneShotSettings, string> Sha256(string name, Action<OneShotSettings, string> set) =>
        (settings, text) =>
            set(
                settings,
                text.Length == 64 && text.All(char.IsAsciiHexDigit)
                    ? text
                    : throw OneShotErrors.ArgumentInvalid(name, text, "64 hexadecimal digits")
            );

    private static Action<OneShotSettings, string> Page(string name, Action<OneShotSettings, string> set) =>
        (settings, text) =>
            set(
                settings,
                text.Length <= 1000
                && Uri.TryCreate(text, UriKind.Absolute, out var uri)
                && uri.Scheme is "http" or "https" or "file"
                && !text.Any(c => c is ' ' or ')' or '<' or '>' || char.IsControl(c))
                    ? text
                    : throw OneShotErrors.ArgumentInvalid(name, text, "an address, such as https://…")
            );

    private static Action<OneShotSettings, string> Relative(string name, Action<OneShotSettings, string> set) =>
        (settings, text) =>
            set(
                settings,
                text.Length <= 250
                && text.EndsWith(".csproj", StringComparison.Ordinal)
                && text[0] is not ('/' or '-')
                && text.All(c => char.IsLetterOrDigit(c) || c is '.' or '-' or '_' or '/')
                && !text.Contains("..", StringComparison.Ordinal)
                    ? text
                    : throw OneShotErrors.ArgumentInvalid(
                        name,
                        text,
                        "a project in the repository, such as build/Build.csproj"
                    )
            );

    private static Action<OneShotSettings, string> Label(string name, Action<OneShotSettings, string> set) =>
        (settings, text) =>
            set(
                settings,
                text.Length is > 0 and <= 100 && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_')
                    ? text
                    : throw OneShotErrors.ArgumentInvalid(name, text, "a runner's label, such as ubuntu-latest")
            );

    private static Action<OneShotSettings, string> DistinctIdOf(string name, Action<OneShotSettings, string> set) =>
        (settings, text) =>
            set(
                settings,
                Model.DistinctId.TryParse(text, out var id)
                    ? id.Value
                    : throw OneShotErrors.ArgumentInvalid(name, text, "the six characters of a one-shot's id")
            );
}
