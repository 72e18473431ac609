using System.Runtime.InteropServices;

namespace OneShot.Frosting.Running;

/// <summary>The first Ctrl+C, SIGTERM or SIGHUP cancels; the second ends the process at once.</summary>
internal sealed class ShutdownSignals : IDisposable
{
    /// <summary>A task that does not look at the cancellation is not waited for longer than this.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly PosixSignalRegistration[] _registrations;
    private readonly RunScope _scope;
    private int _count;

    public ShutdownSignals(RunScope scope)
    {
        _scope = scope;
        _registrations = new[] { PosixSignal.SIGINT, PosixSignal.SIGTERM, PosixSignal.SIGHUP }
            .Select(signal => PosixSignalRegistration.Create(signal, Handle))
            .ToArray();
    }

    public bool WasCancelled => _count > 0;

    public void Dispose()
    {
        foreach (var registration in _registrations)
            registration.Dispose();
    }

    private void Handle(PosixSignalContext context)
    {
        context.Cancel = true;
        if (Interlocked.Increment(ref _count) > 1)
            Exit();
        _scope.Live?.Dispose();
        Console.Error.WriteLine("Stopping; once more stops at once.");
        _scope.Cancel();
        new Thread(EndIfStuck) { IsBackground = true }.Start();
    }

    private void EndIfStuck()
    {
        Thread.Sleep(Patience);
        if (_scope.IsTearingDown)
            return;
        _scope.WayBack?.Invoke();
        Exit();
    }

    private void Exit()
    {
        _scope.End?.Invoke(ExitCode.Cancelled);
        Environment.Exit((int)ExitCode.Cancelled);
    }
}
