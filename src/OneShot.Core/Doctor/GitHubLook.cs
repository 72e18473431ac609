using OneShot.Core.Dispatch;
using OneShot.Core.Errors;
using OneShot.Core.Model;
using OneShot.Core.Ports;
using OneShot.Core.Scaffolding;
using OneShot.Core.Settings;

namespace OneShot.Core.Doctor;

/// <summary>What was found of a repository on GitHub, and the lines that the rules make of it.</summary>
/// <param name="Facts">Whom to ask for a fix; <see langword="null"/> without a token.</param>
/// <param name="Forge">What it told.</param>
/// <param name="Trunk">What git told.</param>
/// <param name="WorkTree">The top of the work tree.</param>
/// <param name="Tree">The texts of OneShot's files there, by path.</param>
/// <param name="Checks">The lines.</param>
internal sealed record GitHubLook(
    IForgeFacts? Facts,
    ForgeLook Forge,
    TrunkLook? Trunk,
    string? WorkTree,
    IReadOnlyDictionary<string, string> Tree,
    IReadOnlyList<Check> Checks
)
{
    /// <summary>What is asked, with trunk's file laid under it.</summary>
    public required RunTerms Terms { get; init; }

    /// <summary>Looks at both sides, git's and the forge's, at once.</summary>
    public static async Task<GitHubLook> AsyncOf(
        DoctorRequest request,
        DoctorPorts ports,
        RepositoryState state,
        Probe<IForge> forge,
        CancellationToken cancellationToken
    )
    {
        var file = request.Workflow;
        var sample = SamplePush.Of(state, ports.Clock.GetLocalNow());
        var facts = forge.Value?.Facts;
        ports.Reporter.Doing($"asking {forge.Value?.Name ?? state.Remote?.Push.Display ?? "nobody"}");
        var asking = facts is null
            ? Task.FromResult(ForgeLook.Skipped(Probe.Skip<RepositoryFacts>(WhyNot(forge)), WhyNot(forge)))
            : ForgeLook.AsyncOf(facts, file, sample.Branch, cancellationToken);
        var remote = forge.Value?.BranchesOf(state) ?? state.Remote;
        var trunk = remote is null
            ? null
            : await TrunkLook
                .AsyncOf(ports, remote, request.Forge.Base, file, sample.Branch, cancellationToken)
                .ConfigureAwait(false);
        var look = new GitHubLook(
            facts,
            await asking.ConfigureAwait(false),
            trunk,
            state.WorkTree,
            await ReadAsync(state.WorkTree, cancellationToken).ConfigureAwait(false),
            []
        )
        {
            Terms = trunk?.Files.Value?.GetValueOrDefault(RepositoryFile.Path) is { } own
                ? RepositoryFileRules.Lay(ports.RepositoryFile, own, request.Terms).Terms
                : request.Terms,
        };
        Check[] failed = forge.Failure is { } failure ? [Check.Fail(NameOf(failure), failure)] : [];
        return look with
        {
            Checks =
            [
                .. failed,
                .. look.Lines(request, ports, state, file, sample),
                .. await look.ToolAsync(ports, cancellationToken).ConfigureAwait(false),
            ],
        };
    }

    /// <summary>The workflow whose choices count: trunk's, where runs come from, else the work tree's.</summary>
    public string? Workflow =>
        Trunk?.Files.Value?.GetValueOrDefault(Scaffold.WorkflowPath) ?? Tree.GetValueOrDefault(Scaffold.WorkflowPath);

    // The version that is pinned there, which may be another one's than this.
    private async Task<Check[]> ToolAsync(DoctorPorts ports, CancellationToken cancellationToken)
    {
        if (WorkTree is null || WorkflowBlank.Project.In(Workflow) is not { } program)
            return [];
        if (program != Scaffold.Tool)
            return ToolPackage.LookAtBuild(WorkTree) is { } feed ? [feed] : [];
        var action =
            Trunk?.Files.Value?.GetValueOrDefault(Scaffold.ActionPath) ?? Tree.GetValueOrDefault(Scaffold.ActionPath);
        return
        [
            await new ToolPackage(ports.Feeds)
                .LookAsync(WorkflowBlank.ToolVersion.In(action) ?? Scaffold.Version, WorkTree, cancellationToken)
                .ConfigureAwait(false),
        ];
    }

    private IEnumerable<Check> Lines(
        DoctorRequest request,
        DoctorPorts ports,
        RepositoryState state,
        string file,
        SamplePush sample
    )
    {
        var page = Facts?.Page ?? string.Empty;
        var onTrunk = Trunk?.Files.Value;
        var texts = string.Join('\n', onTrunk?.Values ?? []);
        var agents = AgentsOf(request);
        return
        [
            .. Trunk?.Pushes(state.Remote!, request.Forge.Base) ?? [],
            .. Facts is null
                ? Array.Empty<Check>()
                :
                [
                    TokenRules.Look(
                        Forge.Repository,
                        Forge.PullRequests,
                        Forge.Actions,
                        new Uri(new Uri(page), "/settings/personal-access-tokens").AbsoluteUri
                    ),
                ],
            .. onTrunk is null
                ? [Probe.Skip<string>("trunk is not known").ToCheck("workflow")]
                : WorkflowLines(ports, onTrunk, file, agents[0]),
            .. onTrunk is null || file != WorkflowRules.DefaultFile ? [] : FileLines(request, onTrunk),
            .. onTrunk is not null && onTrunk.TryGetValue(RepositoryFile.Path, out var own)
                ? [RepositoryFileRules.Look(ports.RepositoryFile, own)]
                : Array.Empty<Check>(),
            .. onTrunk?.ContainsKey(RepositoryFile.Misnamed) == true
                ? [RepositoryFileRules.Misnamed]
                : Array.Empty<Check>(),
            ActionsRules.Enabled(Forge.Settings, page),
            ActionsRules.PullRequests(Forge.MayOpen, page),
            .. SecretSettingRules.Look(
                Forge.Secrets,
                agents,
                request.Agent is not (null or AgentName.Auto),
                FileRules.IsOwn(Workflow) ? string.Empty : texts,
                page
            ),
            .. VariableRules.Look(
                Forge.Variables,
                string.Join('\n', Expected(request.Scaffold).Select(one => one.Text).Append(texts)),
                page
            ),
            .. onTrunk is null ? Array.Empty<Check>() : VerifyLines(onTrunk, file),
            .. BranchRules.Look(Forge.Rules, sample, page),
            .. ServerRules.Look(Forge.Repository, Facts?.IsHosted ?? false),
        ];
    }

    // Without the file the line of the file says so.
    private IEnumerable<Check> WorkflowLines(
        DoctorPorts ports,
        IReadOnlyDictionary<string, string> onTrunk,
        string file,
        string agent
    ) =>
        onTrunk.TryGetValue(".github/workflows/" + file, out var text)
            ? new WorkflowCheck(ports.Workflows).Of(
                file,
                text,
                agent,
                onTrunk.GetValueOrDefault(WorkflowRules.Folder + PlanHashRules.Called),
                Forge.Workflow
            )
        : file == WorkflowRules.DefaultFile ? []
        : [Check.Fail("workflow", OneShotErrors.WorkflowMissing(".github/workflows/" + file, Trunk!.Name!))];

    // A line only where somebody asked for it: of checks the argument, the variable of the jobs, or the file.
    private IEnumerable<Check> VerifyLines(IReadOnlyDictionary<string, string> onTrunk, string file)
    {
        var (text, called) = (
            onTrunk.GetValueOrDefault(WorkflowRules.Folder + file),
            onTrunk.GetValueOrDefault(WorkflowRules.Folder + PlanHashRules.Called)
        );
        if (ChecksRules.AreAsked(Terms) || Forge.Variables.Value?.GetValueOrDefault("ONESHOT_VERIFY") == "checks")
            return ChecksSettingRules.Look(ChecksRules.LackOf(file, text, called), Forge.Secrets);
        var page = Facts?.Page ?? string.Empty;
        var lacks = VerifySecretRules.LacksOf(Terms, text, called);
        return VerifySecretSettingRules.Look(VerifySecretRules.Of(Terms), lacks, Forge.Secrets, page);
    }

    private IEnumerable<Check> FileLines(DoctorRequest request, IReadOnlyDictionary<string, string> onTrunk) =>
        FileRules.IsOwn(onTrunk.GetValueOrDefault(Scaffold.WorkflowPath))
            ? [Check.Pass("file", $"{Scaffold.WorkflowPath} is a workflow of your own; OneShot's files are not needed")]
            : FileRules.Look(
                Expected(request.Scaffold),
                onTrunk,
                Tree,
                Trunk!.Name!,
                Forge.Repository.Value?.ServerVersion is not null
            );

    /// <summary>The files as this version would write them here.</summary>
    public IReadOnlyList<ScaffoldFile> Expected(ScaffoldRequest wanted) =>
        Scaffold.For(
            ScaffoldChoice.For(wanted, Workflow, () => "build/Build.csproj", attributes: null) with
            {
                VerifySecrets = Terms.ToLimits().VerifySecrets,
            }
        );

    // A dispatch that is told no agent names the default one; a run that
    // is started by hand takes the variable, or what the workflow says.
    private IReadOnlyList<string> AgentsOf(DoctorRequest request)
    {
        var named = AgentName.Parse(request.Agent);
        if (named != AgentName.Auto)
            return [named];
        var variable = Forge.Variables.Value?.GetValueOrDefault("ONESHOT_AGENT");
        var byHand = AgentName.All.Contains(variable) ? variable : ScaffoldChoice.AgentOf(Workflow);
        return byHand is null or AgentName.Default ? [AgentName.Default] : [AgentName.Default, byHand];
    }

    // The line "remote" is git's own, wherever there is one.
    private static string NameOf(OneShotException failure) =>
        failure.Error.Code switch
        {
            CaughtCode.TokenMissing or CaughtCode.AddressInsecure => "token",
            CaughtCode.RemoteMissing => "remote",
            _ => "forge",
        };

    private static string WhyNot(Probe<IForge> forge) =>
        forge.Failure?.Error.Code switch
        {
            CaughtCode.TokenMissing => "no token",
            CaughtCode.RemoteMissing => "no remote",
            _ => "no repository on a forge",
        };

    private static async Task<IReadOnlyDictionary<string, string>> ReadAsync(
        string? tree,
        CancellationToken cancellationToken
    )
    {
        var found = new Dictionary<string, string>();
        foreach (var path in tree is null ? [] : Scaffold.Paths)
        {
            try
            {
                if (File.Exists(Path.Combine(tree!, path)))
                    found[path] = await File.ReadAllTextAsync(Path.Combine(tree!, path), cancellationToken)
                        .ConfigureAwait(false);
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                // As if it were not there: what counts is on trunk.
            }
        }

        return found;
    }
}
