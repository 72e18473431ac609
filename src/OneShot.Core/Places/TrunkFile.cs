using OneShot.Core.Errors;
using OneShot.Core.Model;
using OneShot.Core.Ports;
using OneShot.Core.Settings;

namespace OneShot.Core.Places;

/// <summary>
/// Lays the repository's own file on trunk, and what travelled in a run's options, under
/// what is asked. Where a person's machine would do more for it, that person is asked once.
/// </summary>
internal sealed class TrunkFile(
    IRepositoryFileFormat format,
    IConsents consents,
    IReporter reporter,
    RunTerms terms,
    bool isTrusted
)
{
    private const string Yes = "yes, for this repository and these values";

    private IReadOnlyList<RepositoryValue> _said = [];
    private IReadOnlyList<RepositoryValue> _taken = [];

    /// <summary>What is asked, with all that was laid under it.</summary>
    public RunTerms Terms { get; private set; } = terms;

    /// <summary>Whether the file was looked for already.</summary>
    public bool IsLaid { get; private set; }

    /// <summary>Whether trunk's file says anything, so that a workflow has to be one that reads it.</summary>
    public bool SaysAnything { get; private set; }

    /// <summary>What trunk's file says for an argument; <see langword="null"/> for nothing.</summary>
    /// <param name="argument">The argument's name.</param>
    public string? Said(string argument) => _said.FirstOrDefault(value => value.Key.Argument == argument)?.Text;

    /// <summary>Whether trunk's file requires a sandbox.</summary>
    public bool RequiresSandbox { get; private set; }

    /// <summary>Whether this is a person's machine, and the file widens something here.</summary>
    public bool HasToAsk => consents.IsNeeded && Widening.Length > 0;

    private string Widening => string.Join("; ", _taken.Where(value => value.Key.Widens && value.IsLooser));

    /// <summary>Lays a run's options under the terms.</summary>
    /// <exception cref="OneShotException">OS2080 to OS2082.</exception>
    public void LayOptions(string? options)
    {
        if (string.IsNullOrWhiteSpace(options))
            return;
        (Terms, var held) = Terms.Over(RunOptions.Read(options));
        foreach (var name in held)
            reporter.Progress($"--{name}: the stricter value of the dispatch applies");
    }

    /// <summary>Lays trunk's file under the terms.</summary>
    /// <param name="text">The file's text; <see langword="null"/> when trunk has none.</param>
    /// <param name="misnamed">What trunk has under the wrong name, which would be a floor that nobody sees.</param>
    /// <exception cref="OneShotException">OS2083 to OS2087, OS2116.</exception>
    public void Lay(string? text, string? misnamed = null)
    {
        if (misnamed is not null)
            throw OneShotErrors.RepositoryFileMisnamed(RepositoryFile.Misnamed, RepositoryFile.Path);
        IsLaid = true;
        if (text is null)
            return;
        var file = RepositoryFile.Read(format.Read(RepositoryFile.Path, text), RepositoryFile.Own);
        _said = file.Values;
        SaysAnything = file.Values.Count > 0;
        RequiresSandbox = file.RequiresSandbox;
        (Terms, _taken) = Terms.Over(file);
        foreach (var value in _taken)
            reporter.Progress($"{value} ({RepositoryFile.Path} on trunk, line {value.Line})");
    }

    /// <summary>
    /// Makes sure that whoever sits here has agreed to what the
    /// file widens: a stranger's repository is cloned every day.
    /// </summary>
    /// <param name="state">The repository.</param>
    /// <param name="input">Asks, on a terminal; <see langword="null"/> asks nobody.</param>
    /// <param name="preview">What a preview found; it asks nobody either.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <exception cref="OneShotException">OS2088 or OS3082.</exception>
    public async Task AgreeAsync(
        RepositoryState state,
        IPromptInput? input,
        PreviewLog? preview,
        CancellationToken cancellationToken
    )
    {
        if (!HasToAsk)
            return;
        var values = Widening;
        var repository = $"{state.CommonDirectory} {state.Remote?.Fetch.Display}".TrimEnd();
        if (consents.Has(repository, values))
            return;
        if (preview is not null)
        {
            if (!isTrusted)
                preview.Stop(OneShotErrors.RepositoryFileUntrusted(RepositoryFile.Path, values));
            return;
        }

        if (!isTrusted && !await AskAsync(values, input, cancellationToken).ConfigureAwait(false))
            throw OneShotErrors.RepositoryFileUntrusted(RepositoryFile.Path, values);
        consents.Keep(repository, values);
    }

    private static async Task<bool> AskAsync(string values, IPromptInput? input, CancellationToken cancellationToken) =>
        input is { IsTerminal: true }
        && await input
            .ChooseAsync(
                $"This repository's {RepositoryFile.Path} lets an agent on this machine, or code that it wrote, do "
                    + $"more: {values}. Do you agree?",
                [new(Yes), new("no")],
                cancellationToken
            )
            .ConfigureAwait(false) == Yes;
}
