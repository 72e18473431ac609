using System.Globalization;
using Microsoft.Build.Framework;
using OneShot.Core.Settings;

namespace OneShot.MSBuild;

/// <summary>Tells where this repository's one-shots are, or one of them.</summary>
public sealed class OneShotStatus : OneShotBuildTask
{
    /// <summary>The one-shot's id; all of them if not given.</summary>
    public string? DistinctId { get; set; }

    /// <summary>The most that are told, 1 to 1000; 20 if not given.</summary>
    public string? Limit { get; set; }

    /// <summary>
    /// The one-shots, the newest first: the id, with State, Activity, NotDelivered, CreatedAt, Cost,
    /// Prompt, Agent, Forge, Branch, PrNumber, PrUrl, RunUrl, Verified and CanResume as metadata.
    /// </summary>
    [Output]
    public ITaskItem[] OneShots { get; private set; } = [];

    private protected override async Task WorkAsync(OneShotClientOptions options, CancellationToken cancellationToken)
    {
        var asked = new TaskParameters(this);
        // Whoever follows a run wants to see it go on.
        Reporter.Gathers = !SettingsReader.Read(asked.Settings(), new ArgumentSources(asked.Given, Variable)).Watch;
        using var client = new OneShotClient(options with { Given = asked.Given });
        var states = DistinctId is { Length: > 0 } id
            ? [await client.StatusAsync(id, cancellationToken).ConfigureAwait(false)]
            : await client.StatesAsync(asked.Settings(), cancellationToken).ConfigureAwait(false);
        OneShots = [.. states.Select(Item)];
        var lines = states switch
        {
            [] => [],
            [var one] => StateLines.Of(one),
            _ => StateLines.Of(states),
        };
        var unfinished = states.FirstOrDefault(state => state.CanResume) is { } next
            ? Spell($"finish it: {next.Finish}")
            : null;
        string[] told = [.. lines, .. Reporter.Gathered, .. unfinished is null ? [] : new[] { unfinished }];
        if (states is [])
            Answer(told[0], told.Skip(1));
        else
            Answer(states is [var only] ? $"one-shot {only.Id}" : $"{states.Count} one-shots", told);
    }

    private static ITaskItem Item(OneShotState state) =>
        LiteralItems.Of(
            state.Id,
            ("State", state.State),
            ("Activity", state.Activity),
            ("NotDelivered", state.NotDelivered),
            ("CreatedAt", state.CreatedAt.ToString("O", CultureInfo.InvariantCulture)),
            ("Cost", state.Cost),
            ("Prompt", state.Prompt),
            ("Agent", state.Agent),
            ("Forge", state.Forge),
            ("Branch", state.Branch),
            ("PrNumber", state.PrNumber?.ToString(CultureInfo.InvariantCulture)),
            ("PrUrl", state.PrUrl),
            ("RunUrl", state.RunUrl),
            ("Verified", LiteralItems.Word(state.Verified)),
            ("CanResume", LiteralItems.Word(state.CanResume))
        );
}
