using System.Text.Json.Nodes;
using OneShot.Agents;

namespace OneShot.Tests.Agents;

/// <summary>What npm reports as installed is believed when it has started once.</summary>
public sealed class InstallationTests : IDisposable
{
    private const string Broken = "echo 'Error: claude native binary not installed.' >&2; exit 1";
    private const string TooNew =
        "printf 'file:///cli.js:2\\nimport { findPackageJSON } from \\042node:module\\042;\\n         ^^^\\n"
        + "SyntaxError: There is no export named \\047findPackageJSON\\047\\n    at Job.run\\n' >&2; exit 1";
    private static readonly string Packages = Path.Combine(Repository.Root, "src", "OneShot.Agents");
    private readonly TempFolder _folder = new("installation");
    private readonly RecordingReporter _reporter = new();

    public static TheoryData<string> Agents =>
        new(
            Directory
                .GetFiles(
                    Packages,
                    "package.json",
                    new EnumerationOptions { RecurseSubdirectories = true, MaxRecursionDepth = 1 }
                )
                .Select(file => Path.GetFileName(Path.GetDirectoryName(file)!))
        );

    [Theory]
    [InlineData(Broken, "claude --version ended with 1: Error: claude native binary not installed.")]
    [InlineData(TooNew, "claude --version ended with 1: SyntaxError: There is no export named 'findPackageJSON'")]
    [InlineData("echo hello", "claude --version answers no version")]
    public async Task A_program_that_does_not_start_is_no_installation(string script, string reason)
    {
        Npm(script);
        var failure = await Should.ThrowAsync<OneShotException>(InstallAsync);
        failure.Error.Code.ShouldBe("OS3034");
        failure.Message.ShouldContain(reason);
    }

    [Fact]
    public async Task A_program_that_starts_is_one_and_sees_nothing_of_the_users()
    {
        Npm($"env > '{_folder["seen"]}'; echo '2.9.9 (Claude Code)'");
        (await InstallAsync()).ShouldBe(Path.Combine(_folder["temp"], "oneshot", "agent", "node_modules", ".bin"));
        var seen = await File.ReadAllTextAsync(_folder["seen"]);
        seen.ShouldNotContain("sk-of-the-user");
        seen.ShouldNotContain($"HOME={_folder["home"]}\n");
    }

    [Fact]
    public async Task What_npm_complains_of_is_its_error_and_not_its_warnings()
    {
        Program("npm", "echo 'npm warn Unknown user config' >&2; echo 'npm error the registry is down' >&2; exit 1");
        (await Should.ThrowAsync<OneShotException>(InstallAsync)).Message.ShouldContain(
            "npm ci: npm error the registry is down"
        );
    }

    [Fact]
    public async Task A_program_of_that_version_that_is_here_and_broken_is_installed_anew()
    {
        _folder.Write("lib/package.json", $$"""{ "name": "@anthropic-ai/claude-code", "version": "{{Pinned()}}" }""");
        Program("../lib/claude", Broken);
        Directory.CreateDirectory(_folder["bin"]);
        File.CreateSymbolicLink(_folder["bin/claude"], "../lib/claude");
        Npm("echo 2.9.9");
        (await InstallAsync()).ShouldNotBeNull();
    }

    [Theory]
    [MemberData(nameof(Agents))]
    public void A_lock_file_holds_a_hash_of_every_package_and_no_address(string agent)
    {
        foreach (var (name, package) in Lock(agent)["packages"]!.AsObject().Where(package => package.Key.Length > 0))
        {
            package!["resolved"].ShouldBeNull(name);

            // A platform's own package that no feed had when this was
            // written has none: there the installation is refused.
            var isAPlatforms = (bool?)package["optional"] == true && package["os"] is not null;
            if (!isAPlatforms || package["integrity"] is not null)
                ((string?)package["integrity"]).ShouldNotBeNull(name).ShouldStartWith("sha512-");
        }
    }

    [Theory]
    [MemberData(nameof(Agents))]
    public void What_an_agent_needs_to_run_when_it_is_installed_is_allowed_by_name(string agent)
    {
        // By name and without a version: npm 12 compares a version with an address, which these lock files don't have.
        var description = Read(agent, "package.json");
        var root = description["dependencies"]!.AsObject().Single();
        var allowed = description["allowScripts"]?.AsObject().Select(one => $"{one.Key}={one.Value}").ToArray() ?? [];
        var runs = (bool?)Lock(agent)["packages"]![$"node_modules/{root.Key}"]!["hasInstallScript"] == true;
        allowed.ShouldBe(runs ? [$"{root.Key}=true"] : []);
        ((string)root.Value!).ShouldBe((string)Lock(agent)["packages"]![$"node_modules/{root.Key}"]!["version"]!);
    }

    public void Dispose() => _folder.Dispose();

    private static string FolderOf(string agent) =>
        Directory
            .GetDirectories(Packages)
            .Select(folder => Path.GetFileName(folder)!)
            .Single(name => name.Equals(agent, StringComparison.OrdinalIgnoreCase));

    private static JsonNode Read(string agent, string file) =>
        JsonNode.Parse(File.ReadAllText(Path.Combine(Packages, FolderOf(agent), file)))!;

    private static JsonNode Lock(string agent) => Read(agent, "package-lock.json");

    private static string Pinned() =>
        Read("claude", "package.json")["dependencies"]!["@anthropic-ai/claude-code"]!.GetValue<string>();

    // As npm does: every command ends well, and what it left is another matter.
    private void Npm(string program)
    {
        var file = _folder.Write("claude.sh", $"#!/bin/sh\n{program}\n");
        Program(
            "npm",
            $$"""
            [ "$1" = ci ] || exit 0
            mkdir -p node_modules/.bin
            echo '{ "packages": { "node_modules/x": { "integrity": "sha512-x" } } }' > node_modules/.package-lock.json
            cp '{{file}}' node_modules/.bin/claude && chmod +x node_modules/.bin/claude
            """
        );
    }

    private void Program(string name, string script)
    {
        _folder.Executable("bin/" + name, $"#!/bin/sh\n{script}\n");
    }

    private Task<string?> InstallAsync()
    {
        string? Variable(string name) =>
            name switch
            {
                "PATH" => $"{_folder["bin"]}:/usr/bin:/bin",
                "RUNNER_TEMP" => _folder["temp"],
                "HOME" => _folder["home"],
                "ANTHROPIC_API_KEY" => "sk-of-the-user",
                _ => null,
            };
        return new AgentCatalog(Variable, _reporter).InstallAsync("claude", CancellationToken.None);
    }
}
