namespace OneShot.Processes.Tests;

/// <summary>A program that is asked for one text never asks the user, and never holds anybody up.</summary>
public sealed class ProcessQueryTests : IDisposable
{
    private readonly TempFolder _folder = new("query");

    [Fact]
    public async Task What_it_prints_is_the_answer_and_it_may_ask_nobody() =>
        (await AskAsync("cat; echo \"$GIT_TERMINAL_PROMPT$GCM_INTERACTIVE\"", "in ")).ShouldBe("in 0never");

    [Theory]
    [InlineData("echo out; exit 3")]
    [InlineData("true")]
    [InlineData("sleep 60")]
    public async Task A_failure_silence_and_a_long_wait_are_no_answer(string script) =>
        (await AskAsync(script, "", TimeSpan.FromSeconds(1))).ShouldBeNull();

    [Fact]
    public async Task A_program_that_is_not_there_gives_none() =>
        (
            await ProcessQuery.AsyncOf(["no-such-program-anywhere"], "", _folder.Path, CancellationToken.None)
        ).ShouldBeNull();

    [Fact]
    public async Task Whoever_stops_is_told_so_and_it_is_ended()
    {
        using var stop = new CancellationTokenSource(TimeSpan.FromMilliseconds(300));
        await Should.ThrowAsync<OperationCanceledException>(() =>
            ProcessQuery.AsyncOf(
                ["sh", "-c", $"sleep 5; echo late > '{_folder["late"]}'"],
                "",
                _folder.Path,
                stop.Token
            )
        );
        Launch.Run(_folder.Path, null, "pgrep", "-f", _folder["late"]).ExitCode.ShouldBe(1);
    }

    public void Dispose() => _folder.Dispose();

    private Task<string?> AskAsync(string script, string input, TimeSpan? limit = null) =>
        ProcessQuery.AsyncOf(["sh", "-c", script], input, _folder.Path, CancellationToken.None, limit);
}
