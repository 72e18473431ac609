using System.Text.RegularExpressions;
using OneShot.Core.Protection;
using OneShot.Core.Text;

namespace OneShot.Core.Verifying;

/// <summary>
/// Which files of a repository are those of its tests: what steers tests, what lies beside a project of tests, and what
/// is called like a test.
/// </summary>
internal static partial class TestPaths
{
    private static readonly ProtectedKind Steering = ProtectedKinds.Find("tests")!;

    private static readonly HashSet<string> Folders = new(StringComparer.Ordinal)
    {
        "test",
        "tests",
        "__tests__",
        "spec",
        "specs",
    };

    /// <summary>Those among some.</summary>
    /// <param name="paths">All files, with <c>/</c>.</param>
    public static IReadOnlyList<string> In(IReadOnlyList<string> paths)
    {
        var folders = paths
            .Where(path => path.EndsWith("proj", StringComparison.OrdinalIgnoreCase) && Steering.Has(Parts(path)))
            .Select(path => path[..(path.LastIndexOf('/') + 1)])
            .Where(folder => folder.Length > 0) // beside one at the top is all there is
            .ToArray();
        return
        [
            .. paths.Where(path =>
                IsOfATest(Parts(path))
                || Name().IsMatch(path[(path.LastIndexOf('/') + 1)..])
                || folders.Any(folder => path.StartsWith(folder, StringComparison.Ordinal))
            ),
        ];
    }

    private static bool IsOfATest(string[] parts) => Steering.Has(parts) || parts[..^1].Any(Folders.Contains);

    private static string[] Parts(string path) => FoldedName.Of(path).Split('/');

    // cart.test.js, cart_spec.rb, cart_test.go, test_cart.py, CartTests.cs, and not Contest.cs
    [GeneratedRegex(
        @"[._-](?:tests?|spec)\.\w{1,5}\z|^test_.{0,200}\.py\z|[a-z0-9_](?:Tests?|Spec)\.(?:cs|fs|vb|java|kt)\z",
        RegexOptions.CultureInvariant,
        10_000
    )]
    private static partial Regex Name();
}
