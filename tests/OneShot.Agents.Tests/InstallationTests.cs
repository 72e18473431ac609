using OneShot.Core.Model;

namespace OneShot.Agents.Tests;

/// <summary>An agent that is not here, and one that is too old, are told before anything is made.</summary>
public sealed class InstallationTests
{
    public static TheoryData<string> Agents => [.. Names];

    private static IEnumerable<string> Names =>
        AgentDescriptors.All.Where(agent => agent.Package is not null).Select(agent => agent.Name);

    [Theory]
    [MemberData(nameof(Agents))]
    public void What_is_not_installed_is_told_with_the_command_that_installs_it(string agent)
    {
        using var machine = new Machine(agent, isInstalled: false);
        var outcome = machine.Run();
        outcome.ExitCode.ShouldBe(3, outcome.All);
        outcome.Error.TrimEnd().Split('\n')[^1].ShouldContain("OS3028:");
        outcome.Error.ShouldContain("npm install -g");
        Directory.Exists(machine.Repo[".git/oneshot/pulls"]).ShouldBeFalse();
    }

    [Theory]
    [InlineData(typeof(AgentTests))]
    [InlineData(typeof(ServiceTests))]
    public void What_can_be_installed_is_held_to_what_all_are(Type all) =>
        typeof(InstallationTests)
            .Assembly.GetTypes()
            .Where(type => type.IsSubclassOf(all))
            .Select(type => (type.DeclaringType ?? type).Name.ToLowerInvariant())
            .ShouldBe(Names.Select(name => name + "tests"), ignoreOrder: true);

    [Fact]
    public void What_is_too_old_is_told_with_both_versions()
    {
        using var machine = new Machine("claude", isInstalled: false);
        machine.Program("claude", "echo '1.0.3 (Claude Code)'");
        var outcome = machine.Run();
        outcome.ExitCode.ShouldBe(3, outcome.All);
        outcome
            .Error.TrimEnd()
            .Split('\n')[^1]
            .ShouldContain("OS3032: The agent claude is too old: version 1.0.3 is installed");
    }
}
