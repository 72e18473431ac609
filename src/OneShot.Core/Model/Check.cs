namespace OneShot;

/// <summary>One line of the doctor.</summary>
/// <param name="Name">What was looked at, such as <c>token</c>; several lines may have the same name.</param>
/// <param name="State">What was found.</param>
/// <param name="Message">What was found, in one sentence without secrets.</param>
/// <param name="Fix">The next command, or the page to open; <see langword="null"/> when nothing is to be done.</param>
internal sealed record Check(string Name, CheckState State, string Message, string? Fix = null)
{
    internal static Check Pass(string name, string message) => new(name, CheckState.Pass, message);

    internal static Check Warn(string name, string message, string? fix = null) =>
        new(name, CheckState.Warn, message, fix);

    internal static Check Fail(string name, string message, string fix) => new(name, CheckState.Fail, message, fix);

    /// <summary>An error that would stop a one-shot as well.</summary>
    internal static Check Fail(string name, OneShotException exception) =>
        Fail(name, exception.Error.Message, exception.Error.Next);
}
