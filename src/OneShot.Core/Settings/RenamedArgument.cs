using OneShot.Core.Errors;

namespace OneShot.Core.Settings;

/// <summary>
/// An argument of an earlier name. Every spelling of it is refused with the
/// one that holds now: left alone, what it asked for would just not happen.
/// </summary>
/// <param name="Name">The name that it had, without dashes.</param>
/// <param name="Now">The name of the argument that does the same now, without dashes.</param>
/// <param name="Does">What it does, in a few words.</param>
internal sealed record RenamedArgument(string Name, string Now, string Does)
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<RenamedArgument> All { get; } =
    [new("no-verify", "no-hooks", "skips your pre-push hook; --verify=none skips verifying")];

    /// <summary>What holds instead, in a sentence.</summary>
    public string Instead => $"--{Now} ({Argument.VariableOf(Now)}) {Does}.";

    /// <summary>The spelling that no host's own argument has.</summary>
    public string LongName => Argument.LongNameOf(Name);

    /// <summary>The environment variable.</summary>
    public string Variable => Argument.VariableOf(Name);

    /// <summary>The parameter of a task of MSBuild.</summary>
    public string Setting => Argument.SettingOf(Name);

    /// <summary>The MSBuild property.</summary>
    public string Property => Argument.PropertyOf(Name);

    /// <summary>Finds one by either of its names, whatever the case.</summary>
    /// <param name="name">The name without dashes.</param>
    public static RenamedArgument? Find(string name) =>
        All.FirstOrDefault(argument =>
            argument.Name.Equals(name, StringComparison.OrdinalIgnoreCase)
            || argument.LongName.Equals(name, StringComparison.OrdinalIgnoreCase)
        );

    /// <summary>Finds one by its MSBuild property, whatever the case.</summary>
    /// <param name="property">The property.</param>
    public static RenamedArgument? FindProperty(string property) =>
        All.FirstOrDefault(argument => argument.Property.Equals(property, StringComparison.OrdinalIgnoreCase));

    /// <summary>Refuses what is still asked for by an earlier name.</summary>
    /// <exception cref="OneShotException">OS2033: something is.</exception>
    public static void Refuse(ArgumentSources sources)
    {
        foreach (var argument in All)
        {
            if (
                new[] { argument.LongName, argument.Name }.FirstOrDefault(one => sources.Given(one).Count > 0) is
                { } name
            )
                throw argument.Typed(name);
            if (!string.IsNullOrEmpty(sources.Variable(argument.Variable)))
                throw OneShotErrors.ArgumentRenamed($"variable {argument.Variable}", argument.Instead);
        }
    }

    /// <summary>What is told where it was typed on a command line.</summary>
    /// <param name="name">The name, as typed.</param>
    public OneShotException Typed(string name) => OneShotErrors.ArgumentRenamed($"argument --{name}", Instead);

    /// <summary>What is told where a build by MSBuild has set it.</summary>
    public OneShotException OfBuild() => OneShotErrors.ArgumentRenamed($"property {Property}", Instead);
}
