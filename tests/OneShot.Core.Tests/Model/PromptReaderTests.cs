using OneShot.Core.Dispatch;
using OneShot.Core.Model;
using OneShot.Testing.Fakes;

namespace OneShot.Core.Tests.Model;

public sealed class PromptReaderTests : IDisposable
{
    private readonly TempFolder _folder = new();

    [Fact]
    public async Task A_relative_path_counts_from_the_callers_folder()
    {
        _folder.Write("in/task.md", "from a file\r\n");
        (await ReadAsync(new PromptRequest { File = "in/task.md" })).Text.ShouldBe("from a file\n");
    }

    [Fact]
    public async Task A_dash_is_standard_input() =>
        (
            await ReadAsync(new PromptRequest { File = "-" }, new FakePromptInput { Piped = "piped"u8.ToArray() })
        ).Source.ShouldBe(PromptSource.StandardInput);

    [Theory]
    [InlineData("missing.md")]
    [InlineData(".")]
    [InlineData("a\0b")]
    public async Task What_cannot_be_read_is_named(string path) =>
        (await FailAsync(new PromptRequest { File = path })).ShouldStartWith("OS2007");

    [Fact]
    public async Task A_file_over_the_limit_is_refused_without_being_read_to_its_end()
    {
        using (var file = File.Create(_folder["huge.md"]))
            file.SetLength(20L * 1024 * 1024 * 1024);
        (await FailAsync(new PromptRequest { File = "huge.md" })).ShouldStartWith("OS2004");
    }

    [Fact]
    public async Task A_pipe_that_the_user_names_is_read_to_its_end_and_waited_for_so_long_and_no_longer()
    {
        if (OperatingSystem.IsWindows())
            return;
        Launch.Run(_folder.Path, null, "mkfifo", "pipe").ExitCode.ShouldBe(0);
        var request = new PromptRequest { File = "pipe" };
        using (Launch.Start(_folder.Path, null, "sh", "-c", "sleep 0.1; echo from a pipe > pipe"))
            (await ReadAsync(request)).Text.ShouldBe("from a pipe\n");
        var reader = new PromptReader(Nobody, _folder.Path) { PipePatience = TimeSpan.FromMilliseconds(100) };
        var failure = await Should.ThrowAsync<OneShotException>(() =>
            reader.ReadAsync(request, CancellationToken.None)
        );
        failure.Message.ShouldContain("OS2007");
        failure.Message.ShouldContain("did not come to its end");
        using var cancelled = new CancellationTokenSource(100);
        await Should.ThrowAsync<OperationCanceledException>(() =>
            new PromptReader(Nobody, _folder.Path).ReadAsync(request, cancelled.Token)
        );
    }

    [Fact]
    public async Task Without_a_source_and_a_terminal_the_command_is_told() =>
        (await FailAsync(new PromptRequest())).ShouldContain("--prompt=");

    [Fact]
    public async Task On_a_terminal_the_editor_opens() =>
        (await ReadAsync(new PromptRequest(), new FakePromptInput { Edited = "edited" })).Source.ShouldBe(
            PromptSource.Editor
        );

    [Fact]
    public async Task An_editor_that_is_closed_empty_gives_no_prompt() =>
        (await FailAsync(new PromptRequest(), new FakePromptInput { Edited = "\n" })).ShouldStartWith("OS2002");

    public void Dispose() => _folder.Dispose();

    private static FakePromptInput Nobody => new() { IsTerminal = false };

    private Task<Prompt> ReadAsync(PromptRequest request, FakePromptInput? input = null) =>
        new PromptReader(input ?? Nobody, _folder.Path).ReadAsync(request, CancellationToken.None);

    private async Task<string> FailAsync(PromptRequest request, FakePromptInput? input = null) =>
        (await Should.ThrowAsync<OneShotException>(() => ReadAsync(request, input))).Message;
}
