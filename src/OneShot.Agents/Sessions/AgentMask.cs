using System.Text.Json;
using OneShot.Agents.Sandbox;
using OneShot.Core.Model;

namespace OneShot.Agents.Sessions;

/// <summary>What a session sees in place of an agent's keys and log-ins.</summary>
internal sealed class AgentMask
{
    private static readonly string[] Secrets = ["key", "token", "access", "refresh", "secret", "password"];
    private readonly Dictionary<string, string> _variables = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<(string Real, string Shown)>> _files = new(StringComparer.Ordinal);
    private readonly List<MaskedKey> _keys = [];
    private readonly List<AllowedHost> _hosts = [];
    private readonly List<string> _held = [];
    private readonly Func<string, string?> _variable;

    private AgentMask(Func<string, string?> variable) => _variable = variable;

    /// <summary>The keys that the proxy puts in.</summary>
    public IReadOnlyList<MaskedKey> Keys => _keys;

    /// <summary>The model's own hosts, with keys or without.</summary>
    public IReadOnlyList<AllowedHost> Hosts => _hosts;

    /// <summary>
    /// The variables and files whose secret the session holds all the same, for the line that says so.
    /// </summary>
    public IReadOnlyList<string> Held => _held;

    /// <summary>Masks what an agent is let in with.</summary>
    /// <param name="program">The agent.</param>
    /// <param name="variable">Reads the user's environment.</param>
    public static AgentMask Of(AgentProgram program, Func<string, string?> variable)
    {
        var mask = new AgentMask(variable);
        foreach (var key in program.Descriptor.Keys)
            mask.Add(key);
        mask._hosts.AddRange(program.AddressesOf(variable).Select(AllowedHost.Of).Except(mask._hosts));
        var home = variable("HOME") is { Length: > 0 } own ? own : variable("USERPROFILE");
        foreach (var file in program.Descriptor.CredentialFiles)
        {
            if (home is { Length: > 0 } && System.IO.File.Exists(Path.Combine(home, file)))
                mask.Add(file, System.IO.File.ReadAllText(Path.Combine(home, file)), program.Descriptor.LogIns);
        }

        return mask;
    }

    /// <summary>A variable as the session sees it.</summary>
    public string? Variable(string name) => _variables.TryGetValue(name, out var standIn) ? standIn : _variable(name);

    /// <summary>A file of the user's log-in as the session sees it.</summary>
    /// <param name="file">One of <see cref="AgentDescriptor.CredentialFiles"/>.</param>
    /// <param name="text">What it holds.</param>
    public string File(string file, string text) =>
        _files.TryGetValue(file, out var swaps)
            ? swaps.Aggregate(text, (rest, swap) => rest.Replace(swap.Real, swap.Shown, StringComparison.Ordinal))
            : text;

    private void Add(AgentKey key)
    {
        var hosts = HostsOf(key.Hosts, key.Address, out var isPlain);
        var value = _variable(key.Variable);
        if (string.IsNullOrEmpty(value))
        {
            if (key.Address is not null && _variable(key.Address) is { Length: > 0 })
                _hosts.AddRange(hosts.Except(_hosts)); // a gateway that asks for no key
            return;
        }

        _hosts.AddRange(hosts.Except(_hosts));
        if (key.IsHeld || isPlain || hosts.Count == 0 || !StandIn.IsPossible(value))
            _held.Add(key.Variable);
        else
            _variables[key.Variable] = Mask(key.Variable, value, hosts);
    }

    private void Add(string file, string text, IReadOnlyList<AgentLogIn> logIns)
    {
        var swaps = _files[file] = [];
        try
        {
            using var document = JsonDocument.Parse(
                text,
                new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true }
            );
            foreach (var logIn in logIns.Where(logIn => logIn.File == file))
                Add(logIn, document.RootElement, swaps);
            if (
                logIns.Any(logIn => logIn.File == file)
                && !Members(document.RootElement)
                    .Any(member => IsSecret(member) && swaps.All(swap => swap.Real != member.Value))
            )
                return;
        }
        catch (JsonException)
        {
            // Nobody knows what is a secret in it.
        }

        _held.Add("~/" + file);
    }

    private static bool IsSecret((string Name, string Value) member) =>
        member.Value.Length >= StandIn.Least
        && Secrets.Any(word => member.Name.Contains(word, StringComparison.OrdinalIgnoreCase));

    private void Add(AgentLogIn logIn, JsonElement root, List<(string Real, string Shown)> swaps)
    {
        if (
            logIn.Section is not null
            && !(root.ValueKind == JsonValueKind.Object && root.TryGetProperty(logIn.Section, out root))
        )
            return;
        var hosts = HostsOf(logIn.Hosts, logIn.Address, out var isPlain);
        var members = Members(root).ToArray();
        foreach (
            var (_, value) in members.Where(member =>
                logIn.Withheld.Contains(member.Name) && member.Value.Length >= StandIn.Least
            )
        )
            swaps.Add((value, StandIn.Of(value)));
        foreach (
            var (_, value) in members.Where(member => logIn.Tokens.Contains(member.Name) && member.Value.Length > 0)
        )
        {
            _hosts.AddRange(hosts.Except(_hosts));
            if (!isPlain && StandIn.IsPossible(value))
                swaps.Add((value, Mask("~/" + logIn.File, value, hosts)));
        }
    }

    // One key in two places is one key, and has one stand-in for all the hosts.
    private string Mask(string name, string value, IReadOnlyList<AllowedHost> hosts)
    {
        var known = _keys.FindIndex(key => key.Value == value);
        if (known < 0)
        {
            _keys.Add(new MaskedKey(name, StandIn.Of(value), value, hosts));
            return _keys[^1].StandIn;
        }

        _keys[known] = _keys[known] with { Hosts = [.. _keys[known].Hosts.Union(hosts)] };
        return _keys[known].StandIn;
    }

    // The proxy never puts a key into what is not encrypted, but for this machine.
    private List<AllowedHost> HostsOf(IReadOnlyList<string> hosts, string? address, out bool isPlain)
    {
        isPlain = false;
        if (address is null || _variable(address) is not { Length: > 0 } text)
            return [.. hosts.Select(AllowedHost.Of)];
        if (!Uri.TryCreate(text, UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https"))
            return [];
        isPlain = uri.Scheme == "http" && !uri.IsLoopback;
        return [AllowedHost.Of(uri)];
    }

    private static IEnumerable<(string Name, string Value)> Members(JsonElement element) =>
        element.ValueKind switch
        {
            JsonValueKind.Object => element
                .EnumerateObject()
                .SelectMany(member =>
                    member.Value.ValueKind == JsonValueKind.String
                        ? [(member.Name, member.Value.GetString()!)]
                        : Members(member.Value)
                ),
            JsonValueKind.Array => element.EnumerateArray().SelectMany(Members),
            _ => [],
        };
}
