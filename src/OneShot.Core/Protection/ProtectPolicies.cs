using OneShot.Core.Errors;
using OneShot.Core.Model;
using OneShot.Core.Text;

namespace OneShot.Core.Protection;

/// <summary>
/// What becomes of protected files, kind by kind; a kind that nobody
/// named has its usual policy. Never changed, only made anew.
/// </summary>
internal sealed class ProtectPolicies
{
    private static readonly string[] PolicyNames =
    [
        .. Enum.GetNames<Policy>().Select(name => name.ToLowerInvariant()).Reverse(),
    ];

    private readonly Dictionary<string, Policy> _said;
    private readonly HashSet<string> _own;

    private ProtectPolicies(Dictionary<string, Policy> said, IEnumerable<string> own) =>
        (_said, _own) = (said, own.ToHashSet(StringComparer.Ordinal));

    /// <summary>Nobody said anything.</summary>
    public static ProtectPolicies Usual { get; } = new([], []);

    /// <summary>All values that <c>--protect</c> takes, one kind each.</summary>
    public static IReadOnlyList<string> Choices { get; } =
    [.. ProtectedKinds.All.SelectMany(kind => PolicyNames.Select(policy => $"{kind.Name}:{policy}"))];

    /// <summary>
    /// Reads <c>KIND:POLICY</c>, or several with commas between them; of two for one kind the stricter holds.
    /// </summary>
    /// <param name="text">The text; <see langword="null"/> or empty says nothing.</param>
    /// <returns>The policies.</returns>
    /// <exception cref="OneShotException">OS2089 to OS2091.</exception>
    public static ProtectPolicies Parse(string? text)
    {
        var said = new Dictionary<string, Policy>(StringComparer.Ordinal);
        foreach (var one in string.IsNullOrWhiteSpace(text) ? [] : text.Split(',', StringSplitOptions.TrimEntries))
        {
            if (one.Split(':', StringSplitOptions.TrimEntries) is not [var name, var policy])
                throw OneShotErrors.ProtectUnreadable(Shown(one));
            var kind = ProtectedKinds.Find(name) ?? throw UnknownKind(name);
            if (!PolicyNames.Contains(policy.ToLowerInvariant()))
                throw UnknownPolicy(policy);
            var value = Enum.Parse<Policy>(policy, ignoreCase: true);
            said[kind.Name] = said.TryGetValue(kind.Name, out var earlier) && earlier > value ? earlier : value;
        }

        return new ProtectPolicies(said, []);
    }

    /// <summary>The policies of a run.</summary>
    /// <param name="limits">What its agent may do.</param>
    /// <returns>What was said of kinds, with the repository's own files and folders.</returns>
    public static ProtectPolicies Of(AgentLimits limits)
    {
        ArgumentNullException.ThrowIfNull(limits);
        return Parse(limits.Protect).WithOwn(limits.ProtectedPaths);
    }

    /// <summary>The policy of a kind.</summary>
    /// <param name="kind">The kind's name.</param>
    /// <returns>What was said, else what is usual.</returns>
    public Policy this[string kind] =>
        _said.TryGetValue(kind, out var policy) ? policy : ProtectedKinds.Find(kind)!.Usual;

    /// <summary>The same with another policy for a kind.</summary>
    /// <param name="kind">The kind's name.</param>
    /// <param name="policy">The policy.</param>
    /// <returns>New policies.</returns>
    public ProtectPolicies With(string kind, Policy policy)
    {
        var name = (ProtectedKinds.Find(kind) ?? throw UnknownKind(kind)).Name;
        return new ProtectPolicies(new Dictionary<string, Policy>(_said) { [name] = policy }, _own);
    }

    /// <summary>The same with files and folders of the kind <c>own</c>.</summary>
    /// <param name="paths">What <c>--protected-paths</c> names.</param>
    /// <returns>New policies.</returns>
    public ProtectPolicies WithOwn(IEnumerable<string> paths)
    {
        ArgumentNullException.ThrowIfNull(paths);
        return new ProtectPolicies(_said, _own.Concat(paths.Select(path => FoldedName.Of(path.Trim().Trim('/')))));
    }

    /// <summary>Whether what was said nearer is nowhere looser than what was said here.</summary>
    /// <param name="nearer">What was said nearer.</param>
    /// <returns><see langword="true"/> when it may hold.</returns>
    public bool IsKeptBy(ProtectPolicies nearer)
    {
        ArgumentNullException.ThrowIfNull(nearer);
        return nearer._said.All(one => !_said.TryGetValue(one.Key, out var floor) || one.Value >= floor);
    }

    /// <summary>Both together: of two that were said for one kind the stricter holds.</summary>
    /// <param name="nearer">What was said nearer.</param>
    /// <returns>New policies.</returns>
    public ProtectPolicies Under(ProtectPolicies nearer)
    {
        ArgumentNullException.ThrowIfNull(nearer);
        var said = new Dictionary<string, Policy>(_said);
        foreach (var (kind, policy) in nearer._said)
            said[kind] = said.TryGetValue(kind, out var floor) && floor > policy ? floor : policy;
        return new ProtectPolicies(said, _own.Concat(nearer._own));
    }

    /// <summary>Looks at a path that was changed.</summary>
    /// <param name="path">As git names it.</param>
    /// <returns>What becomes of it, and why; <see langword="null"/>
    /// for a file that is not protected, or allowed.</returns>
    public Finding? Of(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        var parts = FoldedName.Of(path).Split('/');
        var kinds = ProtectedKinds.All.Where(kind => Holds(kind, parts)).ToList();
        var kind = kinds.Where(kind => kinds.Count == 1 || !kind.IsRest).MaxBy(kind => this[kind.Name]);
        if (kind is null || this[kind.Name] is var policy && policy == Policy.Allow)
            return null;
        return new Finding(path, policy, $"{kind.Reason} (--protect={kind.Name}:{NameOf(policy)})");
    }

    /// <summary>What was said, as <c>--protect</c> takes it, in the order of the table.</summary>
    /// <returns>The text; empty when nothing was.</returns>
    public override string ToString() =>
        string.Join(
            ',',
            ProtectedKinds
                .All.Where(kind => _said.ContainsKey(kind.Name))
                .Select(kind => $"{kind.Name}:{NameOf(_said[kind.Name])}")
        );

    private bool Holds(ProtectedKind kind, string[] parts) =>
        kind.Name == ProtectedKinds.Own ? ProtectedKind.HasPath(_own, parts) : kind.Has(parts);

    private static string NameOf(Policy policy) => PolicyNames[^((int)policy + 1)];

    private static OneShotException UnknownKind(string name)
    {
        var names = ProtectedKinds.All.Select(kind => kind.Name).ToList();
        return OneShotErrors.ProtectKindUnknown(Shown(name), Nearest(name, names), string.Join(", ", names));
    }

    private static OneShotException UnknownPolicy(string name) =>
        OneShotErrors.ProtectPolicyUnknown(Shown(name), Nearest(name, PolicyNames), string.Join(", ", PolicyNames));

    private static string Nearest(string name, IEnumerable<string> known) =>
        EditDistance.Nearest(name.ToLowerInvariant(), known);

    private static string Shown(string text) => SafeText.Excerpt(text, 60);
}
