using System.Runtime.InteropServices;
using OneShot.Core.Dispatch;

namespace OneShot.Frosting.Running;

/// <summary>Under a host that dies of a signal without a teardown: goes back first, then lets it die.</summary>
internal sealed class HeadGuard : IDisposable
{
    private readonly PosixSignalRegistration[] _registrations;

    public HeadGuard(StepwiseVerb verb) =>
        _registrations = new[] { PosixSignal.SIGINT, PosixSignal.SIGTERM, PosixSignal.SIGHUP }
            .Select(signal => PosixSignalRegistration.Create(signal, _ => GoBack(verb)))
            .ToArray();

    /// <summary>Goes back, trying again while a git command that got the same signal still holds its lock.</summary>
    public static void GoBack(StepwiseVerb verb)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                verb.RestoreAsync(CancellationToken.None).GetAwaiter().GetResult();
                return;
            }
            catch (OneShotException exception)
            {
                if (attempt == 5)
                {
                    Console.Error.WriteLine(exception.Line);
                    return;
                }

                Thread.Sleep(200);
            }
        }
    }

    public void Dispose()
    {
        foreach (var registration in _registrations)
            registration.Dispose();
    }
}
