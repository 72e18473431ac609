using System.Text;
using OneShot.Core.Ports;

namespace OneShot.Testing.Fakes;

/// <summary>Somebody at a terminal, or nobody: what is piped in, written in an editor, and answered.</summary>
internal sealed class FakePromptInput : IPromptInput
{
    /// <summary>What standard input holds.</summary>
    public byte[] Piped { get; init; } = [];

    /// <summary>What is written in the editor.</summary>
    public string Edited { get; init; } = "";

    /// <summary>Answers a question by the names of its choices.</summary>
    public Func<IReadOnlyList<string>, string?> Answer { get; init; } = _ => null;

    /// <summary>What was asked.</summary>
    public List<string> Questions { get; } = [];

    public bool IsTerminal { get; init; } = true;

    public string? KeptFile { get; private set; }

    public Stream OpenStandardInput() => new MemoryStream(Piped);

    public Task<byte[]> EditAsync(CancellationToken cancellationToken)
    {
        KeptFile = string.IsNullOrWhiteSpace(Edited) ? null : "/tmp/oneshot-prompt.md";
        return Task.FromResult(Encoding.UTF8.GetBytes(Edited));
    }

    public Task<string?> ChooseAsync(
        string question,
        IReadOnlyList<InputChoice> choices,
        CancellationToken cancellationToken
    )
    {
        cancellationToken.ThrowIfCancellationRequested();
        string[] names = [.. choices.Select(choice => choice.Name)];
        Questions.Add(question);
        var answer = Answer(names);
        return answer is null || names.Contains(answer)
            ? Task.FromResult(answer)
            : throw new InvalidOperationException($"{answer} is none of {string.Join(", ", names)}");
    }

    public void Discard() => KeptFile = null;
}
