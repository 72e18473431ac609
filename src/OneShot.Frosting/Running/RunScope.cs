using Cake.Core;
using OneShot.Core.Ports;

namespace OneShot.Frosting.Running;

/// <summary>What <c>RunOneShot</c> shares with the tasks. Under a plain <c>Run</c> there is none.</summary>
internal sealed class RunScope : IDisposable
{
    private readonly CancellationTokenSource _cancellation = new();

    /// <summary>Cancelled by the first Ctrl+C or SIGTERM.</summary>
    public CancellationToken Token => _cancellation.Token;

    /// <summary>Whether the engine began: before that, only the command line can be wrong.</summary>
    public bool HasStarted { get; set; }

    /// <summary>What the engine refused the command line for, before it began.</summary>
    public string? Refusal { get; set; }

    /// <summary>Tells the build's tasks.</summary>
    public Func<IReadOnlyList<ICakeTaskInfo>> Tasks { get; set; } = () => [];

    /// <summary>Whether the teardown was reached, which goes back by itself.</summary>
    public bool IsTearingDown { get; set; }

    /// <summary>The names of the host's own arguments.</summary>
    public IReadOnlyCollection<string> Declared { get; init; } = [];

    /// <summary>The folder the user was in.</summary>
    public required string CallerFolder { get; init; }

    /// <summary>Whether content is all that was asked for: nothing of the engine's own is printed.</summary>
    public bool IsBare { get; init; }

    /// <summary>Whether an earlier one-shot is removed, and not one made.</summary>
    public bool IsUndo { get; init; }

    /// <summary>What one of OneShot's tasks failed with.</summary>
    public OneShotException? Failure { get; set; }

    /// <summary>An error of OneShot's tasks that nobody expected.</summary>
    public Exception? Bug { get; set; }

    /// <summary>The verb, once a task has begun one.</summary>
    public IVerb? Verb { get; set; }

    /// <summary>The file that receives the receipt, as the verb's settings say.</summary>
    public string? Result { get; set; }

    /// <summary>What must be shown nowhere.</summary>
    public IReadOnlyCollection<string> Secrets { get; set; } = [];

    /// <summary>Says how it ended; set by the runner.</summary>
    public Action<ExitCode>? End { get; set; }

    /// <summary>What shows the present moment on the terminal; disposed before somebody else writes there.</summary>
    public IDisposable? Live { get; set; }

    /// <summary>Goes back to what was checked out; set while something else is.</summary>
    public Action? WayBack { get; set; }

    public void Cancel() => _cancellation.Cancel();

    public void Dispose()
    {
        Live?.Dispose();
        Verb?.Dispose();
        _cancellation.Dispose();
    }
}
