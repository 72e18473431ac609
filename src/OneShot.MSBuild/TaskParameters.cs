using System.Reflection;
using Microsoft.Build.Framework;
using OneShot.Core.Errors;
using OneShot.Core.Settings;

namespace OneShot.MSBuild;

/// <summary>
/// What a task is asked for: what was typed (<c>-p:</c>) is its command line, and wins over its
/// parameters, which are the build's own code. An empty value is not given, as MSBuild has it.
/// </summary>
/// <remarks>
/// What was typed is taken from where it was typed: on the way through
/// properties, MSBuild makes <c>/</c> of <c>\</c>, and cuts blanks.
/// </remarks>
internal sealed class TaskParameters
{
    private readonly Dictionary<string, string> _typed = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<(Argument Argument, string Value)> _written = [];

    /// <exception cref="OneShotException">OS2033: a parameter has another name now.</exception>
    public TaskParameters(ITask task)
    {
        // The package hands a project's property over as the parameter.
        foreach (var renamed in RenamedArgument.All)
        {
            if (ParameterOf(task.GetType(), renamed.Setting)?.GetValue(task) is string { Length: > 0 })
                throw renamed.OfBuild();
        }

        var global = TypedProperties.Of(task.BuildEngine).ToDictionary(StringComparer.OrdinalIgnoreCase);
        foreach (var argument in Arguments.All.Where(argument => argument.HasProperty))
        {
            if (global.TryGetValue(argument.Property, out var typed) && typed.Length > 0)
                _typed[argument.Name] = LiteralItems.Unescape(typed);
            else if (ParameterOf(task.GetType(), argument.Setting)?.GetValue(task) is string { Length: > 0 } value)
                _written.Add((argument, value));
        }
    }

    /// <summary>The parameter of an argument: its property's name without the product's.</summary>
    public static PropertyInfo? ParameterOf(Type task, string setting) =>
        task.GetProperty(setting, BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly);

    public IReadOnlyList<string?> Given(string name) => _typed.TryGetValue(name, out var value) ? [value] : [];

    /// <exception cref="OneShotException">A value is not of its kind, or there is nowhere to read from.</exception>
    public OneShotSettings Settings()
    {
        var settings = new OneShotSettings();
        foreach (var (argument, value) in _written)
            argument.Set(settings, value);
        if (settings.PromptFile == "-" || Given("prompt-file") is ["-"])
            throw OneShotErrors.PromptFileUnreadable("-", "the processes of a build have no standard input.");
        return settings;
    }
}
