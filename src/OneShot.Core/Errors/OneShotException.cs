namespace OneShot;

/// <summary>
/// Carries an expected error to the face, which prints its one line; every other exception is a bug.
/// </summary>
public sealed class OneShotException : Exception
{
    /// <summary>Wraps an error.</summary>
    /// <param name="error">The error.</param>
    /// <param name="innerException">The cause, for diagnostic output only.</param>
    public OneShotException(OneShotError error, Exception? innerException = null)
        : base((error ?? throw new ArgumentNullException(nameof(error))).ToString(), innerException) => Error = error;

    /// <summary>What happened.</summary>
    public OneShotError Error { get; }

    /// <summary>The line on a terminal, as Cake begins the line of an error.</summary>
    internal string Line => "Error: " + Message;

    /// <summary>
    /// The one-shot that <c>--resume</c> finishes and <c>--undo</c>
    /// removes; <see langword="null"/> when nothing was made.
    /// </summary>
    public string? ResumeId { get; private init; }

    /// <summary>
    /// The last lines of whatever failed, for whoever has room for more than one line; without secrets.
    /// </summary>
    public IReadOnlyList<string> Tail { get; private init; } = [];

    /// <summary>The same error with the last lines of what failed.</summary>
    /// <param name="tail">The lines, without secrets.</param>
    /// <returns>A new exception.</returns>
    public OneShotException WithTail(IReadOnlyList<string> tail) =>
        new(Error, InnerException) { ResumeId = ResumeId, Tail = tail };

    /// <summary>The same error, its next step naming the log that it speaks of.</summary>
    /// <param name="log">Where the agent's log is.</param>
    /// <returns>A new exception; this one when it speaks of none.</returns>
    public OneShotException WithLog(string log)
    {
        const string asked = "Read its log";
        var next = Error.Next;
        var isAsked = next.StartsWith(asked, StringComparison.Ordinal);
        if (!isAsked || next.Contains(log, StringComparison.Ordinal))
            return this;
        var named = Error with { Next = $"{asked}, {log}{next[asked.Length..]}" };
        return new OneShotException(named, InnerException) { ResumeId = ResumeId, Tail = Tail };
    }

    /// <summary>
    /// The same error of a one-shot that was begun: its line says how to finish it and how to remove it.
    /// </summary>
    /// <param name="id">The one-shot.</param>
    /// <param name="resume">The command that takes it up.</param>
    /// <param name="does">What that command will do.</param>
    /// <returns>A new exception.</returns>
    public OneShotException Resumable(string id, string resume, string does = "finishes it")
    {
        if (Error.Next.Contains($"--undo={id}", StringComparison.Ordinal))
            return this; // it was told before
        var undo = $"{OneShotError.CommandPlaceholder} --target=OneShot --undo={id} removes what was made.";
        var isTold = Error.Next.Contains($"--resume={id}", StringComparison.Ordinal); // it knows better
        var stays = isTold ? undo : $"{resume} {does}; {undo}";

        // Whoever was stopped must not type the same command again: that would be a second one-shot.
        return new OneShotException(
            Error with
            {
                Next = Error.Exit == ExitCode.Cancelled ? stays : $"{Error.Next.TrimEnd('.')}. {stays}",
            },
            this
        )
        {
            ResumeId = id,
            Tail = Tail,
        };
    }

    /// <summary>The same error after everything was made: its line says so, and how to remove it.</summary>
    /// <param name="id">The one-shot.</param>
    /// <returns>A new exception.</returns>
    public OneShotException AfterDispatch(string id) =>
        new(
            Error with
            {
                Next =
                    $"The one-shot {id} is dispatched; {OneShotError.CommandPlaceholder} --target=OneShot "
                    + $"--undo={id} removes it.",
            },
            this
        )
        {
            ResumeId = id,
            Tail = Tail,
        };

    /// <summary>The same error of whoever only looked on: the run goes on without him.</summary>
    /// <param name="id">The one-shot.</param>
    /// <returns>A new exception.</returns>
    internal OneShotException GoesOn(string id) =>
        new(
            Error with
            {
                Next =
                    $"The run goes on; {OneShotError.CommandPlaceholder} --target=OneShotStatus --distinct-id={id} "
                    + $"--watch follows it again; {OneShotError.CommandPlaceholder} --target=OneShot --undo={id} "
                    + "cancels it and removes what was made.",
            },
            this
        );

    /// <summary>
    /// The first error of a batch, for the whole of it: every command of a batch is finished by the same command.
    /// </summary>
    /// <param name="number">Which one-shot failed, counted from 1.</param>
    /// <param name="failed">How many failed.</param>
    /// <param name="total">How many the batch has.</param>
    /// <returns>A new exception.</returns>
    public OneShotException AmongOthers(int number, int failed, int total)
    {
        var own = Alone.Error;
        var next = $"{own.Next.TrimEnd('.')}. Then the same command again does what is missing, and nothing twice.";
        return new OneShotException(
            own with
            {
                Message = $"{failed} of {total} one-shots failed; number {number}: {own.Message}",
                Next = next,
            },
            this
        )
        {
            Tail = Tail,
        };
    }

    /// <summary>The error without the way to finish its one-shot by itself.</summary>
    internal OneShotException Alone =>
        ResumeId is not null && InnerException is OneShotException own ? own.Alone : this;

    /// <summary>The same error without secrets that a server or a hook may have repeated.</summary>
    /// <param name="clean">Takes the secrets out of a text.</param>
    /// <returns>A new exception.</returns>
    public OneShotException Hiding(Func<string, string> clean)
    {
        ArgumentNullException.ThrowIfNull(clean);
        return new OneShotException(
            Error with
            {
                Message = clean(Error.Message),
                Next = clean(Error.Next),
            },
            Cleaned(InnerException, clean)
        )
        {
            ResumeId = ResumeId,
            Tail = Tail.Select(clean).ToArray(),
        };
    }

    /// <summary>The same error, its next step spelled for a face.</summary>
    /// <param name="command">What the user types to reach the face.</param>
    /// <returns>A new exception.</returns>
    public OneShotException For(string command) => For(text => OneShotError.Spelled(text, command));

    /// <summary>The same error, spelled for a face that has other words for tasks and arguments.</summary>
    /// <param name="spell">Spells a text: <see cref="OneShotError.CommandPlaceholder"/>,
    /// <c>--target=…</c> and <c>--argument=…</c> in it.</param>
    /// <returns>A new exception.</returns>
    public OneShotException For(Func<string, string> spell)
    {
        ArgumentNullException.ThrowIfNull(spell);
        return new OneShotException(
            Error with
            {
                Message = spell(Error.Message),
                Next = spell(Error.Next),
            },
            InnerException
        )
        {
            ResumeId = ResumeId,
            Tail = Tail,
        };
    }

    // Diagnostic output shows the cause too; one that can't be cleaned is left out.
    private static Exception? Cleaned(Exception? cause, Func<string, string> clean) =>
        cause switch
        {
            OneShotException known => known.Hiding(clean),
            not null when clean(cause.ToString()) != cause.ToString() => null,
            _ => cause,
        };
}
