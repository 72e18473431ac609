using System.Globalization;
using Microsoft.Build.Framework;

namespace OneShot.MSBuild;

/// <summary>Tells where this repository's one-shots are, or one of them.</summary>
public sealed class OneShotStatus : OneShotBuildTask
{
    /// <summary>The one-shot's id; all of them if not given.</summary>
    public string? DistinctId { get; set; }

    /// <summary>
    /// The one-shots, the newest first: the id, with State, Activity, NotDelivered, CreatedAt,
    /// Prompt, Agent, Forge, Branch, PrNumber, PrUrl, RunUrl and CanResume as metadata.
    /// </summary>
    [Output]
    public ITaskItem[] OneShots { get; private set; } = [];

    private protected override async Task WorkAsync(OneShotClientOptions options, CancellationToken cancellationToken)
    {
        using var client = new OneShotClient(options);
        var states = DistinctId is { Length: > 0 } id
            ? [await client.StatusAsync(id, cancellationToken).ConfigureAwait(false)]
            : await client.StatusAsync(cancellationToken).ConfigureAwait(false);
        foreach (var state in states)
            Log.LogMessage(MessageImportance.High, Line(state));
        if (states.FirstOrDefault(state => state.CanResume) is { } unfinished)
            Log.LogMessage(
                MessageImportance.High,
                Spelling.Of($"finish it: " + $"{OneShotError.Spelled(unfinished.Finish, Spelling.Tool)}")
            );
        OneShots = [.. states.Select(Item)];
    }

    private static string Line(OneShotState state) =>
        string.Join(
            "  ",
            new[]
            {
                state.Id,
                (state.Activity ?? state.NotDelivered) is { } more ? $"{state.State}: {more}" : state.State,
                Time(state),
                state.PrUrl ?? state.Branch,
                state.RunUrl,
                state.Prompt,
            }.Where(part => part is not null)
        );

    private static string Time(OneShotState state) =>
        state.CreatedAt.ToLocalTime().ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);

    private static ITaskItem Item(OneShotState state) =>
        LiteralItems.Of(
            state.Id,
            ("State", state.State),
            ("Activity", state.Activity),
            ("NotDelivered", state.NotDelivered),
            ("CreatedAt", state.CreatedAt.ToString("O", CultureInfo.InvariantCulture)),
            ("Prompt", state.Prompt),
            ("Agent", state.Agent),
            ("Forge", state.Forge),
            ("Branch", state.Branch),
            ("PrNumber", state.PrNumber?.ToString(CultureInfo.InvariantCulture)),
            ("PrUrl", state.PrUrl),
            ("RunUrl", state.RunUrl),
            ("CanResume", state.CanResume ? "true" : "false")
        );
}
