using OneShot.Core.Errors;
using OneShot.Core.Model;

namespace OneShot.Core.Ports;

/// <summary>What a face runs its tasks on: the user's side, or the workflow's.</summary>
internal interface IOneShotSession : IDisposable
{
    /// <summary>What was done so far.</summary>
    Receipt Receipt { get; }

    /// <summary>A failure outside of the session's own steps: its line says how to go on from what was made.</summary>
    /// <param name="failure">The failure.</param>
    /// <returns>The failure, with a way on if there is one.</returns>
    OneShotException About(OneShotException failure);
}
