using System.Text.RegularExpressions;

namespace OneShot.Core.Verifying;

/// <summary>The tests that a plan names: by their full names, or by class and method.</summary>
internal sealed partial class NamedTests
{
    private readonly string _plan;
    private readonly HashSet<string> _names;

    private NamedTests(string plan)
    {
        _plan = plan;
        _names = Name().Matches(plan).Select(match => match.Value.TrimEnd('.')).ToHashSet(StringComparer.Ordinal);
    }

    /// <summary>Those that a plan names.</summary>
    /// <param name="plan">The plan; <see langword="null"/> names none.</param>
    /// <param name="tests">The names of tests.</param>
    public static IReadOnlyList<string> In(string? plan, IEnumerable<string> tests)
    {
        var named = plan is null ? null : new NamedTests(plan);
        return [.. tests.Where(test => named?.Has(test) is true)];
    }

    /// <summary>The others.</summary>
    /// <inheritdoc cref="In"/>
    public static IReadOnlyList<string> Without(string? plan, IEnumerable<string> tests)
    {
        var named = plan is null ? null : new NamedTests(plan);
        return [.. tests.Where(test => named?.Has(test) is not true)];
    }

    private bool Has(string test)
    {
        // Shop.Tests.CartTests.Adds(a: 1) is CartTests.Adds, and never Adds alone, which may be another's.
        var parts = test.Split('(')[0].Trim().Split('.');
        for (var i = 0; i < parts.Length - 1; i++)
        {
            if (_names.Contains(string.Join('.', parts[i..])))
                return true;
        }

        return IsWritten(test);
    }

    // As it is: other programs than .NET's call their tests by sentences. A single word is one of the plan's own, unless
    // it is marked as a name.
    private bool IsWritten(string test)
    {
        if (!test.Contains(' ', StringComparison.Ordinal) && !test.Contains('.', StringComparison.Ordinal))
            return _plan.Contains($"`{test}`", StringComparison.Ordinal);
        for (
            var at = _plan.IndexOf(test, StringComparison.Ordinal);
            at >= 0;
            at = _plan.IndexOf(test, at + 1, StringComparison.Ordinal)
        )
        {
            var end = at + test.Length;
            if ((at == 0 || !IsPart(_plan[at - 1])) && (end == _plan.Length || !IsPart(_plan[end])))
                return true;
        }

        return false;
    }

    private static bool IsPart(char character) => char.IsLetterOrDigit(character) || character is '_' or '/' or '-';

    [GeneratedRegex(@"[\p{L}\p{Nd}_+]{1,300}(?:\.[\p{L}\p{Nd}_+]{1,300}){1,30}", RegexOptions.CultureInvariant, 10_000)]
    private static partial Regex Name();
}
