using OneShot.Core.Doctor;
using OneShot.Core.Errors;
using OneShot.Core.Model;
using OneShot.Core.Ports;
using OneShot.Core.Scaffolding;
using OneShot.Testing.Scaffolding;

namespace OneShot.Core.Tests.Doctor;

/// <summary>
/// What the doctor says of the workflow and of OneShot's files, on trunk and in the work tree, and how it mends them.
/// </summary>
public sealed class FilesTests
{
    private const string Workflow = ".github/workflows/one-shot.yml";
    private const string Action = ".github/actions/oneshot/action.yml";
    private static readonly Dictionary<string, string> Nothing = new() { ["build/Build.csproj"] = "<Project />" };

    [Fact]
    public async Task A_repository_without_the_workflow_is_sent_to_OneShotInit()
    {
        using var patient = new Patient(Nothing);
        await patient.LookAsync();
        Failing(patient).ShouldBe([Action, Workflow, ".github/workflows/plan-implement.yml"]);
        patient.Of("file")[0].Fix.ShouldBe("dotnet run -- --target=OneShotInit, then commit it to main");
        patient.Of("workflow").ShouldBeEmpty();
        patient.Failure!.Error.Message.ShouldContain("3 (file)");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_feed_that_no_runner_has_is_told_where_runs_build_the_program(bool hasToken)
    {
        using var patient = new Patient();
        if (!hasToken)
            patient.Forge.Refused = OneShotErrors.TokenMissing("fake.example");
        (await patient.LookAsync()).Of("feed").ShouldBeEmpty();
        patient.Write(
            "NuGet.config",
            "<configuration><packageSources><add key=\"mine\" value=\"/somewhere/else\" /></packageSources></configuration>"
        );
        (await patient.LookAsync())
            .Of("feed")
            .Single()
            .ShouldBe(
                new Check(
                    "feed",
                    CheckState.Warn,
                    "NuGet.config names mine, a feed of this machine only: no runner that builds the program has it.",
                    "Name a feed there that runners reach"
                )
            );
    }

    [Fact]
    public async Task A_fix_writes_what_is_missing_once_and_a_commit_makes_it_pass()
    {
        using var patient = new Patient(Nothing);
        await patient.LookAsync(new DoctorRequest { Fix = true });
        patient.Receipt.Fixed!.ShouldBe([
            $"wrote {Action}",
            $"wrote {Workflow}",
            "wrote .github/workflows/plan-implement.yml",
            "wrote .oneshot/planner.md",
            "wrote .oneshot/implementer.md",
        ]);
        patient
            .Of("file")[1]
            .ShouldBe(
                new Check(
                    "file",
                    CheckState.Fail,
                    $"{Workflow} is up to date in your work tree, and not there on main.",
                    "Commit it to main, and push"
                )
            );
        patient.Repository.Remote.Count.ShouldBe(1, "nothing is committed");
        await patient.LookAsync(new DoctorRequest { Fix = true });
        patient.Receipt.Fixed!.ShouldBeEmpty();

        patient.Commit();
        (await patient.LookAsync()).Failure.ShouldBeNull(patient.Complaints);
        patient.Of("file").ShouldAllBe(check => check.State == CheckState.Pass);
    }

    [Fact]
    public async Task A_preview_of_a_fix_tells_it_and_does_nothing()
    {
        using var patient = new Patient(Nothing);
        patient.Facts.Actions = new ActionsFacts(false, null);
        var scaffold = new ScaffoldRequest { Preview = true };
        await patient.LookAsync(
            new DoctorRequest
            {
                Fix = true,
                Preview = true,
                Scaffold = scaffold,
            }
        );
        patient.Receipt.Fixed!.Count.ShouldBe(6);
        patient.Receipt.Fixed![0].ShouldBe("enabled Actions");
        File.Exists(patient.FileOf(Workflow)).ShouldBeFalse();
        patient.Facts.Written.ShouldBeEmpty();
    }

    [Fact]
    public async Task An_older_file_is_mended_and_a_changed_one_stays()
    {
        var files = ScaffoldedFiles.For(ScaffoldedFiles.Usual);
        var older = files[Action].Split('\n', 2)[1].Replace("Sets up", "Set up", StringComparison.Ordinal);
        files[Action] = Stamp.Of(older, "0.0.1").Write(Action) + older;
        files[Workflow] += "# ours\n";
        files["build/Build.csproj"] = "<Project />";
        using var patient = new Patient(files);
        await patient.LookAsync();
        patient.Failure.ShouldBeNull(patient.Complaints);
        patient
            .Of("file")[0]
            .ShouldBe(
                new Check(
                    "file",
                    CheckState.Warn,
                    $"{Action} is older: another version of OneShot wrote it.",
                    "dotnet run -- --target=OneShotInit, then commit it to main"
                )
            );
        patient
            .Of("file")[1]
            .ShouldSatisfyAllConditions(
                check => check.State.ShouldBe(CheckState.Warn),
                check => check.Message.ShouldBe($"You changed {Workflow}, so it gets no newer version by itself.")
            );

        await patient.LookAsync(
            new DoctorRequest
            {
                Fix = true,
                Scaffold = new ScaffoldRequest { Force = true },
            }
        );
        patient.Receipt.Fixed!.ShouldBe([$"wrote {Action}"]);
        patient.Of("file")[0].Message.ShouldBe($"{Action} is up to date in your work tree, and older on main.");
        (await File.ReadAllTextAsync(patient.FileOf(Workflow))).ShouldEndWith("# ours\n");
    }

    [Fact]
    public async Task What_was_chosen_when_it_was_set_up_is_neither_old_nor_changed()
    {
        using var patient = new Patient(
            ScaffoldedFiles.For(
                new ScaffoldOptions("codex", "our-linux", "tools/Build.csproj", IsEnterpriseServer: false)
            )
        );
        patient.Facts.Secrets = ["OPENAI_API_KEY", "ONESHOT_TOKEN"];
        await patient.LookAsync();
        patient.Of("file").ShouldAllBe(check => check.State == CheckState.Pass);

        // A dispatch that names no agent asks for claude.
        patient
            .Of("secrets")[0]
            .ShouldSatisfyAllConditions(
                check => check.State.ShouldBe(CheckState.Warn),
                check => check.Fix!.ShouldContain("--agent=codex")
            );
        patient.Of("secrets")[1].Message.ShouldBe("OPENAI_API_KEY is there, for the agent codex");
        patient.Failure.ShouldBeNull(patient.Complaints);
        await patient.LookAsync(new DoctorRequest { Fix = true });
        patient.Receipt.Fixed!.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_key_that_the_workflow_does_not_hand_on_is_told()
    {
        var files = ScaffoldedFiles
            .For(ScaffoldedFiles.Usual)
            .ToDictionary(
                file => file.Key,
                file => file.Value.Replace("secrets.ANTHROPIC_API_KEY", "secrets.OUR_KEY", StringComparison.Ordinal)
            );
        using var patient = new Patient(files);
        await patient.LookAsync();
        patient
            .Of("secrets")[0]
            .ShouldSatisfyAllConditions(
                check => check.State.ShouldBe(CheckState.Warn),
                check => check.Message.ShouldContain("don't hand it to the agent claude")
            );
        patient.Facts.Secrets = ["CLAUDE_CODE_OAUTH_TOKEN"];
        (await patient.LookAsync()).Of("secrets")[0].State.ShouldBe(CheckState.Pass);
    }

    [Fact]
    public async Task Instructions_are_there_to_be_changed()
    {
        var files = ScaffoldedFiles.For(ScaffoldedFiles.Usual);
        files[".oneshot/planner.md"] = "Plan in verse.\n";
        files.Remove(".oneshot/implementer.md");
        using var patient = new Patient(files);
        await patient.LookAsync();
        patient.Of("file")[3].ShouldBe(new Check("file", CheckState.Pass, ".oneshot/planner.md is your own"));
        patient
            .Of("file")[4]
            .ShouldBe(
                new Check(
                    "file",
                    CheckState.Pass,
                    ".oneshot/implementer.md is not there; the standard instructions hold"
                )
            );
    }

    [Fact]
    public async Task A_workflow_of_ones_own_needs_no_file_of_ours()
    {
        using var patient = new Patient(new Dictionary<string, string> { [Workflow] = PeerRepository.Workflow });
        await patient.LookAsync(new DoctorRequest { Fix = true });
        patient.Of("file").Single().State.ShouldBe(CheckState.Pass);
        patient.Of("workflow").Single().State.ShouldBe(CheckState.Pass);
        patient.Receipt.Fixed!.ShouldBeEmpty();
        Directory.Exists(patient.FileOf(".oneshot")).ShouldBeFalse();
    }

    [Fact]
    public async Task One_that_is_only_in_the_work_tree_is_to_be_committed()
    {
        using var patient = new Patient(Nothing);
        patient.Write(Workflow, PeerRepository.Workflow);
        await patient.LookAsync(new DoctorRequest { Fix = true });
        patient
            .Of("file")
            .Where(check => check.State == CheckState.Fail)
            .ShouldBe([
                new Check(
                    "file",
                    CheckState.Fail,
                    $"{Workflow} is not on main, only in your work tree.",
                    "Commit it to main, and push"
                ),
            ]);
        patient.Receipt.Fixed!.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(
        "              submitted_by: { type: string }\n",
        "",
        nameof(CheckState.Fail),
        "does not declare the inputs submitted_by"
    )]
    [InlineData(
        "run-name: one-shot ${{ inputs.distinct_id }}",
        "run-name: one-shot",
        nameof(CheckState.Fail),
        "has no run-name with the distinct id"
    )]
    [InlineData("  workflow_dispatch:", "  workflow_call:", nameof(CheckState.Fail), "can't be started by hand")]
    [InlineData(
        "agent: { type: string }",
        "agent: { type: choice, options: [codex] }",
        nameof(CheckState.Fail),
        "'claude' is not a valid value for --agent"
    )]
    [InlineData("jobs:", "jobs: [", nameof(CheckState.Fail), "is not a workflow")]
    [InlineData(
        "              model_name: { type: string }\n",
        "",
        nameof(CheckState.Warn),
        "does not declare model_name"
    )]
    public async Task A_workflow_that_would_not_take_a_one_shot_is_told(
        string part,
        string instead,
        string state,
        string message
    )
    {
        var text = PeerRepository.Workflow.Replace(
            part.Replace("              ", "      ", StringComparison.Ordinal),
            instead,
            StringComparison.Ordinal
        );
        text.ShouldNotBe(PeerRepository.Workflow);
        using var patient = new Patient(new Dictionary<string, string> { [Workflow] = text });
        await patient.LookAsync();
        patient
            .Of("workflow")[0]
            .ShouldSatisfyAllConditions(
                check => check.State.ToString().ShouldBe(state),
                check => check.Message.ShouldContain(message),
                check => check.Fix.ShouldNotBeNullOrEmpty()
            );
    }

    [Fact]
    public async Task A_workflow_that_is_switched_off_or_has_another_name_is_told()
    {
        using var patient = new Patient();
        patient.Facts.WorkflowState = "disabled_manually";
        await patient.LookAsync();
        patient
            .Of("workflow")[1]
            .ShouldSatisfyAllConditions(
                check => check.State.ShouldBe(CheckState.Fail),
                check => check.Fix!.ShouldBe("Type: gh workflow enable one-shot.yml")
            );
        await patient.LookAsync(new DoctorRequest { Workflow = "other.yml" });
        patient.Of("workflow").Single().Message.ShouldContain("'.github/workflows/other.yml' does not exist on 'main'");
    }

    [Fact]
    public async Task On_a_server_of_ones_own_files_for_github_com_are_told_and_mended()
    {
        var files = ScaffoldedFiles.For(ScaffoldedFiles.Usual);
        using var patient = new Patient(files);
        patient.Facts.Repository = patient.Facts.Repository with { ServerVersion = "3.17.2" };
        await patient.LookAsync();
        patient
            .Of("API")
            .Single()
            .ShouldBe(new Check("API", CheckState.Pass, "2022-11-28, on GitHub Enterprise Server 3.17.2"));
        patient.Of("drafts").Single().State.ShouldBe(CheckState.Pass);
        Failing(patient).ShouldBe([Action, Workflow, ".github/workflows/plan-implement.yml"]);
        patient.Of("file")[0].Fix!.ShouldContain("--target=OneShotInit --ghes");

        await patient.LookAsync(new DoctorRequest { Fix = true });
        patient.Receipt.Fixed!.Count.ShouldBe(3);
        (await File.ReadAllTextAsync(patient.FileOf(Workflow))).ShouldContain(
            "upload-artifact@c24449f33cd45d4826c6702db7e49f7cdb9b551d # v3.2.1-node20"
        );
        (await patient.LookAsync(new DoctorRequest { Fix = true })).Receipt.Fixed!.ShouldBeEmpty();
    }

    [Fact]
    public async Task An_old_server_has_neither_drafts_nor_the_api()
    {
        using var patient = new Patient(ScaffoldedFiles.For(ScaffoldedFiles.Usual with { IsEnterpriseServer = true }));
        patient.Facts.Repository = patient.Facts.Repository with { ServerVersion = "2.16.0" };
        patient.Facts.Refuse(
            nameof(IForgeFacts.RulesAsync),
            OneShotErrors.NotFound("fake.example", "read the rules of the branch")
        );
        await patient.LookAsync();
        patient.Failure.ShouldBeNull(patient.Complaints);
        patient.Of("drafts").Single().Message.ShouldStartWith("This server has none");
        patient.Of("API").Single().Message.ShouldContain("2.16.0, older than the API 2022-11-28");
        patient.Of("branch rules").Single().Message.ShouldContain("can't be checked");
    }

    private static IEnumerable<string> Failing(Patient patient) =>
        patient.Of("file").Where(check => check.State == CheckState.Fail).Select(check => check.Message.Split(' ')[0]);
}
