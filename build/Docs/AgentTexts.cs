using System.Text.RegularExpressions;
using OneShot.Core.Model;

namespace Build.Docs;

/// <summary>
/// What is made from the agents' descriptors in files that people write: the workflows' secrets and addresses, and the
/// tables of the documentation.
/// </summary>
internal static partial class AgentTexts
{
    private static readonly string[] Secrets = [.. All(agent => agent.Secrets)];

    /// <summary>The files, and what is made in each.</summary>
    public static IReadOnlyList<(string Path, Func<string, string> Write)> Files { get; } =
    [
        (".github/workflows/one-shot.yml", text => InSession(HandedOn().Replace(text, Lines(HandsOn)))),
        (".github/workflows/plan-implement.yml", text => InSession(Declared().Replace(text, Lines(Declares)))),
        (".github/ISSUE_TEMPLATE/bug.yml", text => Chosen().Replace(text, string.Join(", ", AgentName.All) + ",")),
        ("docs/agents.md", text => Ways().Replace(text, Lines(Programs.Select(Way)))),
        ("docs/security.md", text => Holders().Replace(text, Lines(AgentDescriptors.All.Select(Holder)))),
        ("docs/workflows.md", text => Gateways().Replace(text, Quoted(All(agent => agent.Addresses)))),
    ];

    private static IEnumerable<AgentDescriptor> Programs =>
        AgentDescriptors.All.Where(agent => agent.Package is not null);

    private static IEnumerable<string> HandsOn => Secrets.Select(name => $"      {name}: ${{{{ secrets.{name} }}}}");

    private static IEnumerable<string> Declares => Secrets.Select(name => $"      {name}: {{ required: false }}");

    private static IEnumerable<string> All(Func<AgentDescriptor, IReadOnlyList<string>> part) =>
        AgentDescriptors.All.SelectMany(part).Distinct();

    // A job with an agent gets the secrets of that agent alone.
    private static string InSession(string text) =>
        Session()
            .Replace(
                text,
                match =>
                    Lines(
                        Secrets
                            .Select(name => Condition(name, match.Groups["job"].Value))
                            .Concat(
                                All(agent => agent.Addresses)
                                    .Select(name => $"          {name}: ${{{{ vars.{name} }}}}")
                            )
                    )
            );

    private static string Condition(string secret, string job)
    {
        var agents = AgentDescriptors.All.Where(agent => agent.Secrets.Contains(secret));
        var names = string.Join(',', agents.Select(agent => $"\"{agent.Name}\""));
        return $"          {secret}: ${{{{ contains(fromJSON('[{names}]'), needs.{job}.outputs.agent) && "
            + $"secrets.{secret} || '' }}}}";
    }

    private static string Way(AgentDescriptor agent) =>
        $"| `{agent.Name}` | {agent.Notes?.Key} | {agent.Notes?.Address} | {(agent.TellsCost ? "yes" : "no")} |";

    private static string Holder(AgentDescriptor agent) =>
        agent.Notes is { } notes
            ? $"| `{agent.Name}` | {notes.KeyInSandbox} | {notes.LogInInSandbox} |"
            : $"| `{agent.Name}` | needs none | needs none |";

    private static string Quoted(IEnumerable<string> names) => string.Join(", ", names.Select(name => $"`{name}`"));

    private static string Lines(IEnumerable<string> lines) => string.Concat(lines.Select(line => line + "\n"));

    [GeneratedRegex(
        @"(?<=^    secrets:\n)(?:^      (?!ONESHOT_)\w+: \$\{\{ secrets\.\w+ \}\}\n)+",
        RegexOptions.Multiline
    )]
    private static partial Regex HandedOn();

    [GeneratedRegex(
        @"(?<=^    secrets:\n)(?:^      (?!ONESHOT_)\w+: \{ required: false \}\n)+",
        RegexOptions.Multiline
    )]
    private static partial Regex Declared();

    [GeneratedRegex(
        @"(?:^          \w+: \$\{\{ contains\(fromJSON\([^\n]*needs\.(?<job>\w+)\.[^\n]*\n)+(?:^          \w+_BASE_URL: [^\n]*\n)+",
        RegexOptions.Multiline
    )]
    private static partial Regex Session();

    [GeneratedRegex(@"(?<=^      label: Agent\n      description: )[^\n]+(?= if it matters)", RegexOptions.Multiline)]
    private static partial Regex Chosen();

    [GeneratedRegex(@"(?<=^\| agent \| key \| address \| [^\n]*\n\|[-|]+\n)(?:^\|[^\n]*\n)+", RegexOptions.Multiline)]
    private static partial Regex Ways();

    [GeneratedRegex(
        @"(?<=^\| agent \| key in a variable \| [^\n]*\n\|[-|]+\n)(?:^\|[^\n]*\n)+",
        RegexOptions.Multiline
    )]
    private static partial Regex Holders();

    [GeneratedRegex(@"(?<=^\| )[^|\n]+(?= \| a gateway instead of the model's own address \|)", RegexOptions.Multiline)]
    private static partial Regex Gateways();
}
