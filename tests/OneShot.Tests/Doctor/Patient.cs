using OneShot.Core.Model;
using OneShot.Testing.Scaffolding;

namespace OneShot.Tests.Doctor;

/// <summary>
/// A repository on the GitHub of the tests, and a doctor that looks at it from a clone: the real git, the real HTTP.
/// </summary>
public sealed class Patient : IDisposable
{
    public Patient(IReadOnlyDictionary<string, string>? files = null)
    {
        Peer = new PeerRepository(workflow: null, files: files ?? ScaffoldedFiles.For(ScaffoldedFiles.Usual));
        Work = Peer.Clone();
        Variables = new(Peer.Environment);
        Peer.Server(
            new
            {
                secrets = new[] { "ANTHROPIC_API_KEY", "ONESHOT_TOKEN" },
                workflowPermissions = new { can_approve_pull_request_reviews = true },
            }
        );
    }

    public PeerRepository Peer { get; }

    public GitRepo Work { get; }

    public Dictionary<string, string?> Variables { get; }

    public RecordingReporter Reporter { get; private set; } = new();

    /// <summary>What the doctor ended with; <see langword="null"/> when nothing fails.</summary>
    public OneShotException? Failure { get; private set; }

    internal DoctorReceipt Receipt { get; private set; } = new([]);

    public async Task<Patient> LookAsync(OneShotSettings? settings = null, string? folder = null)
    {
        folder ??= Work.Path;
        settings ??= new OneShotSettings();
        settings.HttpTimeout ??= 20;
        Reporter = new RecordingReporter();
        Failure = null;
        using var session = OneShotVerbs.CreateDoctor(
            settings,
            new OneShotHost(folder, folder, Reporter)
            {
                Variable = name =>
                    Variables.GetValueOrDefault(name, name == "PATH" ? Environment.GetEnvironmentVariable(name) : null),
            }
        );
        try
        {
            await session.RunAsync(_ => { }, CancellationToken.None);
        }
        catch (OneShotException exception)
        {
            Failure = exception;
        }

        Receipt = session.Receipt;
        return this;
    }

    internal IReadOnlyList<Check> Checks => Receipt.Checks;

    internal IReadOnlyList<Check> Of(string name) => Checks.Where(check => check.Name == name).ToArray();

    /// <summary>The lines that say more than "pass", for assertions.</summary>
    public string Complaints =>
        string.Join(
            '\n',
            Checks
                .Where(check => check.State != CheckState.Pass)
                .Select(check => $"{check.State} {check.Name}: {check.Message}")
        );

    public void Dispose() => Peer.Dispose();
}
