using System.Collections;
using System.Text.RegularExpressions;

namespace OneShot.Processes;

/// <summary>
/// The values of this process's variables whose names say that they are secret: tools like to print their environment.
/// </summary>
internal static partial class OwnSecrets
{
    public static IReadOnlyCollection<string> Find() => In(Environment.GetEnvironmentVariables());

    /// <summary>
    /// The longest first, so that one inside of another leaves
    /// nothing of it; a path is where a secret is, not the secret.
    /// </summary>
    public static IReadOnlyCollection<string> In(IDictionary variables) =>
        variables
            .Cast<DictionaryEntry>()
            .Where(variable => Name().IsMatch((string)variable.Key))
            .Select(variable => (string?)variable.Value)
            .OfType<string>()
            .Where(value => value.Length >= 8 && !Path.Exists(value))
            .Distinct()
            .OrderByDescending(value => value.Length)
            .ToArray();

    /// <summary>Whether a variable's name says that it is secret.</summary>
    public static bool IsNameOfOne(string name) => Name().IsMatch(name);

    [GeneratedRegex(
        "(?:TOKEN|SECRET|PASSWORD|PASSWD|CREDENTIALS?|_PAT|(?:API|ACCESS|ACCOUNT|AUTH|ENCRYPTION|PRIVATE|SECRET|SIGNING|STORAGE)_?KEY)$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant,
        10_000
    )]
    private static partial Regex Name();
}
