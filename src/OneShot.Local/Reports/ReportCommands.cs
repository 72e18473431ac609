using OneShot.Core.Errors;
using OneShot.Core.Model;
using OneShot.Core.Scaffolding;
using OneShot.Core.Text;
using OneShot.Local.Store;

namespace OneShot.Local.Reports;

/// <summary>What can be done with a one-shot now, as commands to copy.</summary>
internal static class ReportCommands
{
    public static IEnumerable<ReportCommand> For(ReportData data) =>
        data is not { Merged: null, Kept: null } ? [.. OfMerged(data), .. OfKept(data)]
        : data.Pull.IsOpen ? OfOpen(data)
        : [];

    private static IEnumerable<ReportCommand> OfMerged(ReportData data)
    {
        if (data.Merged is { Revert: { } revert })
            yield return new ReportCommand("Revert what was merged, by commits that take it back", revert);
    }

    private static IEnumerable<ReportCommand> OfKept(ReportData data)
    {
        if (data.Kept is not { } kept)
            yield break;
        yield return new ReportCommand(
            "Look at what is on the branch",
            $"git log -p {ShellWord.Of(data.Pull.Base!)}..{kept.Name}"
        );
        yield return kept.Place is null
            ? new ReportCommand("Remove the branch with what is on it", kept.Remove)
            : new ReportCommand(
                $"Remove the branch, once another one is checked out in {kept.Place}",
                OneShotError.Spelled(
                    $"{OneShotError.CommandPlaceholder} --target=OneShot --undo={data.Id}",
                    data.Command
                )
            );
    }

    private static IEnumerable<ReportCommand> OfOpen(ReportData data)
    {
        var (pull, run) = (data.Pull, data.Run);
        var (branch, trunk) = (ShellWord.Of(pull.Branch!), ShellWord.Of(pull.Base!));
        string Typed(string command) => OneShotError.Spelled(command, data.Command);
        string Own(string target, string rest) => Typed($"{OneShotError.CommandPlaceholder} --target={target} {rest}");
        if (data.IsMerged)
        {
            yield return new ReportCommand(
                "Remove the branch, which holds nothing more than trunk",
                $"git branch -d {branch}"
            );
            yield break;
        }

        if (data.Files.Count > 0)
        {
            yield return new ReportCommand(
                "Look at the changes, changing nothing",
                data.TrunkHasStart ? DiffCommand.Of(start: null, pull.Base!, Place(data)) : Diff(data),
                "look at the changes"
            );
            if (data.Waits is { } cause)
            {
                var what = $"Take the result that waits: {WaitingResult.Why(pull.Branch!, cause)}";
                yield return new ReportCommand(
                    what,
                    WaitingResult.Command(pull.Branch!, run!.Id, cause),
                    "take the result that waits"
                );
            }
            else
            {
                yield return new ReportCommand("Try them: checks the branch out", $"git switch {branch}");
                yield return new ReportCommand(
                    "Take them: merges the branch",
                    $"git switch {trunk} && git merge {branch}",
                    "take them"
                );
            }

            // The journal has this machine as its remote; the run has the one that was named.
            if (data.HasServer && run?.Conclusion is { IsSuccess: true } && data.Journal?.Published is null)
                yield return Publish(Typed(NextCommand.Publish(data.Id!, run.Remote)), data.Command);
        }

        foreach (var (look, i) in data.Looks.Select((look, i) => (look, i)))
            yield return new ReportCommand(i == 0 ? "Look into what was not delivered" : "And then", look);
        if (run?.Refused is not null && run.Status.IsOver)
            yield return new ReportCommand(
                "Implement it once more, which may cost as much again; it knows what was refused",
                Typed(Resume(data, "--again"))
            );
        else if (run is { Conclusion.IsBad: true })
            yield return new ReportCommand("Go on at the job that did not end well", Typed(Resume(data)));
        if (run is { Status.IsOver: false })
            yield return new ReportCommand(
                "See how far it is",
                Own("OneShotReport", $"--distinct-id={data.Id} --open")
            );
        if (data.Id is not null)
            yield return new ReportCommand(
                "Undo it: deletes the branch and closes the pull request; prompt, plan and logs stay",
                Own("OneShot", $"--undo={data.Id}")
            );
    }

    /// <summary>The diff from where the branch began, which stays true whatever trunk does.</summary>
    public static string Diff(ReportData data) =>
        DiffCommand.Of(data.Journal?.BaseCommit, data.Pull.Base!, Place(data));

    // Scripts, programs and MSBuild builds have nothing that publishes.
    private static ReportCommand Publish(string command, string? own)
    {
        var isElsewhere = command.StartsWith(ToolWords.Command, StringComparison.Ordinal) && own != ToolWords.Command;
        return new ReportCommand(
            "Publish it: pushes the branch and opens a pull request on GitHub"
                + (isElsewhere ? $"; by the tool ({ToolPackage.Install})" : ""),
            command
        );
    }

    private static string Place(ReportData data) =>
        data.Waits is null ? ShellWord.Of(data.Pull.Branch!) : WaitingResult.RefOf(data.Run!.Id);

    private static string Resume(ReportData data, params string[] more) =>
        NextCommand.Resume(data.Id!, data.Journal?.Agent, LocalStore.Forge, data.Run is not null, more);
}
