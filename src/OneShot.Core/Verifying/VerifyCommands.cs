using System.Text.Json;
using System.Text.RegularExpressions;
using OneShot.Core.Ports;
using OneShot.Core.Text;

namespace OneShot.Core.Verifying;

/// <summary>Finds the command that verifies a repository, by what a commit of trunk shows.</summary>
/// <param name="files">The commit's files.</param>
internal sealed partial class VerifyCommands(ICommitFiles files)
{
    private const int MostFiles = 500;
    private const int MostFolders = 3; // that a file lies in, below where it is looked for
    private const string Host = "Cake.Frosting";
    private const string Script = "build.sh";
    private const string Lock = "package-lock.json";
    private const string PackageFile = "package.json";
    private const string NpmTest = "npm test";
    private const string NpmClean = "npm ci && npm test";
    private const string NpmInstall = "npm install --no-package-lock && npm test";
    private const string NoTest = "no test specified"; // what npm init writes

    /// <summary>Finds it.</summary>
    /// <param name="cancellationToken">Stops git.</param>
    /// <returns>The command, for a shell; <see langword="null"/> where nothing shows one.</returns>
    public async Task<string?> FindAsync(CancellationToken cancellationToken)
    {
        var paths = await files.PathsAsync(cancellationToken).ConfigureAwait(false);
        return await FrostingAsync(paths, cancellationToken).ConfigureAwait(false)
            ?? DotNet(paths)
            ?? await NpmAsync(paths, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>
    /// What steers a command, and is not as it is in another commit: npm and its like run the scripts of the tree that
    /// they stand in, whatever trunk's say.
    /// </summary>
    /// <param name="command">The command.</param>
    /// <param name="other">The other commit.</param>
    /// <param name="cancellationToken">Stops git.</param>
    /// <returns>What it is, for people.</returns>
    public async Task<IReadOnlyList<string>> DifferingAsync(
        string command,
        ICommitFiles other,
        CancellationToken cancellationToken
    )
    {
        if (!PackageScripts().IsMatch(command))
            return [];
        var words = VerifyScripts.WordsOf(command);
        var there = await other.PathsAsync(cancellationToken).ConfigureAwait(false);
        var differing = new List<string>();
        foreach (var path in await files.PathsAsync(cancellationToken).ConfigureAwait(false))
        {
            if (!IsPackage(path, words))
                continue;
            using var own = await PackageAsync(files, path, cancellationToken).ConfigureAwait(false);
            using var theirs = there.Contains(path)
                ? await PackageAsync(other, path, cancellationToken).ConfigureAwait(false)
                : null;
            if (!IsSame(own, theirs))
                differing.Add($"the scripts of {path}");
        }

        return differing;
    }

    // That of the top, and of folders that the command names: "cd web && npm test".
    private static bool IsPackage(string path, HashSet<string> words) =>
        path == PackageFile
        || (
            path.EndsWith("/" + PackageFile, StringComparison.Ordinal)
            && (words.Contains(path[..^(PackageFile.Length + 1)]) || words.Contains(path[..^PackageFile.Length]))
        );

    // What can't be read may be anything.
    private static bool IsSame(JsonDocument? own, JsonDocument? theirs)
    {
        if (own is null || theirs is null)
            return false;
        if (Scripts(own) is not { } scripts || Scripts(theirs) is not { } now)
            return Scripts(own) is null && Scripts(theirs) is null;
        try
        {
            return JsonElement.DeepEquals(scripts, now);
        }
        catch (InvalidOperationException)
        {
            return false; // half a surrogate pair
        }
    }

    // A Cake Frosting build with a task Test, behind the script that bootstraps it.
    private async Task<string?> FrostingAsync(IReadOnlyList<string> paths, CancellationToken cancellationToken)
    {
        if (!paths.Contains(Script))
            return null;
        string[] projects = [.. Below(paths, string.Empty, ".csproj")];
        var texts = await files.ReadAsync(projects, cancellationToken).ConfigureAwait(false);
        string[] sources =
        [
            .. projects
                .Where((_, i) => texts[i]?.Contains(Host, StringComparison.Ordinal) is true)
                .SelectMany(project => Below(paths, project[..(project.LastIndexOf('/') + 1)], ".cs"))
                .Distinct(),
        ];
        var read = await files.ReadAsync(sources, cancellationToken).ConfigureAwait(false);
        return read.Any(source => source is not null && TestTask().IsMatch(source)) ? "./build.sh --target=Test" : null;
    }

    private static string? DotNet(IReadOnlyList<string> paths)
    {
        string[] solutions = [.. Top(paths, ".slnx"), .. Top(paths, ".sln")];
        var project =
            solutions is [var one] ? one
            : solutions.Length == 0 && Top(paths, ".csproj") is [var only] ? only
            : null;
        if (project is null)
            return null;
        var name = ShellWord.Of(project);
        return $"dotnet build {name} && dotnet test {name} --no-build";
    }

    private async Task<string?> NpmAsync(IReadOnlyList<string> paths, CancellationToken cancellationToken)
    {
        if (!paths.Contains(PackageFile))
            return null;
        using var json = await PackageAsync(files, PackageFile, cancellationToken).ConfigureAwait(false);
        if (
            json is null
            || Scripts(json) is not { } scripts
            || !scripts.TryGetProperty("test", out var test)
            || test.ValueKind != JsonValueKind.String
            || test.GetString() is not { Length: > 0 } script
            || script.Contains(NoTest, StringComparison.Ordinal)
        )
            return null;
        if (paths.Contains(Lock))
            return NpmClean;
        return Has(json.RootElement, "dependencies") || Has(json.RootElement, "devDependencies") ? NpmInstall : NpmTest;
    }

    private static async Task<JsonDocument?> PackageAsync(
        ICommitFiles files,
        string path,
        CancellationToken cancellationToken
    )
    {
        try
        {
            return (await files.ReadAsync([path], cancellationToken).ConfigureAwait(false))[0] is { } text
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

    private static string[] Top(IEnumerable<string> paths, string ending) =>
        [
            .. paths
                .Where(path => !path.Contains('/', StringComparison.Ordinal))
                .Where(path => path.EndsWith(ending, StringComparison.Ordinal))
                .Order(StringComparer.Ordinal),
        ];

    // In folders that are not hidden, and not deep.
    private static IEnumerable<string> Below(IEnumerable<string> paths, string folder, string ending) =>
        paths
            .Where(path => path.StartsWith(folder, StringComparison.Ordinal))
            .Where(path => path.EndsWith(ending, StringComparison.Ordinal))
            .Where(path =>
                path[folder.Length..].Split('/') is { Length: <= MostFolders + 1 } parts
                && !parts.Any(part => part.StartsWith('.'))
            )
            .Take(MostFiles);

    [GeneratedRegex("""\[TaskName\(\s*"Test"\s*\)\]|\bclass\s+TestTask\b""", RegexOptions.CultureInvariant, 1_000)]
    private static partial Regex TestTask();

    // "npm run test:ci", "yarn test", "pnpm -r test"
    [GeneratedRegex(@"(?<![\w./-])(?:npm|yarn|pnpm|bun)(?![\w./-])", RegexOptions.CultureInvariant, 1_000)]
    private static partial Regex PackageScripts();
}
