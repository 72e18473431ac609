using OneShot.Agents;
using OneShot.Core.Model;
using OneShot.Core.Ports;
using OneShot.Testing.Fakes;

namespace OneShot.Tests.Agents;

/// <summary>What is told of a machine's agents: those on its PATH, or those of the tests' own stand-in for it.</summary>
public abstract class AgentsContractTests : IDisposable
{
    internal abstract IAgents Agents { get; }

    /// <summary>Puts an agent there; one without a version has a package that is damaged.</summary>
    protected abstract void Install(string agent, string? version);

    public abstract void Dispose();

    [Fact]
    public void Where_none_is_installed_there_is_the_rehearsal()
    {
        Agents.Installed.ShouldBe(["rehearsal"]);
        Agents.VersionOf("rehearsal").ShouldBeNull();
        Agents.Check("rehearsal", null);
        Agents.Check("command", "true");
        Should.Throw<OneShotException>(() => Agents.Check("command", " ")).Error.Code.ShouldBe("OS2026");
        var missing = Should.Throw<OneShotException>(() => Agents.Check("codex", null)).Error;
        missing.Code.ShouldBe("OS3028");
        missing.Next.ShouldContain("npm install -g @openai/codex");
    }

    [Fact]
    public void What_is_installed_is_told_with_its_version_where_anybody_knows_it()
    {
        Install("claude", null);
        Install("codex", "999.2.3");
        Agents.Installed.ShouldBe(["claude", "codex", "rehearsal"]);
        Agents.VersionOf("claude").ShouldBeNull();
        Agents.VersionOf("codex").ShouldBe(new Version(999, 2, 3));
        Agents.Check("codex", null);
    }

    public sealed class OfThisMachine : AgentsContractTests
    {
        private readonly TempFolder _folder = new("agents");

        internal override IAgents Agents =>
            new AgentCatalog(name => name == "PATH" ? _folder["bin"] : null, new RecordingReporter());

        protected override void Install(string agent, string? version)
        {
            _folder.Executable($"{agent}/{agent}", "#!/bin/sh\n");
            var package = $$"""{ "name": "{{AgentDescriptors.Of(agent).Package}}", "version": "{{version}}" }""";
            _folder.Write($"{agent}/package.json", version is null ? "{" : package);
            Directory.CreateDirectory(_folder["bin"]);
            File.CreateSymbolicLink(_folder[$"bin/{agent}"], $"../{agent}/{agent}");
        }

        public override void Dispose() => _folder.Dispose();
    }

    public sealed class OfTheFake : AgentsContractTests
    {
        private readonly FakeAgents _agents = new();

        internal override IAgents Agents => _agents;

        protected override void Install(string agent, string? version) =>
            _agents.Install(agent, version is null ? null : Version.Parse(version));

        public override void Dispose() { }
    }
}
