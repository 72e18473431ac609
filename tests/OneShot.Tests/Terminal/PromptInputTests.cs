using System.Text;
using OneShot.Core.Ports;
using OneShot.Terminal;

namespace OneShot.Tests.Terminal;

public sealed class PromptInputTests : IDisposable
{
    private readonly TempFolder _folder = new();

    [Theory]
    [InlineData("VISUAL")]
    [InlineData("EDITOR")]
    public async Task What_is_written_above_the_line_is_the_prompt(string variable) =>
        (await EditAsync(variable, Editor("printf 'Add it\\n' | cat - \"$1\" > \"$1.new\" && mv \"$1.new\" \"$1\"")))
            .Trim()
            .ShouldBe("Add it");

    [Fact]
    public async Task An_editor_may_have_arguments_of_its_own() =>
        (await EditAsync("VISUAL", Editor("test \"$1\" = --wait && echo \"with $1\" > \"$2\"") + " --wait"))
            .Trim()
            .ShouldBe("with --wait");

    [Fact]
    public async Task Visual_comes_before_editor() =>
        (await EditAsync("VISUAL", Editor("echo visual > \"$1\""), new() { ["EDITOR"] = "false" }))
            .Trim()
            .ShouldBe("visual");

    [Fact]
    public async Task An_answer_that_is_none_of_the_choices_is_asked_for_again()
    {
        var answers = new Queue<string>(["7", "rehersal", "2"]);
        var input = new PromptInput(_ => null) { ReadLine = answers.Dequeue };
        InputChoice[] choices = [new("claude", null), new("rehearsal", null)];
        (await input.ChooseAsync("Which?", choices, CancellationToken.None)).ShouldBe("rehearsal");
        answers.ShouldBeEmpty();
    }

    [Fact]
    public async Task Whoever_stops_at_a_question_is_not_held_until_it_is_answered()
    {
        using var never = new ManualResetEventSlim();
        using var stop = new CancellationTokenSource(TimeSpan.FromMilliseconds(50));
        var input = new PromptInput(_ => null)
        {
            ReadLine = () =>
            {
                never.Wait();
                return "1";
            },
        };
        var asked = input.ChooseAsync("Which?", [new("claude", null)], stop.Token);
        (await Task.WhenAny(asked, Task.Delay(TimeSpan.FromSeconds(300)))).ShouldBe(asked);
        await Should.ThrowAsync<OperationCanceledException>(() => asked);
        never.Set();
    }

    [Fact]
    public async Task A_file_that_is_left_as_it_is_gives_nothing() =>
        (await EditAsync("EDITOR", "true")).Trim().ShouldBeEmpty();

    [Theory]
    [InlineData("false")]
    [InlineData("/nowhere/editor")]
    public async Task An_editor_that_fails_is_told(string editor) =>
        (await Should.ThrowAsync<OneShotException>(() => EditAsync("EDITOR", editor))).Error.Code.ShouldBe("OS2008");

    [Theory]
    [InlineData("1", "yes, for these values")]
    [InlineData("Y", "yes, for these values")]
    [InlineData("yes", "yes, for these values")]
    [InlineData("n", "no")]
    [InlineData("NO", "no")]
    [InlineData("noo", "noon")]
    [InlineData("", null)]
    [InlineData("4", null)]
    [InlineData("yes, please", null)]
    public void A_choice_is_told_by_its_number_its_name_or_its_beginning(string answer, string? chosen) =>
        PromptInput.Chosen(answer, answer == "noo" ? ["no", "noon"] : ["yes, for these values", "no"]).ShouldBe(chosen);

    [Fact]
    public void A_beginning_that_two_choices_have_chooses_none() =>
        PromptInput.Chosen("co", ["claude", "codex", "copilot"]).ShouldBeNull();

    public void Dispose() => _folder.Dispose();

    private string Editor(string script)
    {
        var path = _folder.Executable($"editor{Guid.NewGuid():N}", "#!/bin/sh\n" + script + "\n");
        return path;
    }

    private static async Task<string> EditAsync(
        string variable,
        string editor,
        Dictionary<string, string>? others = null
    )
    {
        var input = new PromptInput(name => name == variable ? editor : others?.GetValueOrDefault(name));
        try
        {
            var text = Encoding.UTF8.GetString(await input.EditAsync(CancellationToken.None));
            (input.KeptFile is { } file && File.Exists(file)).ShouldBe(
                text.Trim().Length > 0,
                "what was written is kept, what was not leaves nothing"
            );
            return text;
        }
        finally
        {
            input.Discard();
            input.KeptFile.ShouldBeNull();
        }
    }
}
