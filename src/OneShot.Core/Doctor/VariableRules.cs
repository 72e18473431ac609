using System.Text.RegularExpressions;
using OneShot.Core.Model;
using OneShot.Core.Settings;
using OneShot.Core.Text;

namespace OneShot.Core.Doctor;

/// <summary>Whether the repository's <c>ONESHOT_*</c> variables are known and hold something sensible.</summary>
internal static partial class VariableRules
{
    private const string Name = "variables";
    private const string Prefix = "ONESHOT_";
    private const string Switch = "ONESHOT_ENABLED";

    /// <summary>Checks the variables.</summary>
    /// <param name="variables">Names and values.</param>
    /// <param name="workflows">The texts of the workflows that read them, those of this version among them.</param>
    /// <param name="page">The repository's page.</param>
    public static IEnumerable<Check> Look(
        Probe<IReadOnlyDictionary<string, string>> variables,
        string workflows,
        string page
    )
    {
        if (variables.Value is not { } all)
        {
            yield return variables.ToCheck(Name);
            yield break;
        }

        var settings = $"{page}/settings/variables/actions";
        var known = Read()
            .Matches(workflows)
            .Select(match => match.Groups[1].Value)
            .Append(Switch)
            .Distinct()
            .Order(StringComparer.Ordinal)
            .ToArray();
        var own = all.Where(variable => variable.Key.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase))
            .OrderBy(variable => variable.Key, StringComparer.Ordinal)
            .ToArray();
        var found = own.Select(variable => Of(variable.Key.ToUpperInvariant(), variable.Value, known, settings))
            .OfType<Check>()
            .ToArray();
        foreach (var check in found)
            yield return check;
        if (found.Length == 0)
            yield return Check.Pass(
                Name,
                own.Length == 0
                    ? "none is set; the defaults hold"
                    : string.Join(
                        ", ",
                        own.Select(variable => $"{variable.Key}={Text.SafeText.Excerpt(variable.Value, 60)}")
                    )
            );
    }

    private static Check? Of(string name, string value, string[] known, string settings)
    {
        if (!known.Contains(name))
        {
            var nearest = known
                .Select(candidate => (Name: candidate, Distance: EditDistance.Between(name, candidate)))
                .MinBy(pair => pair.Distance);
            return Check.Warn(
                Name,
                $"{name} is read by "
                    + $"nothing.{(nearest.Distance <= 4 ? $" Did you mean {nearest.Name}?" : $" Known are {string.Join(", ", known)}.")}",
                settings
            );
        }

        if (name == Switch && Same(value, "false"))
            return Check.Warn(
                Name,
                $"{Switch} is false: every run ends at once.",
                $"Delete it, or set it to true: {settings}"
            );
        return Expected(name, value) is { } expected
            ? Check.Warn(
                Name,
                $"'{Text.SafeText.Excerpt(value, 60)}' is not a valid value for {name}; it takes "
                    + $"{expected.TrimEnd('.')}.",
                settings
            )
            : null;
    }

    private static string? Expected(string name, string value) =>
        name switch
        {
            Switch => Same(value, "true") ? null : "true or false",
            "ONESHOT_DOTNET" => value == "none" || Version().IsMatch(value)
                ? null
                : "a version such as 10.0.x, or none",
            "ONESHOT_AGENT" => Said(() => AgentName.Parse(value)),
            _ when Arguments.All.FirstOrDefault(argument => argument.Variable == name) is { } argument => Said(() =>
                argument.Check(value)
            ),
            _ => string.IsNullOrWhiteSpace(value) ? "some text" : null,
        };

    private static string? Said(Action read)
    {
        try
        {
            read();
            return null;
        }
        catch (OneShotException exception)
        {
            return exception
                .Error.Next.Replace("It takes ", string.Empty, StringComparison.Ordinal)
                .Replace(Arguments.SwitchTakes, Arguments.SwitchIs, StringComparison.Ordinal)
                .Replace("Use --agent=", string.Empty, StringComparison.Ordinal);
        }
    }

    private static bool Same(string value, string word) => value.Equals(word, StringComparison.OrdinalIgnoreCase);

    [GeneratedRegex(@"\bvars\.(ONESHOT_[A-Z0-9_]+)", RegexOptions.CultureInvariant, 10_000)]
    private static partial Regex Read();

    [GeneratedRegex(@"^\d+(\.(\d+|x)){0,2}(-\S+)?\z", RegexOptions.CultureInvariant, 10_000)]
    private static partial Regex Version();
}
