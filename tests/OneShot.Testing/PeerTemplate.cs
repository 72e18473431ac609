using System.Collections.Concurrent;

namespace OneShot.Testing;

/// <summary>
/// The repositories that <see cref="PeerRepository"/> gives a test, made once by git for each content and then copied:
/// making one takes some thirty processes, and hundreds of tests begin with the same.
/// </summary>
internal sealed class PeerTemplate
{
    private static readonly ConcurrentDictionary<string, Lazy<PeerTemplate>> Made = new();

    private readonly string _folder = GitRepo.TemplateFolder();
    private readonly string[] _state;

    private PeerTemplate(string? workflow, string trunk, IReadOnlyDictionary<string, string> files, string[] options)
    {
        var bare = GitRepo.Init(Path.Combine(_folder, "remote.git"), ["--bare", .. options]);
        bare.Git("symbolic-ref", "HEAD", "refs/heads/" + trunk);
        var seed = GitRepo.Init(Path.Combine(_folder, "seed"), options);
        seed.Git("checkout", "--quiet", "-B", trunk);
        if (workflow is not null)
            seed.Write(".github/workflows/one-shot.yml", workflow);
        seed.Write("src/app.txt", "one\n");
        foreach (var (path, text) in files)
            seed.Write(path, text);
        seed.Write("README.md", "# Shop\n");
        seed.Git("add", "-A");
        seed.Git("commit", "--quiet", "-m", "First");
        seed.Git("push", "--quiet", bare.Path, trunk);
        GitRepo.Clone(bare.Path, Path.Combine(_folder, "clone"));
        _state = StateOf(bare.Path);
    }

    public static PeerTemplate Of(
        string? workflow,
        string trunk,
        IReadOnlyDictionary<string, string> files,
        string[] options
    )
    {
        var contents = files
            .OrderBy(file => file.Key, StringComparer.Ordinal)
            .SelectMany(file => new[] { file.Key, file.Value });
        var key = string.Join('\0', [workflow ?? "\u0001", trunk, .. options, "", .. contents]);
        return Made.GetOrAdd(key, _ => new(() => new PeerTemplate(workflow, trunk, files, options))).Value;
    }

    /// <summary>The bare repository on the server's side.</summary>
    public GitRepo Bare(string path) => Copy("remote.git", path);

    /// <summary>Where trunk was made.</summary>
    public GitRepo Seed(string path) => Copy("seed", path);

    /// <summary>A clone of the bare repository; none where that is no longer as it was made.</summary>
    public GitRepo? CloneOf(GitRepo bare, string path, string remote, string configuration = "")
    {
        if (!StateOf(bare.Path).SequenceEqual(_state))
            return null;
        var clone = Copy("clone", path);
        var file = clone[".git/config"];
        var made = $"url = {Path.Combine(_folder, "remote.git")}\n";
        var text = File.ReadAllText(file).Replace(made, $"url = {remote}\n", StringComparison.Ordinal);
        File.WriteAllText(file, text + configuration);
        clone.KnowItsFiles();
        return clone;
    }

    private GitRepo Copy(string name, string path) => GitRepo.CopyOf(Path.Combine(_folder, name), path);

    // Settings and refs: what a clone is made of, with the objects that refs name.
    private static string[] StateOf(string bare) =>
        [
            .. Directory
                .EnumerateFiles(bare)
                .Concat(Directory.EnumerateFiles(Path.Combine(bare, "refs"), "*", SearchOption.AllDirectories))
                .Select(file => $"{Path.GetRelativePath(bare, file)}: {File.ReadAllText(file)}")
                .Order(StringComparer.Ordinal),
        ];
}
