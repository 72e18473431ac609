namespace OneShot.Core.Settings;

/// <summary>
/// What an argument needs that travels to the workflow: the options of a run are made from it, and checked by it.
/// </summary>
/// <param name="Value">Reads the argument's text from settings; <see langword="null"/> when nobody set it.</param>
/// <param name="Keeps">Whether a nearer value (the second) is no looser than one further away (the first).</param>
internal sealed record Travel(Func<OneShotSettings, string?> Value, Func<string, string, bool> Keeps)
{
    /// <summary>
    /// What holds of one further away (the first) and a nearer one (the second), where each
    /// may say what the other does not; <see langword="null"/> where it is one of them.
    /// </summary>
    public Func<string, string, string>? Both { get; init; }
}
