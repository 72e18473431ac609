using OneShot.Core.Doctor;
using OneShot.Core.Errors;
using OneShot.Core.Model;
using OneShot.Core.Scaffolding;
using OneShot.Testing.Fakes;
using OneShot.Testing.Scaffolding;

namespace OneShot.Core.Tests.Doctor;

/// <summary>A repository, its forge and its machine in memory, and a doctor that looks at them.</summary>
internal sealed class Patient : IDisposable
{
    private readonly TempFolder _folder = new("patient");

    /// <param name="files">What trunk and the work tree have; the usual files if not given.</param>
    /// <param name="isHere">Whether its runs are of this machine.</param>
    public Patient(IReadOnlyDictionary<string, string>? files = null, bool isHere = false)
    {
        Directory.CreateDirectory(_folder[".git/objects"]);
        files ??= ScaffoldedFiles.For(ScaffoldedFiles.Usual);
        Repository = new FakeRepository(_folder.Path, files);
        Forge = new FakeForge(isHere);
        foreach (var (path, text) in files)
            _folder.Write(path, text);
    }

    public FakeRepository Repository { get; }

    public FakeForge Forge { get; }

    public FakeForgeFacts Facts => Forge.Facts;

    public FakeGitFacts Git { get; } = new();

    public FakeAgents Agents { get; } = new();

    public RecordingReporter Reporter { get; private set; } = new();

    /// <summary>What the doctor ended with; <see langword="null"/> when nothing fails.</summary>
    public OneShotException? Failure { get; private set; }

    public DoctorReceipt Receipt { get; private set; } = new([]);

    public IReadOnlyList<Check> Checks => Receipt.Checks;

    /// <summary>The lines that say more than "pass", for assertions.</summary>
    public string Complaints =>
        string.Join(
            '\n',
            Checks
                .Where(check => check.State != CheckState.Pass)
                .Select(check => $"{check.State} {check.Name}: {check.Message}")
        );

    public IReadOnlyList<Check> Of(string name) => Checks.Where(check => check.Name == name).ToArray();

    /// <summary>A file of the work tree.</summary>
    public string FileOf(string path) => _folder[path];

    /// <summary>Changes a file of the work tree.</summary>
    public void Write(string path, string text) => _folder.Write(path, text);

    /// <summary>Commits the work tree's own files to trunk.</summary>
    public void Commit() =>
        Repository.Commit(
            Scaffold
                .Paths.Where(path => File.Exists(_folder[path]))
                .ToDictionary(path => path, path => File.ReadAllText(_folder[path]))
        );

    public async Task<Patient> LookAsync(DoctorRequest? request = null, CancellationToken cancellationToken = default)
    {
        Reporter = new RecordingReporter();
        Failure = null;
        using var doctor = Doctor(request ?? new DoctorRequest());
        try
        {
            await doctor.RunAsync(_ => { }, cancellationToken);
        }
        catch (OneShotException exception)
        {
            Failure = exception;
        }

        Receipt = doctor.Receipt;
        return this;
    }

    public void Dispose() => _folder.Dispose();

    // Trunk is where the repository has it, as a forge of this machine tells.
    private DoctorVerb Doctor(DoctorRequest request)
    {
        if (Forge.Traits.AgentsAreHere)
            Forge.Trunk = new Trunk("main", Repository.Remote["refs/heads/main"]);
        var ports = FakePorts.For(_folder.Path, Repository, Forge, Reporter, TimeProvider.System);
        return new DoctorVerb(
            request,
            new DoctorPorts(
                Repository,
                Git,
                Forge,
                ports.Workflows,
                Agents,
                new FakeDifferences(),
                Reporter,
                TimeProvider.System,
                FaceCommand.Default
            )
            {
                RepositoryFile = ports.RepositoryFile,
                Feeds = new FakeFeeds(),
            }
        );
    }
}
