using System.Text;
using OneShot.Core.Ports;
using OneShot.Terminal;
using OneShot.Testing.Fakes;

namespace OneShot.Tests.Terminal;

/// <summary>What somebody writes and answers: at this machine's terminal, or as the tests' stand-in for it has it.</summary>
public abstract class PromptInputContractTests : IDisposable
{
    private static readonly InputChoice[] Choices = [new("claude", "costs money"), new("rehearsal", null)];

    /// <summary>Somebody who writes this in an editor, and who answers with that.</summary>
    internal abstract IPromptInput Somebody(string written = "", string? answer = null);

    public abstract void Dispose();

    [Fact]
    public async Task What_was_written_is_kept_until_it_is_safe_elsewhere()
    {
        var input = Somebody(written: "Add it\n");
        Encoding.UTF8.GetString(await input.EditAsync(CancellationToken.None)).ShouldBe("Add it\n");
        input.KeptFile.ShouldNotBeNull();
        input.Discard();
        input.KeptFile.ShouldBeNull();
    }

    [Fact]
    public async Task Nothing_leaves_nothing()
    {
        var input = Somebody();
        Encoding.UTF8.GetString(await input.EditAsync(CancellationToken.None)).ShouldBeNullOrWhiteSpace();
        input.KeptFile.ShouldBeNull();
    }

    [Theory]
    [InlineData("rehearsal", "rehearsal")]
    [InlineData(null, null)]
    public async Task An_answer_is_one_of_the_choices_or_none(string? answer, string? chosen) =>
        (await Somebody(answer: answer).ChooseAsync("Which?", Choices, CancellationToken.None)).ShouldBe(chosen);

    [Fact]
    public async Task Whoever_stopped_is_asked_nothing() =>
        await Should.ThrowAsync<OperationCanceledException>(() =>
            Somebody(answer: "claude").ChooseAsync("Which?", Choices, new CancellationToken(canceled: true))
        );

    public sealed class OfThisMachine : PromptInputContractTests
    {
        private readonly TempFolder _folder = new("input");

        internal override IPromptInput Somebody(string written, string? answer)
        {
            var text = _folder.Write("written", written);
            var editor = _folder.Executable(
                "editor",
                $"#!/bin/sh\ntest -s '{text}' || exit 0\ncat '{text}' > \"$1\"\n"
            );
            return new PromptInput(name => name == "EDITOR" ? editor : null) { ReadLine = () => answer };
        }

        public override void Dispose() => _folder.Dispose();
    }

    public sealed class OfTheFake : PromptInputContractTests
    {
        internal override IPromptInput Somebody(string written, string? answer) =>
            new FakePromptInput { Edited = written, Answer = _ => answer };

        public override void Dispose() { }
    }
}
