using OneShot.Core.Model;
using OneShot.Core.Ports;
using OneShot.Local.Store;

namespace OneShot.Local;

/// <summary>What people are told of the forge of this machine, and type there.</summary>
internal sealed class LocalWords : IForgeWords
{
    public string Place => "local: pull requests, issues and runs are files of this repository";

    public string Worker => "A run on this machine";

    public string? InsteadOfAgain => null;

    public string Starting(string workflow, string start, string agent) => $"starting {agent} here";

    public string? Retry(RunReference run) => IsOurs(run) ? $"To try again: `{Typed(run)}`" : null;

    // The refusal names what is kept, and the command.
    public string? AfterRefusal(RunReference run) => null;

    public string? AfterTakenOut(RunReference run, string artifact) =>
        IsOurs(run)
            ? $"`{Typed(run)}` shows what another session may cost, and asks; the agent learns what was taken out."
            : null;

    public string? Download(RunReference run, string artifact, string folder) => null;

    public string? AfterKept(RunReference run) =>
        IsOurs(run) ? $"{Resume(run)} shows what another session may cost, and asks." : null;

    public string? Log(RunReference run) =>
        IsOurs(run) ? $"what the agents wrote: {Path.GetDirectoryName(new Uri(run.Url!).LocalPath)}" : null;

    // Plans have no other writers here: whoever can edit the files owns the repository.
    public string ImplementOwn =>
        $"{OneShotError.CommandPlaceholder} --target=OneShot --forge={LocalStore.Forge} --prompt-file=PATH";

    public string Implement(RunReference run, PlanReference plan) => Resume(run, "--plan-sha256=" + plan.Sha256);

    private static string Typed(RunReference run) => run.Typed(Resume(run));

    private static string Resume(RunReference run, params string[] more) =>
        NextCommand.Resume(run.Id, run.Agent, LocalStore.Forge, hasRun: true, more);

    // A job that works by itself may be told another page.
    private static bool IsOurs(RunReference run) => run.Url?.StartsWith("file:", StringComparison.Ordinal) == true;
}
