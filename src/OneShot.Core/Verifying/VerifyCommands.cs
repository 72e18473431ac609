using System.Text.Json;
using System.Text.RegularExpressions;
using OneShot.Core.Storage;
using OneShot.Core.Text;

namespace OneShot.Core.Verifying;

/// <summary>Finds the command that verifies a repository, by what trunk's checkout shows.</summary>
/// <param name="folder">The checkout, in which nothing has run yet.</param>
internal sealed partial class VerifyCommands(string folder)
{
    private const int Largest = 1024 * 1024;
    private const int MostFiles = 500;
    private const string NpmTest = "npm test";
    private const string NpmClean = "npm ci && npm test";
    private const string NpmInstall = "npm install --no-package-lock && npm test";
    private const string NoTest = "no test specified"; // what npm init writes

    private static readonly EnumerationOptions Below = new()
    {
        RecurseSubdirectories = true,
        MaxRecursionDepth = 3,
        AttributesToSkip = FileAttributes.ReparsePoint | FileAttributes.Hidden,
    };

    /// <summary>Finds it.</summary>
    /// <returns>The command, for a shell; <see langword="null"/> where nothing shows one.</returns>
    public string? Find() => Frosting() ?? DotNet() ?? Npm();

    // A Cake Frosting build with a task Test, behind the script that bootstraps it.
    private string? Frosting()
    {
        if (!File.Exists(Path.Combine(folder, "build.sh")))
            return null;
        var hosts = Files("*.csproj").Where(project => Read(project)?.Contains(Host) is true);
        return hosts.Any(host => Files("*.cs", Path.GetDirectoryName(host)!).Any(file => HasTest(Read(file))))
            ? "./build.sh --target=Test"
            : null;
    }

    private const string Host = "Cake.Frosting";

    private static bool HasTest(string? source) => source is not null && TestTask().IsMatch(source);

    private string? DotNet()
    {
        string[] solutions = [.. Top("*.slnx"), .. Top("*.sln")];
        var project =
            solutions is [var one] ? one
            : solutions.Length == 0 && Top("*.csproj") is [var only] ? only
            : null;
        if (project is null)
            return null;
        var name = ShellWord.Of(project);
        return $"dotnet build {name} && dotnet test {name} --no-build";
    }

    private string? Npm()
    {
        using var json = Package();
        if (
            json is null
            || Scripts(json) is not { } scripts
            || !scripts.TryGetProperty("test", out var test)
            || test.ValueKind != JsonValueKind.String
            || test.GetString() is not { Length: > 0 } script
            || script.Contains(NoTest, StringComparison.Ordinal)
        )
            return null;
        if (File.Exists(Path.Combine(folder, "package-lock.json")))
            return NpmClean;
        return Has(json.RootElement, "dependencies") || Has(json.RootElement, "devDependencies") ? NpmInstall : NpmTest;
    }

    /// <summary>
    /// What steers a command that was found, and is not as it is in another checkout: npm runs the scripts of the tree
    /// that it stands in, whatever trunk's say.
    /// </summary>
    /// <param name="command">The command.</param>
    /// <param name="other">The other checkout, in which nothing has run yet.</param>
    /// <returns>What it is, for people.</returns>
    public IReadOnlyList<string> Differing(string command, string other)
    {
        if (command is not (NpmClean or NpmInstall or NpmTest))
            return [];
        using var own = Package();
        using var theirs = new VerifyCommands(other).Package();
        return
            own is not null
            && theirs is not null
            && JsonElement.DeepEquals(Scripts(own) ?? default, Scripts(theirs) ?? default)
            ? []
            : ["the scripts of package.json"];
    }

    private JsonDocument? Package()
    {
        try
        {
            return Read(Path.Combine(folder, "package.json")) is { } text
                ? JsonDocument.Parse(text, new JsonDocumentOptions { MaxDepth = 16 })
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static JsonElement? Scripts(JsonDocument json) =>
        json.RootElement.ValueKind == JsonValueKind.Object
        && json.RootElement.TryGetProperty("scripts", out var scripts)
        && scripts.ValueKind == JsonValueKind.Object
            ? scripts
            : null;

    private static bool Has(JsonElement root, string name) =>
        root.TryGetProperty(name, out var one) && one.ValueKind == JsonValueKind.Object && one.EnumerateObject().Any();

    private string[] Top(string pattern) =>
        [
            .. Directory
                .EnumerateFiles(folder, pattern)
                .Select(file => Path.GetFileName(file))
                .Order(StringComparer.Ordinal),
        ];

    private IEnumerable<string> Files(string pattern, string? below = null) =>
        Directory.EnumerateFiles(below ?? folder, pattern, Below).Take(MostFiles);

    private static string? Read(string file) =>
        RegularFile.TryRead(file, Largest) is { } bytes ? System.Text.Encoding.UTF8.GetString(bytes) : null;

    [GeneratedRegex("""\[TaskName\(\s*"Test"\s*\)\]|\bclass\s+TestTask\b""", RegexOptions.CultureInvariant, 1_000)]
    private static partial Regex TestTask();
}
