using OneShot.Core.Doctor;
using OneShot.Testing.Scaffolding;

namespace OneShot.Core.Tests.Doctor;

/// <summary>
/// A repository whose workflows an earlier OneShotInit wrote: nothing fails, and the doctor says how to bring them up.
/// </summary>
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
        check.Message.ShouldBe(
            "one-shot.yml does not declare options, so --protect, --sandbox, --allow-host, --verified-commits, --verify, "
                + "--verify-command, --verify-minutes, --verify-baseline, --rounds and .oneshot/oneshot.yaml would be refused."
        );
        check.Fix!.ShouldStartWith("dotnet run -- --target=OneShotInit, then commit it to trunk");
        HashOf(patient).Message.ShouldStartWith("one-shot.yml and plan-implement.yml do not hand the plan's hash on");
        patient
            .Of("file")
            .Where(one => one.State == CheckState.Warn)
            .Select(one => one.Message)
            .ShouldBe([
                ".github/workflows/one-shot.yml is older: another version of OneShot wrote it.",
                ".github/workflows/plan-implement.yml is older: another version of OneShot wrote it.",
            ]);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_workflow_that_hands_no_plans_hash_on_is_found_and_fixed_but_for_what_somebody_changed(
        bool isChanged
    )
    {
        const string workflow = ".github/workflows/one-shot.yml";
        var files = EarlierFiles.All(EarlierFiles.BeforePlanHash);
        files["build/Build.csproj"] = "<Project />";
        if (isChanged)
            files[workflow] += "# ours\n";
        using var patient = new Patient(files);
        await patient.LookAsync(new DoctorRequest { Fix = true });
        HashOf(patient).State.ShouldBe(CheckState.Warn);
        HashOf(patient)
            .Fix!.ShouldStartWith(
                "dotnet run -- --target=OneShotInit writes it again and keeps what you changed, showing the difference"
            );
        string Now(string path) => File.ReadAllText(patient.FileOf(path));
        Now(".github/workflows/plan-implement.yml").ShouldContain("ONESHOT_PLAN_SHA256");
        if (isChanged)
            Now(workflow).ShouldBe(files[workflow]);
        else
            Now(workflow).ShouldContain("plan_sha256: ${{ needs.register.outputs.plan_sha256 }}");
    }

    private static Check HashOf(Patient patient) =>
        patient.Of("workflow").Single(check => check.Message.Contains("plan's hash", StringComparison.Ordinal));

    [Theory]
    [InlineData("version: 1\nsandbox: auto\n", nameof(CheckState.Pass), ".oneshot/oneshot.yaml says sandbox: auto")]
    [InlineData("version: 1\nsandbx: auto\n", nameof(CheckState.Fail), "line 2: there is no key 'sandbx'")]
    public async Task The_repositorys_own_file_is_read(string text, string state, string said)
    {
        var files = ScaffoldedFiles.For(ScaffoldedFiles.Usual);
        (files["build/Build.csproj"], files[".oneshot/oneshot.yaml"]) = ("<Project />", text);
        using var patient = new Patient(files);
        await patient.LookAsync();
        patient.Of("file")[^1].State.ToString().ShouldBe(state);
        patient.Of("file")[^1].Message.ShouldContain(said);
    }

    [Fact]
    public async Task One_of_the_wrong_ending_is_told()
    {
        var files = ScaffoldedFiles.For(ScaffoldedFiles.Usual);
        (files["build/Build.csproj"], files[".oneshot/oneshot.yml"]) = ("<Project />", "version: 1\n");
        using var patient = new Patient(files);
        await patient.LookAsync();
        patient
            .Of("file")
            .ShouldContain(check =>
                check.State == CheckState.Fail
                && check.Message.Contains(".oneshot/oneshot.yml", StringComparison.Ordinal)
                && check.Fix!.Contains("git mv", StringComparison.Ordinal)
            );
    }
}
