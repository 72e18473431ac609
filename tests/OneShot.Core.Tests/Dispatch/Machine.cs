using OneShot.Core.Batch;
using OneShot.Core.Dispatch;
using OneShot.Core.Journals;
using OneShot.Core.Ports;
using OneShot.Core.Undo;
using OneShot.Testing.Fakes;

namespace OneShot.Core.Tests.Dispatch;

/// <summary>A machine whose repository and forge are in memory: what a user types there, in the test's process.</summary>
internal sealed class Machine : IDisposable
{
    private const string Workflow = ".github/workflows/one-shot.yml";
    private readonly TempFolder _folder = new("machine");

    /// <param name="workflow">The workflow on trunk; one that takes everything if not given.</param>
    /// <param name="files">What else trunk has.</param>
    /// <param name="clock">The time.</param>
    public Machine(
        string? workflow = null,
        IReadOnlyDictionary<string, string>? files = null,
        TimeProvider? clock = null
    )
    {
        var all = new Dictionary<string, string>(files ?? new Dictionary<string, string>())
        {
            [Workflow] = workflow ?? PeerRepository.Workflow,
        };
        Repository = new FakeRepository(_folder.Path, all) { Clock = clock ?? TimeProvider.System };
    }

    private Machine(Machine other)
    {
        Repository = other.Repository.Elsewhere(_folder.Path);
        Forge = other.Forge;
    }

    public FakeRepository Repository { get; }

    public FakeForge Forge { get; } = new();

    public RecordingReporter Reporter { get; private set; } = new();

    /// <summary>The refs of the remote, in their order.</summary>
    public IEnumerable<string> Branches => Repository.Remote.Keys.Order(StringComparer.Ordinal);

    public static DispatchRequest Asked(string prompt = "Add a --verbose flag") =>
        new()
        {
            Prompt = new PromptRequest { Text = prompt },
            RunTimeout = TimeSpan.Zero,
        };

    /// <summary>Another machine with the same remote and forge.</summary>
    public Machine Elsewhere() => new(this);

    public Task<DispatchReceipt> RunAsync(string prompt) => RunAsync(Asked(prompt));

    public async Task<DispatchReceipt> RunAsync(DispatchRequest? request = null)
    {
        request ??= Asked();
        using IOneShotVerb verb = request is ResumeRequest resume
            ? new ResumeVerb(resume, Ports())
            : new DispatchVerb(request, Ports());
        await DispatchCommand.RunAsync(verb, CancellationToken.None);
        return verb.Dispatched!;
    }

    public Task<DispatchReceipt> ResumeAsync(string id, Func<DispatchRequest, DispatchRequest>? how = null)
    {
        var plain = new DispatchRequest { RunTimeout = TimeSpan.Zero };
        return RunAsync(new ResumeRequest(how?.Invoke(plain) ?? plain, id));
    }

    public async Task<DispatchReceipt> UndoAsync(string id)
    {
        var request = new UndoRequest(EarlierRequest.Of(id, new DispatchRequest()), new ForgeRequest());
        using var verb = new UndoVerb(request, Ports());
        await DispatchCommand.RunAsync(verb, CancellationToken.None);
        return verb.Dispatched!;
    }

    public Task<OneShotException> FailAsync(DispatchRequest? request = null) =>
        Should.ThrowAsync<OneShotException>(() => RunAsync(request));

    /// <summary>A batch of the machine's own file.</summary>
    /// <param name="file">What is in it.</param>
    /// <param name="how">What is asked of it.</param>
    public BatchVerb Batch(string file, Func<BatchRequest, BatchRequest>? how = null)
    {
        _folder.Write("tasks.yaml", file);
        var request = new BatchRequest("tasks.yaml", Asked() with { Prompt = new(), IdempotencyKey = "batch" });
        var ports = Ports();
        return new BatchVerb(
            how?.Invoke(request) ?? request,
            ports,
            new BatchPorts(
                FakePorts.Prompts,
                (asked, reporter) =>
                    asked is ResumeRequest resume
                        ? new ResumeVerb(resume, ports with { Reporter = reporter })
                        : new DispatchVerb(asked, ports with { Reporter = reporter }),
                _ => { }
            )
        );
    }

    /// <summary>Whether a journal was begun.</summary>
    public bool HasJournals => Directory.Exists(_folder[".git/oneshot"]);

    /// <summary>The journals' files.</summary>
    public string[] Journals => Directory.GetFiles(_folder[".git/oneshot/journal"], "*.json");

    /// <summary>Holds a one-shot's journal as another process does.</summary>
    public IDisposable Hold(string id) => new JournalStore(_folder[".git"]).Lock(id);

    public void Write(string path, byte[] content)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(_folder[path])!);
        File.WriteAllBytes(_folder[path], content);
    }

    public void Dispose() => _folder.Dispose();

    /// <summary>What a verb reaches of it; what was told before is forgotten.</summary>
    public VerbPorts Ports()
    {
        Reporter = new RecordingReporter();
        return FakePorts.For(_folder.Path, Repository, Forge, Reporter, Repository.Clock);
    }
}
