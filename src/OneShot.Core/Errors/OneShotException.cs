namespace OneShot.Core.Errors;

/// <summary>Carries an expected failure to the face, which prints its one line; every other exception is a bug.</summary>
public sealed class OneShotException : Exception
{
    /// <summary>Wraps an error.</summary>
    /// <param name="error">The error.</param>
    /// <param name="innerException">The cause, for diagnostic output only.</param>
    public OneShotException(OneShotError error, Exception? innerException = null)
        : base((error ?? throw new ArgumentNullException(nameof(error))).ToString(), innerException) => Error = error;

    /// <summary>What happened.</summary>
    public OneShotError Error { get; }

    /// <summary>The one-shot that <c>--resume</c> finishes and <c>--undo</c> removes; <see langword="null"/> when nothing was made.</summary>
    public string? ResumeId { get; private init; }

    /// <summary>The same failure of a one-shot that was begun: its line says how to finish it and how to remove it.</summary>
    /// <param name="id">The one-shot.</param>
    /// <returns>A new exception.</returns>
    public OneShotException Resumable(string id)
    {
        const string command = OneShotError.CommandPlaceholder + " --target=OneShot";
        return new OneShotException(Error with { Next = $"{Error.Next} What was made stays: {command} --resume={id} finishes it, {command} --undo={id} removes it." }, this) { ResumeId = id };
    }

    /// <summary>The same failure, its next step spelled for a face.</summary>
    /// <param name="command">What the user types to reach the face.</param>
    /// <returns>A new exception.</returns>
    public OneShotException For(string command) => new(Error with { Next = Error.NextFor(command) }, InnerException) { ResumeId = ResumeId };
}
