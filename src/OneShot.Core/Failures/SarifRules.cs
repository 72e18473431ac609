namespace OneShot.Core.Failures;

/// <summary>The rules of a run's tool and of its extensions, and how the run was configured.</summary>
/// <param name="run">The run.</param>
internal sealed class SarifRules(SarifRun run)
{
    private readonly SarifComponent _driver = run.Tool?.Driver ?? new SarifComponent(null, null, OfVersion1(run), null);

    /// <summary>Texts that belong to no rule.</summary>
    public IReadOnlyDictionary<string, SarifText?>? Texts => _driver.GlobalMessageStrings;

    /// <summary>The rule of a result; <see langword="null"/> when the file does not describe it.</summary>
    public SarifRule? Of(SarifResult result)
    {
        var component = Component(result.Rule?.ToolComponent);
        var id = result.RuleId ?? result.Rule?.Id ?? result.RuleKey;
        var index =
            result.Rule?.Index
            ?? (component == _driver || result.Rule?.ToolComponent is null ? result.RuleIndex : null);
        if (
            index is { } at
            && component?.Rules is { } rules
            && at < rules.Count
            && rules[at] is { } rule
            && Is(rule, id)
        )
            return rule;
        return id is null
            ? null
            : Find(component, id)
                ?? Components().Select(other => Find(other, id)).FirstOrDefault(found => found is not null);
    }

    /// <summary>
    /// The level of a result that does not tell it: that of the run's configuration, else the rule's, else a warning.
    /// </summary>
    public string LevelOf(SarifResult result, SarifRule? rule) =>
        Overrides(result)
            .Where(one => IsAbout(one, rule))
            .Select(one => one.Configuration?.Level)
            .LastOrDefault(level => level is not null)
        ?? rule?.DefaultConfiguration?.Level
        ?? rule?.DefaultLevel
        ?? "warning";

    private IEnumerable<SarifOverride> Overrides(SarifResult result)
    {
        if (run.Invocations is not { } invocations)
            return [];
        var told =
            result.Provenance?.InvocationIndex is { } index && index < invocations.Count
                ? [invocations[index]]
                : invocations;
        return told.SelectMany(invocation => invocation?.RuleConfigurationOverrides ?? []).OfType<SarifOverride>();
    }

    private bool IsAbout(SarifOverride one, SarifRule? rule)
    {
        if (rule is null || one.Descriptor is not { } descriptor)
            return false;
        if (descriptor.Id is { } id)
            return id == rule.Id;
        var rules = Component(descriptor.ToolComponent)?.Rules;
        return descriptor.Index is { } index && rules is not null && index < rules.Count && rules[index] == rule;
    }

    // An index is that of an extension; without one, the driver is meant.
    private SarifComponent? Component(SarifComponentReference? reference) =>
        reference switch
        {
            null => _driver,
            { Index: { } index } => run.Tool?.Extensions is { } extensions && index < extensions.Count
                ? extensions[index]
                : null,
            { Guid: { } guid } => Components().FirstOrDefault(component => component.Guid == guid),
            { Name: { } name } => Components().FirstOrDefault(component => component.Name == name),
            _ => _driver,
        };

    private IEnumerable<SarifComponent> Components() =>
        (run.Tool?.Extensions ?? []).OfType<SarifComponent>().Prepend(_driver);

    private static SarifRule? Find(SarifComponent? component, string id) =>
        component?.Rules?.OfType<SarifRule>().FirstOrDefault(rule => rule.Id is not null && Is(rule, id));

    // An id may go further than the rule's: "CA1000/1" is of the rule CA1000.
    private static bool Is(SarifRule rule, string? id) =>
        id is null
        || rule.Id is null
        || id == rule.Id
        || (id.StartsWith(rule.Id, StringComparison.Ordinal) && id[rule.Id.Length] == '/');

    // The older version has them as an object by their keys.
    private static SarifRule?[] OfVersion1(SarifRun run)
    {
        if (run.Rules.ValueKind != System.Text.Json.JsonValueKind.Object)
            return [];
        var rules =
            System.Text.Json.JsonSerializer.Deserialize(run.Rules, SarifJson.Default.DictionaryStringSarifRule) ?? [];
        return rules
            .Select(pair => pair.Value is null ? null : pair.Value with { Id = pair.Value.Id ?? pair.Key })
            .ToArray();
    }
}
