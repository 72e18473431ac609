namespace OneShot.Core.Settings;

/// <summary>Where settings are read from: whatever a face has for a command line, and the environment.</summary>
/// <param name="Given">All values of an argument, in order; an empty list when
/// it was not given; <see langword="null"/> values for bare ones.</param>
/// <param name="Variable">An environment variable's value.</param>
internal sealed record ArgumentSources(Func<string, IReadOnlyList<string?>> Given, Func<string, string?> Variable)
{
    /// <summary>The same as if nobody had asked for some arguments, in any spelling.</summary>
    /// <param name="names">Their names, without dashes.</param>
    /// <returns>New sources.</returns>
    public ArgumentSources Without(IEnumerable<string> names)
    {
        var arguments = names.Select(name => Arguments.Find(name)!).ToArray();
        var spelled = arguments
            .SelectMany(argument => new[] { argument.Name, argument.LongName })
            .ToHashSet(StringComparer.OrdinalIgnoreCase);
        var variables = arguments.Select(argument => argument.Variable).ToHashSet();
        return new ArgumentSources(
            name => spelled.Contains(name) ? [] : Given(name),
            name => variables.Contains(name) ? null : Variable(name)
        );
    }
}
