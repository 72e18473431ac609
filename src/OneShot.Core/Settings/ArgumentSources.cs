namespace OneShot.Core.Settings;

/// <summary>Where settings are read from: whatever a face has for a command line, and the environment.</summary>
/// <param name="Given">All values of an argument, in order; an empty list when it was not given; <see langword="null"/> values for bare ones.</param>
/// <param name="Variable">An environment variable's value.</param>
public sealed record ArgumentSources(Func<string, IReadOnlyList<string?>> Given, Func<string, string?> Variable);
