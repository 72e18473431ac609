using OneShot.Core.Model;

namespace OneShot.Core.Settings;

/// <summary>
/// What holds of a run and of its agents, as it was asked for: limits, sandbox, hosts, protected files, the plan that
/// was agreed to. Never changed: what is laid under it gives new terms.
/// </summary>
internal sealed class RunTerms
{
    // The table of arguments speaks of settings. Nobody else has these, so that nobody else changes them.
    private readonly OneShotSettings _said;

    private RunTerms(OneShotSettings said) => _said = said;

    // Who says what nobody but the file may say; null where nobody has looked for one.
    private RepositoryFile? _file;

    /// <summary>The terms where nobody asked for anything.</summary>
    public static RunTerms Usual { get; } = new(new OneShotSettings());

    /// <summary>What travels to a workflow; <see langword="null"/> when nothing of it was asked for.</summary>
    public string? Options => RunOptions.Of(_said);

    /// <summary>The filters that were asked for.</summary>
    public string? Filters => _said.Filters;

    /// <summary>The command of the agent <c>command</c>.</summary>
    public string? AgentCommand => _said.AgentCommand;

    /// <summary>Whether the commit of a workflow is made by the forge.</summary>
    public bool VerifiedCommits => _said.VerifiedCommits;

    /// <summary>SHA-256 of the plan that was registered, or agreed to since.</summary>
    public string? PlanSha256 => _said.PlanSha256;

    /// <summary>The comment that holds the plan.</summary>
    public long? PlanComment => _said.PlanComment;

    /// <summary>Whether anything was asked for protected files.</summary>
    public bool AsksForProtection => (_said.Protect ?? _said.ProtectedPaths) is not null;

    /// <summary>The terms that settings ask for.</summary>
    /// <param name="settings">What is asked; changing it later changes no terms.</param>
    public static RunTerms Of(OneShotSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        return new(settings with { });
    }

    /// <inheritdoc cref="AgentLimitsExtensions.ToLimits"/>
    public AgentLimits ToLimits(AgentLimits? before = null)
    {
        var limits = _said.ToLimits(before);
        return _file is null
            ? limits
            : limits with
            {
                VerifySecrets = _file.Said(RepositoryKeys.VerifySecrets),
                VerifySetup = _file.Said(RepositoryKeys.VerifySetup),
            };
    }

    /// <summary>These terms with a run's options laid under them.</summary>
    /// <returns>New terms, and the names of the arguments that the options hold against a looser value.</returns>
    public (RunTerms Terms, IReadOnlyList<string> Held) Over(RunOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var said = _said with { };
        var held = options.LayUnder(said);
        return (new RunTerms(said) { _file = _file }, held);
    }

    /// <summary>These terms with the repository's own file laid under them.</summary>
    /// <returns>New terms, and the values that hold because the file says them.</returns>
    /// <exception cref="OneShotException">OS2087: something nearer is looser.</exception>
    public (RunTerms Terms, IReadOnlyList<RepositoryValue> Taken) Over(RepositoryFile file)
    {
        ArgumentNullException.ThrowIfNull(file);
        var said = _said with { };
        var taken = file.LayUnder(said);
        return (new RunTerms(said) { _file = file }, taken);
    }
}
