using OneShot.Core.Dispatch;

namespace OneShot.Testing;

/// <summary>Dispatches inside the test's process: the real git, the real HTTP, no Cake.</summary>
public sealed class Dispatching(PeerRepository peer, GitRepo repo)
{
    public RecordingReporter Reporter { get; private set; } = new();

    public Dictionary<string, string?> Variables { get; } = new(peer.Environment);

    public TimeProvider Clock { get; set; } = TimeProvider.System;

    public static OneShotSettings Settings(string prompt = "Add a --verbose flag") =>
        new()
        {
            Prompt = prompt,
            GitTimeout = 240,
            HttpTimeout = 5,
            RunTimeout = 5,
        };

    public Task<DispatchReceipt> RunAsync(string prompt = "Add a --verbose flag") => RunAsync(Settings(prompt));

    public async Task<DispatchReceipt> RunAsync(OneShotSettings settings, CancellationToken cancellationToken = default)
    {
        Reporter = new RecordingReporter();
        settings.Forge ??= "github";
        settings.Repo ??= peer.FullName;
        var host = new OneShotHost(repo.Path, repo.Path, Reporter)
        {
            Variable = name => Variables.GetValueOrDefault(name),
            Clock = Clock,
        };
        using var session = OneShotVerbs.CreateVerb(settings, host);
        return await WholeAsync(session, cancellationToken);
    }

    /// <summary>What was asked for, whole: the steps in their order, as the graph of tasks has them.</summary>
    internal static async Task<DispatchReceipt> WholeAsync(
        IOneShotVerb verb,
        CancellationToken cancellationToken = default
    )
    {
        await DispatchCommand.RunAsync(verb, cancellationToken);
        return verb.Dispatched!;
    }

    public async Task<OneShotException> FailAsync(OneShotSettings settings)
    {
        try
        {
            var receipt = await RunAsync(settings);
            throw new InvalidOperationException($"It was expected to fail, and made {receipt.Branch}.");
        }
        catch (OneShotException exception)
        {
            return exception;
        }
    }

    public Task<OneShotException> FailAsync(string prompt = "Add a --verbose flag") => FailAsync(Settings(prompt));
}
