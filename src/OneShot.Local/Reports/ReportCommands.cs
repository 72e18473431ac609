using OneShot.Core.Errors;
using OneShot.Core.Model;
using OneShot.Core.Text;
using OneShot.Local.Store;

namespace OneShot.Local.Reports;

/// <summary>What can be done with a one-shot now, as commands to copy.</summary>
internal static class ReportCommands
{
    public static IEnumerable<(string What, string Command)> For(ReportFacts facts)
    {
        var (pull, run) = (facts.Pull, facts.Run);
        if (!pull.IsOpen)
            yield break;
        var (branch, trunk) = (ShellWord.Of(pull.Branch!), ShellWord.Of(pull.Base!));
        string Typed(string command) => OneShotError.Spelled(command, facts.Command);
        string Own(string target, string rest) => $"{facts.Command} --target={target} {rest}";
        if (facts.IsMerged)
        {
            yield return ("Remove the branch", $"git branch -d {branch}");
            yield break;
        }

        if (facts.Files.Count > 0)
        {
            yield return ("Look at the changes", $"git diff {trunk}...{Place(facts)}");
            if (facts.Waits is { } cause)
            {
                var what = $"Take the result that waits: {WaitingResult.Why(pull.Branch!, cause)}";
                yield return (what, WaitingResult.Command(pull.Branch!, run!.Id, cause));
            }
            else
            {
                yield return ("Try them", $"git switch {branch}");
                yield return ("Take them", $"git switch {trunk} && git merge {branch}");
            }

            // The journal has this machine as its remote; the run has the one that was named.
            if (run?.Conclusion is { IsSuccess: true } && facts.Journal?.Published is null)
                yield return ("Open a pull request on GitHub", Typed(NextCommand.Publish(facts.Id!, run.Remote)));
        }

        foreach (var (look, i) in facts.Looks.Select((look, i) => (look, i)))
            yield return (i == 0 ? "Look into what was not delivered" : "And then", look);
        if (run?.Refused is not null && run.Status.IsOver)
            yield return (
                "Implement it once more, which may cost as much again; it knows what was refused",
                Typed(Resume(facts, "--again"))
            );
        else if (run is { Conclusion.IsBad: true })
            yield return ("Go on at the job that did not end well", Typed(Resume(facts)));
        if (run is { Status.IsOver: false })
            yield return ("See how far it is", Own("OneShotReport", $"--distinct-id={facts.Id} --open"));
        if (facts.Id is not null)
            yield return ("Remove all of it", Own("OneShot", $"--undo={facts.Id}"));
    }

    /// <summary>The diff from where the branch began, which stays true whatever trunk does.</summary>
    public static string Diff(ReportFacts facts) =>
        $"git diff {(facts.Journal?.BaseCommit is { } start ? start[..10] + ".." : ShellWord.Of(facts.Pull.Base!) + "...")}{Place(facts)}";

    private static string Place(ReportFacts facts) =>
        facts.Waits is null ? ShellWord.Of(facts.Pull.Branch!) : WaitingResult.RefOf(facts.Run!.Id);

    private static string Resume(ReportFacts facts, params string[] more) =>
        NextCommand.Resume(facts.Id!, facts.Journal?.Agent, LocalStore.Forge, more);
}
