using OneShot.Core.Errors;
using OneShot.Core.Model;
using OneShot.Core.Places;
using OneShot.Core.Ports;
using OneShot.Core.Settings;

namespace OneShot.Core.Doctor;

/// <summary>
/// Looks whether everything that a one-shot needs is in place, and with <c>--fix</c>
/// puts there what can be put there from here. Without it, it only reads.
/// </summary>
/// <param name="request">What is asked.</param>
/// <param name="ports">Everything outside.</param>
internal sealed class DoctorVerb(DoctorRequest request, DoctorPorts ports) : IVerb
{
    private IReadOnlyList<Check> _checks = [];
    private IReadOnlyList<string> _fixed = [];
    private Probe<IForge>? _forge;

    /// <summary>What was found.</summary>
    public DoctorReceipt Receipt => new(_checks) { Preview = request.Preview, Fixed = request.Fix ? _fixed : null };

    Receipt IVerb.Receipt => Receipt;

    /// <summary>Looks, fixes if that is asked for, and looks again at what it fixed.</summary>
    /// <param name="show">Is given all lines at the end, before a failing one becomes the error.</param>
    /// <param name="cancellationToken">Stops looking.</param>
    /// <returns>The running task.</returns>
    /// <exception cref="OneShotException">OS3040: something would stop a one-shot.</exception>
    public async Task RunAsync(Action<DoctorReceipt> show, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(show);
        try
        {
            var found = await LookAsync(request, cancellationToken).ConfigureAwait(false);
            if (request.Fix && found is not null)
            {
                var fixing = new DoctorFixes(request, ports);
                await fixing.RunAsync(found, cancellationToken).ConfigureAwait(false);
                _fixed = fixing.Done;
                if (_fixed.Count > 0 && !request.Preview)
                    await LookAsync(request with { Scaffold = fixing.Wanted }, cancellationToken).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException)
        {
            throw OneShotErrors.Cancelled();
        }
        finally
        {
            ports.Reporter.Doing(null);
        }

        show(Receipt);
        var failing = _checks.Where(check => check.State == CheckState.Fail).ToArray();
        if (failing.Length > 0)
            throw OneShotErrors.ChecksFailed(
                failing.Length,
                string.Join(", ", failing.Select(check => check.Name).Distinct()),
                !request.Fix && failing.Any(check => !IsOfMachine(check))
            );
    }

    // What --fix never mends: this machine's own programs, and where somebody stands.
    private static bool IsOfMachine(Check check) =>
        check.Name is "git" or "repository" or "agents" or "sandbox" or "identity";

    /// <inheritdoc/>
    public OneShotException About(OneShotException exception) => exception;

    /// <inheritdoc/>
    public void Dispose() => ports.Forges.Dispose();

    // What can be fixed is in what was found; null where there is no repository or no GitHub.
    private async Task<GitHubLook?> LookAsync(DoctorRequest asked, CancellationToken cancellationToken)
    {
        ports.Reporter.Doing("looking at git and the repository");
        var checks = new List<Check>
        {
            MachineRules.Git(
                await Probe.ByAsync(() => ports.Git.VersionAsync(cancellationToken)).ConfigureAwait(false)
            ),
        };
        var agents = Task.Run(
            () => ports.Agents.Installed.Select(name => (name, ports.Agents.VersionOf(name))).ToArray(),
            cancellationToken
        );
        Probe<string>? chosen = null;
        Check? sandbox = null;
        var isHere = false;
        GitHubLook? look = null;
        var name = request.Forge.RemoteName;
        var described = await Probe
            .ByAsync(() => ports.Repository.DescribeAsync(name, cancellationToken))
            .ConfigureAwait(false);
        if (described.Value is not { } state)
        {
            if (checks[0].State == CheckState.Pass)
                checks.Add(Check.Fail("repository", described.Failure!));
        }
        else
        {
            var place = state.WorkTree ?? state.CommonDirectory;
            var fault = RepositoryPlace.Fault(state);
            checks.Add(fault is null ? Check.Pass("repository", place) : Check.Fail("repository", fault));
            var forge = _forge ??= await Probe
                .ByAsync(() => ports.Forges.SelectAsync(request.Forge, state, cancellationToken))
                .ConfigureAwait(false);
            checks.Add(MachineRules.Identity(state, mayStandIn: forge.Value is { Traits.NeedsIdentity: false }));
            if (forge.Value is { Traits.AgentsAreHere: true } local)
            {
                var (lines, terms, isFloor) = await LocalAsync(local, state, request.Terms, cancellationToken)
                    .ConfigureAwait(false);
                checks.AddRange(lines);
                (chosen, isHere) = (Chosen(), true);
                sandbox = MachineRules.Sandbox(
                    await ports.Agents.SandboxAsync(mayInstall: false, cancellationToken).ConfigureAwait(false),
                    terms.ToLimits().Sandbox,
                    isFloor
                );
            }
            else
            {
                look = await GitHubLook.AsyncOf(asked, ports, state, forge, cancellationToken).ConfigureAwait(false);
                checks.AddRange(look.Checks);
            }
        }

        checks.Add(MachineRules.Agents(await agents.ConfigureAwait(false), chosen, isHere));
        if (sandbox is not null)
            checks.Add(sandbox);
        _checks =
        [
            .. checks.Select(check =>
                check with
                {
                    Fix = check.Fix is { } fix ? OneShotError.Spelled(fix, ports.Command) : null,
                }
            ),
        ];
        return look;
    }

    // Trunk's own file is laid under what is asked, as a dispatch does it: it may require a sandbox.
    private async Task<(IReadOnlyList<Check> Lines, RunTerms Terms, bool IsFloor)> LocalAsync(
        IForge local,
        RepositoryState state,
        RunTerms terms,
        CancellationToken cancellationToken
    )
    {
        var forge = Check.Pass("forge", local.Words.Place);
        var trunk = await Probe.ByAsync(() => TrunkAsync(local, state, cancellationToken)).ConfigureAwait(false);
        if (trunk.Failure is { } exception)
            return ([forge, Check.Fail("trunk", exception)], terms, false);
        var (name, text) = trunk.Value;
        if (text is null)
            return ([forge, Check.Pass("trunk", name)], terms, false);
        (var file, terms, var isFloor) = RepositoryFileRules.Lay(ports.RepositoryFile, text, terms);
        return ([forge, Check.Pass("trunk", name), file], terms, isFloor);
    }

    private async Task<(string Name, string? File)> TrunkAsync(
        IForge local,
        RepositoryState state,
        CancellationToken cancellationToken
    )
    {
        var trunk = await local.CheckAsync(request.Workflow, cancellationToken).ConfigureAwait(false);
        if (trunk.Commit is not { } commit)
            return (trunk.Name, null);
        var found = await ports
            .Repository.ReadAsync(
                [commit, $"{commit}:{RepositoryFile.Path}", $"{commit}:{RepositoryFile.Misnamed}"],
                Remote.Own(state.CommonDirectory),
                RefName.OfBranch(trunk.Name),
                cancellationToken
            )
            .ConfigureAwait(false);
        if (found[2] is not null)
            throw Errors.OneShotErrors.RepositoryFileMisnamed(RepositoryFile.Misnamed, RepositoryFile.Path);
        return (trunk.Name, found[1]);
    }

    // Only here is it needed on this machine, and only if it was named.
    private Probe<string>? Chosen()
    {
        var agent = Model.AgentName.Parse(request.Agent);
        if (agent == Model.AgentName.Auto)
            return null;
        try
        {
            ports.Agents.Check(agent, request.Terms.AgentCommand);
            return new Probe<string>(agent);
        }
        catch (OneShotException exception)
        {
            return new Probe<string>(agent, exception);
        }
    }
}
