using System.Text.Json;

namespace OneShot.Frosting.Tests;

/// <summary>The JSON of each command has the fields that the page about it says, and no others.</summary>
public sealed class DocumentTests : IDisposable
{
    private const string Dispatch = "`OneShot`, ";
    private const string Preview = "the same with `--preview`";
    private const string Undo = "`OneShot --undo`";

    private readonly PeerRepository _peer = new();
    private readonly GitRepo _repo;
    private readonly Sample _sample;

    public DocumentTests()
    {
        _repo = _peer.Clone();
        _sample = new Sample(_peer, _repo);
    }

    [Fact]
    public void A_dispatch_its_preview_its_steps_and_its_undoing()
    {
        var previewed = Told(Preview, "--target=OneShot", "--prompt=Add it", "--preview");
        previewed.GetProperty("commit").ValueKind.ShouldBe(JsonValueKind.Null);
        Item(previewed, "calls");
        Told("`ValidatePrompt`", "--target=ValidatePrompt", "--prompt=Add it");
        var branch = Told(Dispatch, "--target=CreateOneShotBranch", "--prompt=Add it");
        branch.GetProperty("pr_number").ValueKind.ShouldBe(JsonValueKind.Null);
        var id = branch.GetProperty("id").GetString()!;
        var made = Told(Dispatch, "--target=OneShot", "--resume=" + id);
        made.EnumerateObject()
            .Where(field => field.Value.ValueKind == JsonValueKind.Null)
            .Select(field => field.Name)
            .ShouldBe(["model", "verified", "tests", "rounds"], "nobody followed it");

        Told("`OneShotStatus`", "--target=OneShotStatus").TryGetProperty("id", out _).ShouldBeFalse();
        var state = Told("`OneShotStatus`", "--target=OneShotStatus", "--distinct-id=" + id);
        state.GetProperty("pr_url").GetString().ShouldBe(made.GetProperty("pr_url").GetString());
        Item(state, "one_shots");

        var undone = Told(Undo, "--target=OneShot", "--undo=" + id);
        undone.GetProperty("pr_url").GetString().ShouldBe(made.GetProperty("pr_url").GetString());
    }

    [Fact]
    public void One_of_this_machine_its_report_and_its_publishing()
    {
        string[] here = ["--forge=local", "--agent=rehearsal"];
        var id = Told(Dispatch, ["--target=OneShot", "--prompt=Add it", .. here]).GetProperty("id").GetString();
        Told("`OneShotReport`", "--target=OneShotReport", "--preview").GetProperty("calls");
        Told("`OneShotReport`", "--target=OneShotReport").TryGetProperty("calls", out _).ShouldBeFalse();
        Told("`PublishOneShot`", "--target=PublishOneShot", "--preview").GetProperty("calls");
        Told("`PublishOneShot`", "--target=PublishOneShot").GetProperty("id").GetString().ShouldBe(id);
        Told("any other task", "--target=RestoreBranch");
    }

    [Fact]
    public void A_batch_and_in_a_preview_what_each_would_call()
    {
        _repo.Write("tasks.jsonl", "\"Add it\"\n");
        var previewed = Told("`OneShotBatch`", "--target=OneShotBatch", "--prompts-file=tasks.jsonl", "--preview");
        Has(Item(previewed, "batch").GetProperty("receipt"), Preview, ["success", "format", "preview"]);
        var made = Told("`OneShotBatch`", "--target=OneShotBatch", "--prompts-file=tasks.jsonl");
        Has(Item(made, "batch").GetProperty("receipt"), Dispatch, ["success", "format", "preview"]);
    }

    [Fact]
    public void The_doctor_the_scaffold_help_and_a_failure()
    {
        _peer.Server(new { secrets = new[] { "ANTHROPIC_API_KEY" } });
        Item(Told("`OneShotDoctor`", "--target=OneShotDoctor"), "checks");
        Told("`OneShotDoctor`", "--target=OneShotDoctor", "--fix", "--preview").GetProperty("fixed");
        Told("`OneShotInit`", "--target=OneShotInit", "--preview", "--force");
        Told("any other task", "--target=OneShotHelp");

        _peer.Server(new { secrets = Array.Empty<string>() });
        Failed("--target=OneShotDoctor").GetProperty("checks");
        Failed("--target=OneShot", "--prompt=Add it", "--base=nowhere").TryGetProperty("checks", out _).ShouldBeFalse();
    }

    [Fact]
    public void A_task_of_a_workflows_job()
    {
        var made = Told(Dispatch, "--target=OneShot", "--prompt=Add it");
        string Of(string name) => made.GetProperty(name).ToString();
        var job = new Sample(_peer, _peer.Clone("job", "--branch", Of("branch")));
        var outcome = job.Run(
            "--target=PreparePlanning",
            "--exclusive",
            "--distinct-id=" + Of("id"),
            "--branch-name=" + Of("branch"),
            "--prompt-sha256=" + Of("prompt_sha256"),
            "--output=json"
        );
        outcome.ExitCode.ShouldBe(0, outcome.All);
        var told = Sample.Json(outcome);
        Has(told, "a task of a", ["success", "format", "preview"]);
        told.EnumerateObject().ShouldAllBe(field => field.Value.ValueKind != JsonValueKind.Null);
        (told.GetProperty("id").GetString(), told.GetProperty("base").GetString()).ShouldBe((Of("id"), "main"));
    }

    public void Dispose() => _peer.Dispose();

    private JsonElement Told(string row, params string[] arguments)
    {
        var outcome = _sample.Run([.. arguments, "--output=json"]);
        outcome.ExitCode.ShouldBe(0, outcome.All);
        var document = Sample.Json(outcome);
        document.GetProperty("success").GetBoolean().ShouldBeTrue();
        document.GetProperty("preview").GetBoolean().ShouldBe(arguments.Contains("--preview"));
        return Has(document, row, ["success", "format", "preview"]);
    }

    private JsonElement Failed(params string[] arguments)
    {
        var document = Sample.Json(_sample.Run([.. arguments, "--output=json"]));
        document.GetProperty("success").GetBoolean().ShouldBeFalse();
        Has(document.GetProperty("error"), "`error`", []);
        return Has(document, "a failure", ["success", "format"]);
    }

    private static JsonElement Item(JsonElement document, string list) =>
        Has(document.GetProperty(list)[0], $"`{list}`", []);

    private static JsonElement Has(JsonElement document, string row, string[] first)
    {
        var (always, sometimes) = AutomationPage.Of(row);
        var names = document.EnumerateObject().Select(field => field.Name).ToArray();
        names.Take(first.Length).ShouldBe(first);
        names.Except(first).Except(sometimes).ShouldBe(always, ignoreOrder: true);
        if (first.Length > 0)
            document.GetProperty("format").GetInt32().ShouldBe(2);
        return document;
    }
}
