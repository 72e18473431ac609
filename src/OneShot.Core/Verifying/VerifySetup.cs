using System.Globalization;
using OneShot.Core.Model;
using OneShot.Core.Ports;
using OneShot.Core.Storage;
using OneShot.Core.Text;

namespace OneShot.Core.Verifying;

/// <summary>
/// What trunk's own set-up steps make for the commands that verify: a folder that those see and, in the sandbox, can't
/// change. The steps run on trunk alone, before anything of an agent's. Disposing removes it.
/// </summary>
/// <param name="request">What is to be verified.</param>
/// <param name="run">Runs commands.</param>
/// <param name="checkouts">Makes the checkout of trunk.</param>
/// <param name="reporter">Is told how far it is.</param>
internal sealed class VerifySetup(VerifyRequest request, CommandRun run, ICheckouts checkouts, IReporter reporter)
    : IDisposable
{
    private Checkout? _trunk;
    private CommandEnd? _end;

    /// <summary>The folder; <see langword="null"/> where nothing was to be made.</summary>
    public string? Folder { get; private set; }

    /// <summary>Runs the steps, the first time.</summary>
    /// <param name="feeds">What of package feeds they may reach.</param>
    /// <param name="limit">When the steps are ended, all of them together.</param>
    /// <param name="cancellationToken">Ends them.</param>
    /// <returns>How they ended; <see langword="null"/> where all went well.</returns>
    public async Task<CommandEnd?> MakeAsync(
        IReadOnlyList<(string Name, string Text)> feeds,
        TimeSpan limit,
        CancellationToken cancellationToken
    )
    {
        if (_trunk is not null || request.Limits.VerifySetup.Count == 0)
            return _end;
        _trunk = await checkouts.MakeAsync(request.Start, cancellationToken).ConfigureAwait(false);
        Folder = PrivateFolder.Make(Path.Combine(_trunk.Scratch, "setup"));
        var spent = 0.0;
        foreach (var (step, number) in request.Limits.VerifySetup.Select((step, i) => (step, i + 1)))
        {
            reporter.Progress($"verify: set-up on trunk, {number}: {SafeText.Excerpt(step, 200)}");
            var end = await run.EndAsync(Command(step, number, feeds, limit.TotalSeconds - spent), cancellationToken)
                .ConfigureAwait(false);
            spent += end.Seconds;
            if (end.ExitCode == 0)
                continue;
            var why = end.EndedBy ?? $"ended with exit code {end.ExitCode}";
            return _end = end with
            {
                ExitCode = null,
                Seconds = spent,
                EndedBy = $"was not run: the set-up step `{SafeText.Excerpt(step, 80)}` on trunk {why}",
            };
        }

        return null;
    }

    /// <inheritdoc/>
    public void Dispose() => _trunk?.Dispose();

    private SandboxedCommand Command(
        string step,
        int number,
        IReadOnlyList<(string Name, string Text)> feeds,
        double seconds
    )
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"setup-{number}");
        var results = PrivateFolder.Make(Path.Combine(_trunk!.Scratch, name));
        var limit = TimeSpan.FromSeconds(seconds);
        return request.CommandIn(step, _trunk, results, name + ".log", feeds, limit) with
        {
            Setup = Folder,
            MakesSetup = true,
        };
    }
}
