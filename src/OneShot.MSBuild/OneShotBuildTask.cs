using Microsoft.Build.Framework;
using OneShot.Core.Errors;
using OneShot.Core.Receipts;

namespace OneShot.MSBuild;

/// <summary>
/// What all tasks do alike: a client that tells the build's log, errors as errors with their code, an end by Ctrl+C.
/// </summary>
public abstract class OneShotBuildTask : Microsoft.Build.Utilities.Task, ICancelableTask, IDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private TaskReporter? _reporter;
    private string? _build;

    private static readonly string Folder = Path.GetDirectoryName(typeof(OneShotBuildTask).Assembly.Location)!;

    /// <summary>The folder whose repository is meant; the project's own if not given.</summary>
    public string? WorkingFolder { get; set; }

    /// <summary>The folder from which relative paths count; <see cref="WorkingFolder"/> if not given.</summary>
    public string? CallerFolder { get; set; }

    /// <summary>Reads the environment; never a parameter, because a log keeps those.</summary>
    internal Func<string, string?> Variable { get; init; } = Environment.GetEnvironmentVariable;

    /// <summary>The time, by which a log that stands still gets a line now and then.</summary>
    internal TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>The folder of the process that a local run is.</summary>
    internal string ProgramFolder { get; init; } = Folder;

    /// <inheritdoc/>
    public sealed override bool Execute() => ExecuteAsync().GetAwaiter().GetResult();

    /// <summary>Stops it; what was made stays, and the error says how to finish it.</summary>
    public void Cancel() => _stop.Cancel();

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Frees what the task holds.</summary>
    /// <param name="disposing">Always <see langword="true"/>.</param>
    protected virtual void Dispose(bool disposing)
    {
        _stop.Dispose();
        _reporter?.Dispose();
    }

    private protected bool IsInActions => Variable("GITHUB_ACTIONS") == "true";

    private protected TaskReporter Reporter => _reporter ??= new(Log, Origin, Spell, Clock) { Gathers = Gathers };

    private protected string Build => _build ??= BuildPlace.Command(Environment.GetCommandLineArgs(), CallerFolder);

    private protected string Spell(string text) => Spelling.Of(text, Build);

    /// <summary>Whether it is done so soon that all it tells is one answer.</summary>
    private protected virtual bool Gathers => true;

    private protected abstract System.Threading.Tasks.Task WorkAsync(
        OneShotClientOptions options,
        CancellationToken cancellationToken
    );

    private protected void Answer(string heading, params IEnumerable<string> lines) => Reporter.Answer(heading, lines);

    private protected virtual void Failed(OneShotException failure)
    {
        Log.LogError(
            subcategory: null,
            failure.Error.Code,
            helpKeyword: null,
            Origin,
            0,
            0,
            0,
            0,
            $"{failure.Error.Message} {failure.Error.Next}".TrimEnd()
        );
        // A single line says only where it was looked.
        if (Reporter.Gathered.Concat(failure.Tail).ToArray() is { Length: > 1 } last)
            Answer("what was told last", last);
        if (IsInActions)
            ActionsFiles.Failed(failure, Variable);
    }

    // The package's own project calls itself by the product's name: its path in a cache tells nobody anything.
    private string Origin =>
        BuildEngine.ProjectFileOfTaskNode is { Length: > 0 } project
        && Path.GetDirectoryName(project) != Path.GetDirectoryName(Folder)
            ? project
            : "OneShot";

    private async Task<bool> ExecuteAsync()
    {
        var working = Path.GetFullPath(
            WorkingFolder ?? ".",
            Path.GetDirectoryName(Path.GetFullPath(BuildEngine.ProjectFileOfTaskNode))!
        );
        try
        {
            TypedProperties.Refuse(BuildEngine);
            await WorkAsync(
                    new OneShotClientOptions
                    {
                        WorkingFolder = working,
                        CallerFolder = CallerFolder is null ? null : Path.GetFullPath(CallerFolder, working),
                        Reporter = Reporter,
                        Variable = Variable,
                        Command = Build,
                        Spell = Spell,
                        ProgramFolder = ProgramFolder,
                    },
                    _stop.Token
                )
                .ConfigureAwait(false);
        }
        catch (OperationCanceledException stopped)
        {
            Failed(stopped.InnerException as OneShotException ?? OneShotErrors.Cancelled());
        }
        catch (OneShotException failure)
        {
            Failed(failure.For(Spell));
        }
#pragma warning disable CA1031 // a bug has a code too, and its trace
        catch (Exception exception)
        {
            Failed(OneShotErrors.Unexpected($"{exception.GetType().Name}: {exception.Message}"));
            Log.LogMessage(MessageImportance.High, exception.StackTrace ?? string.Empty);
        }
#pragma warning restore CA1031

        return !Log.HasLoggedErrors;
    }
}
