using System.Text.RegularExpressions;
using OneShot.Core.Doctor;
using OneShot.Core.Model;
using OneShot.Core.Pipeline;
using OneShot.Core.Protection;

namespace OneShot.Core.Tests.Model;

/// <summary>An agent is a folder, and the rest of the sources is made from the descriptor in it.</summary>
public sealed partial class AgentDescriptorsTests
{
    private static readonly string Agents = Path.Combine(Repository.Root, "src", "OneShot.Agents");

    [Fact]
    public void Every_folder_with_a_descriptor_is_an_agent_of_its_name()
    {
        var files = Directory.GetFiles(Agents, "*Descriptor.cs", SearchOption.AllDirectories);
        var folders = files.Select(file => Path.GetFileName(Path.GetDirectoryName(file))!.ToLowerInvariant());
        folders.ShouldBe(AgentName.All, ignoreOrder: true);
        var installed = AgentDescriptors.All.Where(agent => agent.Package is not null).ToArray();
        foreach (var agent in installed)
        {
            var folder = Directory.GetDirectories(Agents).Single(one => Named(one, agent.Name));
            File.ReadAllText(Path.Combine(folder, "package.json")).ShouldContain($"\"{agent.Package}\": \"");
        }
    }

    [Fact]
    public void A_secret_and_an_address_belong_to_a_key()
    {
        foreach (var agent in AgentDescriptors.All)
        {
            SecretSettingRules.KeysOf(agent.Name).ShouldBeSubsetOf(agent.Keys.Select(key => key.Variable), agent.Name);
            agent.Addresses.ShouldBeSubsetOf(agent.Keys.Select(key => key.Address!), agent.Name);
        }
    }

    [Fact]
    public void What_two_agents_read_is_told_once()
    {
        var told = ProtectedKinds.Find("agents")!.Holds.Split('`').Where((_, index) => index % 2 == 1).ToArray();
        told.ShouldContain("CLAUDE.md");
        told.ShouldBeUnique();
    }

    [Fact]
    public void No_agent_is_named_outside_of_its_folder()
    {
        var own = AgentDescriptors.All.Where(agent => agent.Package is not null && agent.Name != AgentName.Default);
        var word = string.Join(
            '|',
            own.Select(agent => agent.Name).Concat(AgentDescriptors.All.SelectMany(agent => agent.Secrets))
        );
        var files = Directory
            .GetFiles(Path.Combine(Repository.Root, "src"), "*.cs", SearchOption.AllDirectories)
            .Concat(Directory.GetFiles(Path.Combine(Repository.Root, "build"), "*.cs", SearchOption.AllDirectories))
            .Where(file => Path.GetFileName(file) != "AgentCatalog.cs");
        var naming = files
            .Where(file => !own.Any(agent => Named(Path.GetDirectoryName(file)!, agent.Name)))
            .Where(file => !Named(Path.GetDirectoryName(file)!, AgentName.Default))
            .Where(file => Regex.IsMatch(File.ReadAllText(file), $"\"(?:{word})\""));
        naming.Select(Path.GetFileName).ShouldBeEmpty();
    }

    [Fact]
    public void The_workflows_hand_each_agent_its_addresses()
    {
        foreach (var file in new[] { PipelineTable.OneShot.File, PipelineTable.Implement.File })
        {
            var text = File.ReadAllText(Path.Combine(Repository.Root, ".github", "workflows", file));
            var handed = Address().Matches(text).Select(match => match.Groups["name"].Value);
            handed.ShouldBe(AgentDescriptors.All.SelectMany(agent => agent.Addresses).Distinct(), file);
        }
    }

    private static bool Named(string folder, string agent) =>
        Path.GetFileName(folder).Equals(agent, StringComparison.OrdinalIgnoreCase);

    [GeneratedRegex(@"^ +(?<name>\w+_BASE_URL): \$\{\{ vars\.\k<name> \}\}\r?$", RegexOptions.Multiline)]
    private static partial Regex Address();
}
