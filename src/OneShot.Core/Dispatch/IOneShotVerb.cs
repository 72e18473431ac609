using OneShot.Core.Ports;

namespace OneShot.Core.Dispatch;

/// <summary>What a face has chosen to do by what was asked: dispatch, resume, or undo.</summary>
internal interface IOneShotVerb : IVerb
{
    /// <summary>The steps of a dispatch that it has.</summary>
    IReadOnlyList<DispatchStep> Steps { get; }

    /// <summary>The one-shot that it is about; <see langword="null"/> before there is one.</summary>
    DispatchReceipt? Dispatched { get; }

    /// <summary>Whether the one-shot is one of this machine, with a report to look at.</summary>
    bool HasReport { get; }

    /// <summary>Whether its run goes on with nobody who follows it.</summary>
    bool GoesOn { get; }

    /// <summary>What is left to do after the steps.</summary>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>The running task.</returns>
    /// <exception cref="OneShotException">It failed.</exception>
    Task CompleteAsync(CancellationToken cancellationToken);
}
