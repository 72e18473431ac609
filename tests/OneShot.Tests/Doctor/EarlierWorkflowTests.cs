using OneShot.Core.Doctor;
using OneShot.Tests.Scaffolding;

namespace OneShot.Tests.Doctor;

/// <summary>A repository whose workflows an earlier OneShotInit wrote: nothing fails, and the doctor says how to bring them up.</summary>
public sealed class EarlierWorkflowTests
{
    [Fact]
    public async Task An_earlier_workflow_is_sent_to_OneShotInit()
    {
        var files = EarlierFiles.All();
        files["build/Build.csproj"] = "<Project />";
        using var patient = new Patient(files);
        await patient.LookAsync();
        patient.Failure.ShouldBeNull(patient.Complaints);
        var check = patient.Of("workflow")[0];
        check.State.ShouldBe(CheckState.Warn);
        check.Message.ShouldBe("one-shot.yml does not declare options, so --sandbox, --allow-host and .oneshot/oneshot.yaml would be refused.");
        check.Fix!.ShouldStartWith("dotnet run -- --target=OneShotInit, then commit it to trunk");
        patient.Of("file").Where(one => one.State == CheckState.Warn).Select(one => one.Message).ShouldBe(
            [".github/workflows/one-shot.yml is older: another version of OneShot wrote it.", ".github/workflows/plan-implement.yml is older: another version of OneShot wrote it."]);
    }

    [Theory]
    [InlineData("version: 1\nsandbox: auto\n", CheckState.Pass, ".oneshot/oneshot.yaml says sandbox: auto")]
    [InlineData("version: 1\nsandbx: auto\n", CheckState.Fail, "line 2: there is no key 'sandbx'")]
    public async Task The_repositorys_own_file_is_read(string text, CheckState state, string said)
    {
        var files = Patient.FilesFor(Patient.Usual);
        (files["build/Build.csproj"], files[".oneshot/oneshot.yaml"]) = ("<Project />", text);
        using var patient = new Patient(files);
        await patient.LookAsync();
        patient.Of("file")[^1].State.ShouldBe(state);
        patient.Of("file")[^1].Message.ShouldContain(said);
    }
}
