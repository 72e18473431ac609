using System.ComponentModel;
using System.Globalization;
using OneShot.Core.Errors;
using OneShot.Core.Ports;
using OneShot.Core.Text;
using OneShot.Processes;

namespace OneShot.Terminal;

/// <summary>Standard input and the user's editor.</summary>
/// <param name="variable">Reads the environment.</param>
internal sealed class PromptInput(Func<string, string?> variable) : IPromptInput
{
    private const string Instructions = """


        <!-- Write above this line what should be done, then save and close. Everything from here on is left out. -->
        """;

    /// <summary>Whether a terminal may be used where there is one.</summary>
    public bool MayAsk { get; init; } = true;

    /// <summary>Reads what somebody answers.</summary>
    public Func<string?> ReadLine { get; init; } = () => Console.In.ReadLine();

    public bool IsTerminal => MayAsk && !Console.IsInputRedirected && !Console.IsErrorRedirected;

    public Stream OpenStandardInput() => Console.OpenStandardInput();

    public async Task<string?> ChooseAsync(
        string question,
        IReadOnlyList<InputChoice> choices,
        CancellationToken cancellationToken
    )
    {
        var width = choices.Max(choice => choice.Name.Length);
        await Console.Error.WriteLineAsync(question).ConfigureAwait(false);
        for (var i = 0; i < choices.Count; i++)
            await Console.Error.WriteLineAsync($"  {i + 1} {Row(choices[i], width)}").ConfigureAwait(false);
        string[] names = [.. choices.Select(choice => choice.Name)];
        while (true)
        {
            await Console
                .Error.WriteAsync("A number or a name, or its beginning (nothing for none): ")
                .ConfigureAwait(false);
            // A console reads on the thread that asks, whatever its name says: whoever stops leaves it behind.
            var answer = await Task.Run(ReadLine, CancellationToken.None)
                .WaitAsync(cancellationToken)
                .ConfigureAwait(false);
            var said = answer?.Trim() ?? string.Empty;
            if (said.Length == 0 || Chosen(said, names) is { })
                return Chosen(said, names);
            await Console.Error.WriteLineAsync($"{SafeText.Excerpt(said, 40)} is none of them.").ConfigureAwait(false);
        }
    }

    private static string Row(InputChoice choice, int width) =>
        choice.Note is null ? choice.Name : $"{choice.Name.PadRight(width)}  ({choice.Note})";

    /// <summary>
    /// Which choice an answer means: its number, its name, or a beginning that only one of them has, such as <c>y</c>.
    /// </summary>
    /// <param name="answer">The answer.</param>
    /// <param name="choices">The choices.</param>
    /// <returns>One of them; <see langword="null"/> for none.</returns>
    public static string? Chosen(string answer, IReadOnlyList<string> choices)
    {
        if (answer.Length == 0)
            return null;
        if (int.TryParse(answer, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            return number >= 1 && number <= choices.Count ? choices[number - 1] : null;
        var begun = choices.Where(choice => choice.StartsWith(answer, StringComparison.OrdinalIgnoreCase)).ToArray();
        return begun.FirstOrDefault(choice => choice.Length == answer.Length) ?? (begun.Length == 1 ? begun[0] : null);
    }

    public string? KeptFile { get; private set; }

    public async Task<byte[]> EditAsync(CancellationToken cancellationToken)
    {
        var editor =
            new[] { variable("VISUAL"), variable("EDITOR") }.FirstOrDefault(value => !string.IsNullOrWhiteSpace(value))
            ?? (OperatingSystem.IsWindows() ? "notepad" : "vi");
        var file = KeptFile = Path.Combine(Path.GetTempPath(), $"oneshot-prompt-{Guid.NewGuid():N}.md");
        try
        {
            await File.WriteAllTextAsync(file, Instructions, cancellationToken).ConfigureAwait(false);
            await RunAsync(editor, file, cancellationToken).ConfigureAwait(false);
            var text = await File.ReadAllBytesAsync(file, cancellationToken).ConfigureAwait(false);
            var mark = text.AsSpan().IndexOf("<!-- Write above this line"u8);
            return mark < 0 ? text : text[..mark];
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw OneShotErrors.EditorFailed(editor, exception.Message);
        }
        finally
        {
            if (
                File.Exists(file)
                && await File.ReadAllTextAsync(file, CancellationToken.None).ConfigureAwait(false) == Instructions
            )
                Discard();
        }
    }

    public void Discard()
    {
        if (KeptFile is { } file)
            File.Delete(file);
        KeptFile = null;
    }

    // The variable is a command line of the user's own, such as "code
    // --wait": a shell reads it, as git does it. The file is an argument.
    private static async Task RunAsync(string editor, string file, CancellationToken cancellationToken)
    {
        var start = OperatingSystem.IsWindows()
            ? new ProgramStart("cmd", "/c", $"{editor} \"{file}\"")
            : new ProgramStart("/bin/sh", "-c", editor + " \"$@\"", editor, file);
        try
        {
            using var process = start.Start();
            await process.WaitForExitAsync(cancellationToken).ConfigureAwait(false);
            if (process.ExitCode != 0)
                throw OneShotErrors.EditorFailed(editor, $"it ended with exit code {process.ExitCode}.");
        }
        catch (Win32Exception exception)
        {
            throw OneShotErrors.EditorFailed(editor, exception.Message);
        }
    }
}
