using OneShot.Core.Ports;

namespace OneShot.Testing;

/// <summary>Keeps what a batch showed.</summary>
internal sealed class RecordingView : IBatchView
{
    private BatchedOneShot[] _all = [];

    public List<string> Changes { get; } = [];

    public List<string> Activities { get; } = [];

    /// <summary>The most that were under way at the same time.</summary>
    public int Most { get; private set; }

    /// <summary>Called at every change.</summary>
    public Action<BatchedOneShot> OnChange { get; set; } = _ => { };

    public void Begin(IReadOnlyList<BatchedOneShot> oneShots) => _all = [.. oneShots];

    public void Changed(BatchedOneShot oneShot)
    {
        _all[oneShot.Number - 1] = oneShot;
        Changes.Add($"{oneShot.Number} {oneShot.State}");
        Most = Math.Max(Most, _all.Count(one => one.IsUnderWay));
        OnChange(oneShot);
    }

    public void Doing(int number, string activity) => Activities.Add($"{number} {activity}");
}
