using OneShot.Core.Batch;
using OneShot.Core.Errors;
using OneShot.Core.Model;
using OneShot.Core.Ports;
using OneShot.Core.Tests.Dispatch;

namespace OneShot.Core.Tests.Batch;

/// <summary>Many prompts of one file: which are dispatched, which are done already, and what stops them all.</summary>
public sealed class BatchTests : IDisposable
{
    private readonly Machine _here = new();
    private RecordingView _view = new();

    public BatchTests() => _here.Write("more/task.md", "From a file\nmore\n"u8.ToArray());

    [Fact]
    public async Task An_edited_file_dispatches_what_is_new_wherever_it_stands()
    {
        var first = await RunAsync("- a\n- b\n");
        var second = await RunAsync("- new\n- b\n- {prompt: a, slug: other}\n- a\n");
        second.Batch.Select(one => one.State).ShouldBe(["queued", "unknown", "queued", "unknown"]);
        second.Batch[3].Id.ShouldBe(first.Batch[0].Id);
        OfEach(4);
        (
            await RunAsync(
                "- a\n- b\n",
                asked => asked with { Each = asked.Each with { IdempotencyKey = "nightly 2" } }
            )
        ).Batch.ShouldAllBe(one => one.State == "queued");
        OfEach(6);
    }

    [Fact]
    public async Task What_failed_leaves_the_others_alone_and_is_done_by_the_same_command()
    {
        var failure = await FailAsync("- a\n- {prompt: b, base: nowhere}\n- c\n- d\n");
        failure.Exception.Error.Exit.ShouldBe(ExitCode.BadInput);
        failure.Exception.Message.ShouldStartWith(
            "OS2018: 1 of 4 one-shots failed; number 2: The branch 'nowhere' does not exist"
        );
        failure.Exception.Message.ShouldEndWith("Then the same command again does what is missing, and nothing twice.");
        failure.Batch.Select(one => one.State).ShouldBe(["queued", "failed", "queued", "queued"]);
        failure.Batch[1].Error!.Code.ShouldBe("OS2018");
        failure.Batch[1].Receipt.ShouldBeNull();
        _here.Repository.Move("refs/heads/nowhere", _here.Repository.Remote["refs/heads/main"]);
        (await RunAsync("- a\n- {prompt: b, base: nowhere}\n- c\n- d\n"))
            .Batch.Select(one => one.State)
            .ShouldBe(["unknown", "queued", "unknown", "unknown"]);
        OfEach(4);
    }

    [Fact]
    public async Task A_one_shot_that_was_half_made_is_finished_by_the_same_command()
    {
        var notFound = OneShotErrors.NotFound("fake.example", "start the workflow");
        _here.Forge.Refuse(nameof(IForge.DispatchAsync), notFound, after: 1);
        var failure = await FailAsync("- a\n- b\n- c\n", asked => asked with { Parallel = 1 });
        failure.Batch.Select(one => one.State).ShouldBe(["queued", "failed", "waiting"]);
        failure.Batch[1].Receipt!.PrNumber.ShouldBe(2);
        failure.Batch[1].Error!.Next.ShouldNotContain("--resume");
        failure.Exception.ResumeId.ShouldBeNull();
        _here.Forge.Refuse(nameof(IForge.DispatchAsync), null);
        var receipt = await RunAsync("- a\n- b\n- c\n");
        receipt.Batch.Select(one => one.State).ShouldBe(["unknown", "queued", "queued"]);
        receipt.Batch[1].Receipt!.PrNumber.ShouldBe(2);
        OfEach(3);
    }

    [Fact]
    public async Task What_every_entry_would_fail_with_ends_it()
    {
        _here.Forge.Refuse(nameof(IForge.CheckAsync), OneShotErrors.WorkflowDisabled("one-shot.yml", "disabled"));
        var failure = await FailAsync("- a\n- b\n- c\n- d\n", asked => asked with { Parallel = 1 });
        failure.Exception.Error.Code.ShouldBe("OS4013");
        failure.Batch.Select(one => one.State).ShouldBe(["failed", "waiting", "waiting", "waiting"]);
        OfEach(0);
    }

    [Theory]
    [InlineData("- a\n- {prompt: b, modle: opus}\n", "OS2065", "line 2: there is no key 'modle'")]
    [InlineData(
        "- a\n- {prompt: b, no_verify: 'true'}\n",
        "OS2064",
        "'tasks.yaml', line 2: there is no argument 'no-verify' any more, and --no-hooks is given at the dispatch."
    )]
    [InlineData("- Fix: the parser\n", "OS2065", "line 1: there is no key 'Fix'")]
    [InlineData(
        "- a\n- {prompt: b, model: gpt-5}\n",
        "OS2009",
        "'tasks.yaml', entry 2 (line 2): The agent claude has no model 'gpt-5'"
    )]
    [InlineData("- a\n- {prompt: b, agent: clod}\n", "OS2010", "entry 2 (line 2): There is no agent 'clod'")]
    [InlineData(
        "- a\n- {prompt: b, plan-issue: 0}\n",
        "OS2014",
        "entry 2 (line 2): '0' is not a valid value for --plan-issue"
    )]
    [InlineData("- a\n- '  '\n", "OS2002", "'tasks.yaml', entry 2 (line 2) is empty or blank")]
    [InlineData("- a\n- {slug: b}\n", "OS2064", "line 2: entry 2 has no prompt")]
    [InlineData("- a\n- {prompt: b, prompt-file: more/task.md}\n", "OS2064", "entry 2 has prompt and prompt-file")]
    [InlineData("- a\n- {prompt-file: nowhere.md}\n", "OS2007", "entry 2 (line 2): The prompt file 'nowhere.md'")]
    [InlineData("- a\n- {prompt-file: '-'}\n", "OS2064", "can't come from standard input")]
    [InlineData("- a\n- {plan-issue: 7, plan_issue: 8, prompt: b}\n", "OS2064", "entry 2 has 'plan_issue' twice")]
    [InlineData("- a\n- \"bell \\a\"\n", "OS2006", "entry 2 (line 2) holds the control character U+0007")]
    [InlineData("# nothing\n", "OS2062", "There is no prompt in 'tasks.yaml'")]
    public async Task One_bad_entry_and_nothing_is_made(string file, string code, string message)
    {
        var failure = await FailAsync(file);
        failure.Exception.Error.Code.ShouldBe(code);
        failure.Exception.Error.Message.ShouldContain(message);
        if (code == "OS2065")
            failure.Exception.Error.Next.ShouldContain("A text with a colon and a blank in it stands in quotes");
        failure.Batch.ShouldBeEmpty();
        OfEach(0);
        _here.HasJournals.ShouldBeFalse();
    }

    [Fact]
    public async Task Limits_hold_to_the_byte_and_to_the_entry()
    {
        (
            await FailAsync(string.Concat(Enumerable.Range(0, 501).Select(i => $"- number {i}\n")))
        ).Exception.Error.Code.ShouldBe("OS2063");
        (await FailAsync($"- {new string('x', (256 * 1024) + 1)}\n")).Exception.Error.Code.ShouldBe("OS2004");
        (await FailAsync("# " + new string('x', 10 * 1024 * 1024))).Exception.Error.Message.ShouldContain(
            "more than 10 MiB"
        );
        (
            await FailAsync(
                string.Concat(Enumerable.Range(0, 499).Select(i => $"- number {i}\n"))
                    + "- {prompt: last, agent: clod}\n"
            )
        ).Exception.Error.Message.ShouldContain("entry 500 (line 500)");
        (await RunAsync($"- {new string('x', 256 * 1024)}\n")).Batch.Single().State.ShouldBe("queued");
    }

    [Fact]
    public async Task A_file_that_is_not_there_or_no_text_is_told()
    {
        (await FailAsync("", asked => asked with { PromptsFile = "nowhere.yaml" })).Exception.Error.Code.ShouldBe(
            "OS2061"
        );
        _here.Write("latin.yaml", [(byte)'-', (byte)' ', 0xE9, (byte)'\n']);
        (await FailAsync("", asked => asked with { PromptsFile = "latin.yaml" })).Exception.Error.Message.ShouldContain(
            "byte 2 is no UTF-8"
        );
        (await FailAsync("", asked => asked with { PromptsFile = null })).Exception.Error.Code.ShouldBe("OS2060");
    }

    [Fact]
    public async Task Who_stops_it_begins_no_more_and_the_same_command_goes_on()
    {
        using var stop = new CancellationTokenSource();
        _view = new RecordingView
        {
            OnChange = one =>
            {
                if (one is { Number: 2, State: "opened" })
                    stop.Cancel();
            },
        };
        var failure = await FailAsync(
            "- a\n- b\n- c\n- d\n",
            asked => asked with { Parallel = 1 },
            cancellationToken: stop.Token
        );
        (failure.Exception.Error.Code, failure.Exception.Error.Next).ShouldBe(
            ("OS9001", "Run the same command again.")
        );
        failure.Batch.Select(one => one.State).ShouldBe(["queued", "opened", "waiting", "waiting"]);
        (await RunAsync("- a\n- b\n- c\n- d\n")).Batch[0].State.ShouldBe("unknown");
        OfEach(4);
    }

    [Fact]
    public async Task Another_machine_finds_what_was_dispatched()
    {
        var first = await RunAsync("- a\n- b\n");
        using var there = _here.Elsewhere();
        var second = await RunAsync("- a\n- b\n- c\n", machine: there);
        second
            .Batch.Select(one => (one.State, one.Id))
            .ShouldBe([("unknown", first.Batch[0].Id), ("unknown", first.Batch[1].Id), ("queued", second.Batch[2].Id)]);
        OfEach(3);
    }

    public void Dispose() => _here.Dispose();

    private void OfEach(int count)
    {
        _here.Branches.Count(name => name.StartsWith("refs/heads/oneshot-", StringComparison.Ordinal)).ShouldBe(count);
        _here.Forge.PullRequests.Count.ShouldBe(count);
        _here.Forge.Dispatched.Count.ShouldBe(count);
    }

    private async Task<(OneShotException Exception, IReadOnlyList<BatchedOneShot> Batch)> FailAsync(
        string file,
        Func<BatchRequest, BatchRequest>? how = null,
        CancellationToken cancellationToken = default
    )
    {
        using var batch = _here.Batch(file, how);
        var exception = await Should.ThrowAsync<OneShotException>(() => batch.RunAsync(_view, cancellationToken));
        return (exception, batch.Receipt?.Batch ?? []);
    }

    private async Task<BatchReceipt> RunAsync(
        string file,
        Func<BatchRequest, BatchRequest>? how = null,
        Machine? machine = null
    )
    {
        _view = new RecordingView();
        using var batch = (machine ?? _here).Batch(file, how);
        await batch.RunAsync(_view, CancellationToken.None);
        return batch.Receipt!;
    }
}
