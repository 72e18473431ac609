using OneShot.Core.Scaffolding;
using OneShot.Testing.Scaffolding;
using OneShot.Tests.Doctor;

namespace OneShot.Tests.Feeds;

/// <summary>The doctor says whether a run could get the tool, where its workflow installs that.</summary>
public sealed class ToolLineTests
{
    [Fact]
    public async Task The_version_that_trunk_pins_is_looked_for()
    {
        var files = ScaffoldedFiles.For(ScaffoldedFiles.Usual with { Project = Scaffold.Tool });
        files[Scaffold.ActionPath] = files[Scaffold.ActionPath]
            .Replace($"default: {Scaffold.Version}\n", "default: 0.0.7\n", StringComparison.Ordinal);
        files["NuGet.config"] =
            "<configuration><packageSources><clear /><add key=\"ours\" value=\"feed\" /></packageSources></configuration>";
        files["feed/README.md"] = "Nothing yet.\n";
        using var patient = new Patient(files);
        await patient.LookAsync();
        var line = patient.Of("tool").ShouldHaveSingleItem();
        line.State.ShouldBe(CheckState.Warn);
        line.Message.ShouldBe(
            "OneShot.Tool 0.0.7, which the workflow installs, is in none of this repository's feeds (ours): its first "
                + "job would fail."
        );
    }

    [Fact]
    public async Task A_workflow_that_builds_its_program_needs_none()
    {
        using var patient = new Patient();
        await patient.LookAsync();
        patient.Of("tool").ShouldBeEmpty();
    }
}
