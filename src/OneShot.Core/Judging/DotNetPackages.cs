using System.Xml;

namespace OneShot.Core.Judging;

/// <summary>Packages of NuGet in the files of .NET.</summary>
internal static class DotNetPackages
{
    private const int DeepestElement = 64;

    // No declarations, so nothing can grow; and no recursion, so nothing can be too deep.
    private static readonly XmlReaderSettings Settings = new()
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
    };

    /// <summary>Of projects, and of files that they import.</summary>
    public static IEnumerable<Dependency> OfProject(string text)
    {
        using var reader = XmlReader.Create(new StringReader(text), Settings);
        (string Names, string? Version, int Depth)? open = null;
        var found = new List<Dependency>();
        while (reader.Read())
        {
            if (reader.Depth > DeepestElement)
                return [];
            if (open is { } left && reader.Depth <= left.Depth)
            {
                found.AddRange(Of(left.Names, left.Version));
                open = null;
            }

            if (reader.NodeType != XmlNodeType.Element)
                continue;
            if (
                open is { } item
                && reader.Depth == item.Depth + 1
                && reader.LocalName is "Version" or "VersionOverride"
            )
            {
                open = item with { Version = TextOf(reader) ?? item.Version };
                continue;
            }

            found.AddRange(OfSdk(reader));
            if (
                reader.LocalName
                is not ("PackageReference" or "PackageVersion" or "GlobalPackageReference" or "PackageDownload")
            )
                continue;
            if ((Attribute(reader, "Include") ?? Attribute(reader, "Update")) is not { } names)
                continue;
            var version = Attribute(reader, "Version") ?? Attribute(reader, "VersionOverride");
            if (reader.IsEmptyElement)
                found.AddRange(Of(names, version));
            else
                open = (names, version, reader.Depth);
        }

        return found;
    }

    /// <summary>Of <c>packages.config</c>.</summary>
    public static IEnumerable<Dependency> OfPackagesConfig(string text)
    {
        using var reader = XmlReader.Create(new StringReader(text), Settings);
        var found = new List<Dependency>();
        while (reader.Read())
        {
            if (
                reader.NodeType == XmlNodeType.Element
                && reader.LocalName == "package"
                && Attribute(reader, "id") is { } name
            )
                found.Add(Of(name, Attribute(reader, "version"), null));
        }

        return found;
    }

    /// <summary>Of <c>packages.lock.json</c>, those that a project names itself.</summary>
    public static IEnumerable<Dependency> OfLockFile(string text)
    {
        using var json = Json.Parse(text);
        return
        [
            .. from framework in json.RootElement.Members("dependencies")
            from package in framework.Value.Members()
            where package.Value.TextOf("type") == "Direct"
            select Of(package.Name, package.Value.TextOf("resolved"), null),
        ];
    }

    /// <summary>Of <c>dotnet-tools.json</c>.</summary>
    public static IEnumerable<Dependency> OfTools(string text)
    {
        using var json = Json.Parse(text);
        return
        [
            .. json.RootElement.Members("tools").Select(tool => Of(tool.Name, tool.Value.TextOf("version"), "a tool")),
        ];
    }

    /// <summary>Of <c>global.json</c>.</summary>
    public static IEnumerable<Dependency> OfSdks(string text)
    {
        using var json = Json.Parse(text);
        return
        [
            .. json
                .RootElement.Members("msbuild-sdks")
                .Select(sdk => Of(sdk.Name, sdk.Value.AsText(), "an SDK of MSBuild")),
        ];
    }

    // An SDK with a version is restored as a package, and runs before all else.
    private static IEnumerable<Dependency> OfSdk(XmlReader reader)
    {
        const string note = "an SDK of MSBuild";
        if (
            reader.LocalName == "Sdk"
            && Attribute(reader, "Name") is { } name
            && Attribute(reader, "Version") is { } version
        )
            return [Of(name, version, note)];
        if (reader.LocalName is not ("Project" or "Import") || Attribute(reader, "Sdk") is not { } sdks)
            return [];
        if (reader.LocalName == "Import" && Attribute(reader, "Version") is { } beside)
            return [Of(sdks, beside, note)];
        return sdks.Split(';')
            .Select(sdk => sdk.Split('/'))
            .Where(sdk => sdk.Length == 2)
            .Select(sdk => Of(sdk[0], sdk[1], note));
    }

    private static IEnumerable<Dependency> Of(string names, string? version) =>
        names
            .Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Select(name => Of(name, version, null));

    private static Dependency Of(string name, string? version, string? note) =>
        new($"{name.Trim().ToUpperInvariant()}\n{note}", name.Trim(), version?.Trim()) { Note = note };

    private static string? Attribute(XmlReader reader, string name) =>
        reader.GetAttribute(name) is { } value && value.Trim().Length > 0 ? value : null;

    private static string? TextOf(XmlReader reader) =>
        !reader.IsEmptyElement && reader.Read() && reader.NodeType == XmlNodeType.Text ? reader.Value : null;
}
