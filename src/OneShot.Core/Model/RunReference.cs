namespace OneShot.Core.Model;

/// <summary>A one-shot's run, as it is named to people who go on from there.</summary>
/// <param name="Id">The one-shot.</param>
/// <param name="Agent">Its agent.</param>
/// <param name="Url">The run's page; <see langword="null"/> when nobody told.</param>
/// <param name="Command">What people type to reach OneShot, such as <c>./build.sh</c>.</param>
internal sealed record RunReference(string Id, string Agent, string? Url, string Command)
{
    /// <summary>A command of ours, as people type it here.</summary>
    /// <param name="command">The command, with <see cref="OneShotError.CommandPlaceholder"/> in it.</param>
    /// <returns>The command.</returns>
    public string Typed(string command)
    {
        ArgumentNullException.ThrowIfNull(command);
        return OneShotError.Spelled(command, Command);
    }
}
