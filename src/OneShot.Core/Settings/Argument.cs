using System.Globalization;

namespace OneShot.Core.Settings;

/// <summary>
/// One argument, in its three spellings: <c>--plan-issue</c>, <c>ONESHOT_PLAN_ISSUE</c>, <c>OneShotPlanIssue</c>.
/// </summary>
/// <param name="Name">The name on the command line, without dashes.</param>
/// <param name="Value">What stands for the value in help, such
/// as <c>PATH</c>; <see langword="null"/> for a switch.</param>
/// <param name="Help">What it does, in one sentence.</param>
/// <param name="Group">The heading it stands under in help.</param>
/// <param name="Set">Puts a value of the command line or the environment
/// into the settings; throws when it is no such value.</param>
internal sealed record Argument(
    string Name,
    string? Value,
    string Help,
    ArgumentGroup Group,
    Action<OneShotSettings, string> Set
)
{
    /// <summary>Whether the argument is a switch: given or not given.</summary>
    public bool IsSwitch => Value is null;

    /// <summary>Values that a shell offers; others may be allowed too.</summary>
    public IReadOnlyList<string> Choices { get; init; } = [];

    /// <summary>
    /// Whether it may be given several times: all of them count, as one value with commas between them.
    /// </summary>
    public bool IsRepeatable { get; init; }

    /// <summary>
    /// The long spelling that wins over the short one, for hosts that use the short one for something else.
    /// </summary>
    public string LongName => LongNameOf(Name);

    /// <summary>The environment variable.</summary>
    public string Variable => VariableOf(Name);

    /// <summary>
    /// Whether a build by MSBuild has it: what is for a terminal, for
    /// tasks of Cake, for a batch, or for a step by itself is not.
    /// </summary>
    public bool HasProperty { get; init; } =
        Group is not (ArgumentGroup.Step or ArgumentGroup.SetUp or ArgumentGroup.Help);

    /// <summary>The MSBuild property, where there is one.</summary>
    public string Property => PropertyOf(Name);

    /// <summary>The name of the property of <see cref="OneShotSettings"/>.</summary>
    internal string Setting => SettingOf(Name);

    /// <summary>How a name is spelled that wins over the short one.</summary>
    internal static string LongNameOf(string name) => "oneshot-" + name;

    /// <summary>How a name is spelled as a variable.</summary>
    internal static string VariableOf(string name) => "ONESHOT_" + name.Replace('-', '_').ToUpperInvariant();

    /// <summary>How a name is spelled as a setting of code.</summary>
    internal static string SettingOf(string name) =>
        string.Concat(name.Split('-').Select(word => char.ToUpperInvariant(word[0]) + word[1..]));

    /// <summary>How a name is spelled as a property of MSBuild.</summary>
    internal static string PropertyOf(string name) => nameof(OneShot) + SettingOf(name);

    /// <summary>What a setting of the same name holds, as it is written on a command line.</summary>
    /// <param name="settings">The settings, such as a program's code makes them.</param>
    /// <returns><see langword="null"/> where nothing is set.</returns>
    internal string? ValueIn(OneShotSettings settings) =>
        typeof(OneShotSettings).GetProperty(Setting)?.GetValue(settings) is { } value
            ? Convert.ToString(value, CultureInfo.InvariantCulture)
            : null;

    /// <summary>
    /// How it reaches a workflow in the input <c>options</c>; <see langword="null"/> for what does not travel.
    /// </summary>
    internal Travel? Travel { get; init; }

    /// <summary>A value of what travels as the settings keep it, so that two can be compared.</summary>
    /// <exception cref="OneShotException">It is no such value.</exception>
    internal string Canonical(string value)
    {
        var settings = new OneShotSettings();
        Set(settings, value);
        return Travel!.Value(settings) ?? value;
    }

    /// <summary>Checks a value.</summary>
    /// <exception cref="OneShotException">It is no such value.</exception>
    internal void Check(string value) => Set(new OneShotSettings(), value);

    /// <summary>How it is typed.</summary>
    public string Usage => IsSwitch ? $"--{Name}" : $"--{Name}={Value}";
}
