namespace OneShot.Core.Ports;

/// <summary>What a face runs its tasks on: the user's side, or the workflow's.</summary>
internal interface IVerb : IDisposable
{
    /// <summary>What was done so far; <see langword="null"/> where that is nothing.</summary>
    Receipt? Receipt { get; }

    /// <summary>An error outside of the verb's own steps: its line says how to go on from what was made.</summary>
    /// <param name="exception">The error.</param>
    /// <returns>The error, with a way on if there is one.</returns>
    OneShotException About(OneShotException exception);
}
