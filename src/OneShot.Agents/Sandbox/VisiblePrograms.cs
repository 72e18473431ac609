namespace OneShot.Agents.Sandbox;

/// <summary>
/// Where the user's programs are that a session may run: what is on
/// the PATH, the SDKs that variables name, and where their links lead.
/// </summary>
/// <param name="variable">Reads the user's environment.</param>
/// <param name="home">The user's home, which is never shown as a whole.</param>
/// <param name="hidden">Folders of which nothing is shown: the repository, whose own copy the session has.</param>
internal sealed class VisiblePrograms(Func<string, string?> variable, string home, IReadOnlyList<string> hidden)
{
    private const int MostLinks = 500;

    private static readonly string[] Roots = ["DOTNET_ROOT", "JAVA_HOME", "GOROOT"];

    // What a toolchain keeps beside its programs.
    private static readonly string[] Beside = ["lib", "libexec", "share", "versions", "plugins", "toolchains"];

    /// <summary>The folders, beside those that the system's own are in.</summary>
    /// <param name="program">The agent's program.</param>
    public IReadOnlyList<string> Folders(string program)
    {
        var found = new List<string>();
        foreach (var folder in OnPath().Concat(Roots.Select(variable).OfType<string>()).Where(IsNotHidden))
            Add(found, folder);
        foreach (var target in found.ToArray().SelectMany(LinksOf).Where(IsNotHidden))
            Add(found, target);
        Add(found, HomeOf(Real(program))); // whichever was asked for
        return found;
    }

    private IEnumerable<string> OnPath() =>
        (variable("PATH") ?? "")
            .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Where(Path.IsPathRooted);

    private bool IsNotHidden(string folder) =>
        !hidden.Any(one => SandboxMounts.IsWithin(Path.GetFullPath(folder), one));

    private void Add(List<string> found, string folder)
    {
        if (
            Path.GetFullPath(folder).TrimEnd('/') is not { Length: > 1 } path
            || !Directory.Exists(path)
            || SandboxMounts.IsSystem(path)
        )
            return;
        if (
            hidden.Append(home).Any(one => SandboxMounts.IsWithin(one, path))
            || found.Any(known => SandboxMounts.IsWithin(path, known))
        )
            return;
        found.Add(path);
    }

    // Of a version manager the PATH has links and small scripts
    // only; what they lead to is shown with what it stands in.
    private IEnumerable<string> LinksOf(string folder)
    {
        var links = new DirectoryInfo(folder)
            .EnumerateFiles()
            .Where(file => file.LinkTarget is not null)
            .Take(MostLinks);
        return links.Select(file => Real(file.FullName)).Where(File.Exists).Select(HomeOf).Concat(BesideOf(folder));
    }

    // Not of ~/bin and ~/.local/bin, which have beside them everything that programs remember.
    private IEnumerable<string> BesideOf(string folder)
    {
        var parent = Path.GetDirectoryName(folder)!;
        var isToolchain =
            Path.GetFileName(folder) == "bin"
            && Path.GetFileName(parent) != ".local"
            && !SandboxMounts.IsWithin(home, parent);
        return isToolchain ? Beside.Select(name => Path.Combine(parent, name)).Where(Directory.Exists) : [];
    }

    private static string Real(string file) =>
        new FileInfo(file).ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? file;

    // A package of npm needs those beside it.
    private static string HomeOf(string file)
    {
        var modules = file.IndexOf("/node_modules/", StringComparison.Ordinal);
        return modules > 0 ? file[..(modules + "/node_modules".Length)] : Path.GetDirectoryName(file)!;
    }
}
