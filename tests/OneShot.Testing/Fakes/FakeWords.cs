using OneShot.Core.Model;
using OneShot.Core.Ports;

namespace OneShot.Testing.Fakes;

/// <summary>
/// What people are told of <see cref="FakeForge"/>: where it is, and no commands, because it has none.
/// </summary>
internal sealed class FakeWords : IForgeWords
{
    public string Place => "fake.example/acme/shop";

    public string Worker => "Nobody";

    public string? InsteadOfAgain => "nothing is done again in memory";

    public string Starting(string workflow, string start, string agent) => $"starting {workflow} on {start}";

    public string? Retry(RunReference run) => null;

    public string? AfterRefusal(RunReference run) => null;

    public string? AfterTakenOut(RunReference run, string artifact) => null;

    public string? Download(RunReference run, string artifact, string folder) => null;

    public string? Log(RunReference run) => "read the log of " + run.Url;

    public string? AfterKept(RunReference run) => null;

    public string ImplementOwn => "OneShot of an issue";

    public string Implement(RunReference run, PlanReference plan) => "OneShot";
}
