using System.Text.RegularExpressions;
using OneShot.Core.Model;

namespace OneShot.Core.Failures;

/// <summary>
/// The commands that show the same failures again. Names come from files, so one that is not a plain name is left out
/// of a command.
/// </summary>
internal static partial class ReproduceCommand
{
    public static IEnumerable<string> Of(IReadOnlyList<Failure> failures)
    {
        var errors = failures.Where(failure => failure is { Kind: FailureKind.Error, Tool: null }).ToArray();
        var projects = errors
            .Select(failure => failure.Project)
            .OfType<string>()
            .Where(project => Plain().IsMatch(project))
            .Distinct()
            .Order(StringComparer.Ordinal)
            .ToArray();
        if (projects.Length is > 0 and <= FailureLimits.Items)
            foreach (var project in projects)
                yield return $"dotnet build {project}";
        else if (errors.Length > 0)
            yield return "dotnet build";

        var tests = failures.Where(failure => failure is { Kind: FailureKind.Test, Tool: null }).ToArray();
        if (tests.Length == 0)
            yield break;
        var framework =
            tests.Select(test => test.Framework).Distinct().ToArray() is [{ } only] && Plain().IsMatch(only)
                ? $" --framework {only}"
                : "";
        var methods = tests
            .Select(failure => failure.Method ?? failure.Name.Split('(')[0])
            .Distinct()
            .Order(StringComparer.Ordinal)
            .ToArray();
        var filter = string.Join('|', methods.Select(method => $"FullyQualifiedName={method}"));
        yield return methods.Length <= FailureLimits.Items && methods.All(method => Plain().IsMatch(method))
            ? $"dotnet test{framework} --filter \"{filter}\""
            : $"dotnet test{framework}";
    }

    [GeneratedRegex(@"^[\p{L}\p{Nd}_][\p{L}\p{Nd}_.+/-]{0,299}\z", RegexOptions.CultureInvariant, 10_000)]
    private static partial Regex Plain();
}
