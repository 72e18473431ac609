using System.Text.Json.Nodes;

namespace OneShot.Agents.Sandbox;

/// <summary>Writes the rules as the one line that the proxy reads.</summary>
internal static class ProxyRulesJson
{
    public static string Of(ProxyRules rules, string runtime) =>
        new JsonObject
        {
            ["runtime"] = runtime,
            ["allowed"] = Array(rules.Allowed.Select(Host)),
            ["keys"] = Array(
                rules.Keys.Select(key => new JsonObject
                {
                    ["standIn"] = key.StandIn,
                    ["value"] = key.Value,
                    ["hosts"] = Array(key.Hosts.Select(Host)),
                })
            ),
            ["trusted"] = Array(rules.Trusted.Select(file => (JsonNode)file)),
            ["parent"] = rules.Parent is { } parent
                ? new JsonObject
                {
                    ["http"] = parent.Http,
                    ["https"] = parent.Https,
                    ["noProxy"] = parent.NoProxy,
                }
                : null,
            ["detours"] = new JsonObject(
                rules.Detours.Select(detour => KeyValuePair.Create<string, JsonNode?>(detour.Key, detour.Value))
            ),
            ["idle"] = (int)rules.Idle.TotalMilliseconds,
        }.ToJsonString();

    private static JsonArray Array(IEnumerable<JsonNode> nodes) => new([.. nodes]);

    private static JsonObject Host(AllowedHost host) =>
        new()
        {
            ["name"] = host.Name,
            ["port"] = host.Port,
            ["isWildcard"] = host.IsWildcard,
            ["mayBePrivate"] = host.MayBePrivate,
        };
}
