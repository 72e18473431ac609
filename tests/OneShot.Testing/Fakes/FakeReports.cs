using OneShot.Core.Errors;
using OneShot.Core.Model;
using OneShot.Core.Ports;

namespace OneShot.Testing.Fakes;

/// <summary>The reports of a repository that is nowhere.</summary>
internal sealed class FakeReports : IReports
{
    /// <summary>The page of all of them.</summary>
    public const string Index = "/shop/.git/oneshot/index.html";

    private readonly List<RunReport> _all = [];

    /// <summary>The pages that were written.</summary>
    public List<string> Written { get; } = [];

    public IReadOnlyList<RunReport> All => [.. _all.AsEnumerable().Reverse()];

    /// <summary>A one-shot is dispatched.</summary>
    public void Add(string id) =>
        _all.Add(new RunReport(id, "oneshot-" + id, _all.Count + 1, $"/shop/.git/oneshot/pulls/{_all.Count + 1}.html"));

    public Task WriteAsync(RunReport report, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        Written.Add(
            _all.Contains(report) ? report.Path : throw OneShotErrors.NotFound("local", $"read #{report.PrNumber}")
        );
        return Task.CompletedTask;
    }

    public Task<string> WriteIndexAsync(CancellationToken cancellationToken)
    {
        Written.Add(Index);
        return Task.FromResult(Index);
    }
}
