using OneShot.Agents;

namespace OneShot.Tests.Agents;

/// <summary>How old an agent may be.</summary>
public sealed class VersionTests : IDisposable
{
    private readonly TempFolder _folder = new("version");

    [Theory]
    [InlineData("claude", "1.0.128 (Claude Code)")]
    [InlineData("codex", "codex-cli 0.9.0")]
    [InlineData("gemini", "0.4.1")]
    [InlineData("opencode", "0.15.2")]
    [InlineData("pi", "1.5.9")]
    [InlineData("copilot", "GitHub Copilot CLI 0.0.330.")]
    public void What_is_too_old_says_so_and_how_to_get_a_newer_one(string agent, string answer)
    {
        Install($"bin/{agent}", $"echo '{answer}'");
        var failure = Should.Throw<OneShotException>(() => Catalog.Check(agent, null));
        failure.Error.Code.ShouldBe("OS3032");
        failure.Message.ShouldContain("npm install -g");
    }

    [Theory]
    [InlineData("claude", "99.1.0 (Claude Code)")]
    [InlineData("codex", "no version at all")]
    public void What_is_newer_or_does_not_say_is_tried(string agent, string answer)
    {
        Install($"bin/{agent}", $"echo '{answer}'");
        Catalog.Check(agent, null);
    }

    [Fact]
    public void A_package_is_asked_without_starting_its_program()
    {
        Install("lib/@google/gemini-cli/dist/gemini.js", $"touch '{_folder["started"]}'");
        _folder.Write(
            "lib/@google/gemini-cli/package.json",
            """{ "name": "@google/gemini-cli", "version": "0.3.0-preview.1" }"""
        );
        Directory.CreateDirectory(_folder["bin"]);
        File.CreateSymbolicLink(_folder["bin/gemini"], "../lib/@google/gemini-cli/dist/gemini.js");
        Should
            .Throw<OneShotException>(() => Catalog.Check("gemini", null))
            .Message.ShouldContain("version 0.3.0 is installed");
        File.Exists(_folder["started"]).ShouldBeFalse();
    }

    public void Dispose() => _folder.Dispose();

    private AgentCatalog Catalog =>
        new(name => name == "PATH" ? $"{_folder["bin"]}:/usr/bin:/bin" : null, new RecordingReporter());

    private void Install(string file, string script)
    {
        _folder.Executable(file, $"#!/bin/sh\n{script}\n");
    }
}
