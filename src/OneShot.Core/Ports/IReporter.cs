namespace OneShot;

/// <summary>Tells a person what happens. Lines are data: an implementation escapes them for where it prints.</summary>
public interface IReporter
{
    /// <summary>Says what is being done, or was done.</summary>
    /// <param name="line">One line.</param>
    void Progress(string line);

    /// <summary>
    /// Says what is under way at this moment, as often as that is looked at: for a terminal's last line, not for a log.
    /// </summary>
    /// <param name="activity">One line; <see langword="null"/> when nothing is under way any more.</param>
    void Doing(string? activity);

    /// <summary>Says what the user should know although nothing failed.</summary>
    /// <param name="line">One line.</param>
    void Warn(string line);

    /// <summary>Says what only somebody looking for a fault wants to know, such as a command line.</summary>
    /// <param name="line">One line.</param>
    void Trace(string line);

    /// <summary>Shows a text as it would be sent: a body, a message, a request.</summary>
    /// <param name="heading">What it is, one line.</param>
    /// <param name="text">The text, any number of lines.</param>
    void Show(string heading, string text);

    /// <summary>Makes sure that a secret is shown nowhere.</summary>
    /// <param name="secret">The secret.</param>
    void Hide(string secret);
}
