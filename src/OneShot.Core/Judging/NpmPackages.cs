using System.Text.Json;

namespace OneShot.Core.Judging;

/// <summary>Packages of npm.</summary>
internal static class NpmPackages
{
    private const string Folder = "node_modules/";
    private static readonly string[] Groups =
    [
        "dependencies",
        "devDependencies",
        "peerDependencies",
        "optionalDependencies",
    ];

    /// <summary>Of <c>package.json</c>.</summary>
    public static IEnumerable<Dependency> OfManifest(string text)
    {
        using var json = Json.Parse(text);
        return
        [
            .. Groups
                .SelectMany(group => json.RootElement.Members(group))
                .Select(one => Of(one.Name, one.Value.AsText())),
        ];
    }

    /// <summary>Of lock files, those that lie at the top, with what runs when they are installed.</summary>
    public static IEnumerable<Dependency> OfLockFile(string text)
    {
        using var json = Json.Parse(text);
        var packages = json
            .RootElement.Members("packages")
            .Where(one =>
                one.Name.StartsWith(Folder, StringComparison.Ordinal)
                && one.Name.LastIndexOf(Folder, StringComparison.Ordinal) == 0
            )
            .Select(one => Of(one.Name[Folder.Length..], one.Value));

        // Before npm 7 there was only this.
        return
        [
            .. json.RootElement.Members("packages").Any()
                ? packages
                : json.RootElement.Members("dependencies").Select(one => Of(one.Name, one.Value)),
        ];
    }

    // What is no version names another place, and then that is what is new.
    private static Dependency Of(string name, string? version) =>
        new(version?.IndexOfAny([':', '/']) >= 0 ? $"{name}\n{version}" : name, name, version);

    private static Dependency Of(string name, JsonElement package)
    {
        var runs =
            package.ValueKind == JsonValueKind.Object
            && package.TryGetProperty("hasInstallScript", out var script)
            && script.ValueKind == JsonValueKind.True;
        return new Dependency($"{name}\n{runs}", name, package.TextOf("version"))
        {
            Note = runs ? "runs a script when it is installed" : null,
        };
    }
}
