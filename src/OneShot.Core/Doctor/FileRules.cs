using OneShot.Core.Scaffolding;

namespace OneShot.Core.Doctor;

/// <summary>
/// How the files that OneShot puts into a repository stand, on trunk, where
/// runs take them from, and in the work tree, where they are changed.
/// </summary>
internal static class FileRules
{
    private const string Name = "file";

    /// <summary>Checks the files.</summary>
    /// <param name="files">The files as this version writes them for the repository.</param>
    /// <param name="trunk">The texts on trunk, by path.</param>
    /// <param name="tree">The texts of the work tree, by path.</param>
    /// <param name="branch">Trunk's name.</param>
    /// <param name="isEnterpriseServer">Whether the server is a GitHub Enterprise Server.</param>
    public static IEnumerable<Check> Look(
        IReadOnlyList<ScaffoldFile> files,
        IReadOnlyDictionary<string, string> trunk,
        IReadOnlyDictionary<string, string> tree,
        string branch,
        bool isEnterpriseServer
    )
    {
        var workflow = trunk.GetValueOrDefault(Scaffold.WorkflowPath) ?? tree.GetValueOrDefault(Scaffold.WorkflowPath);
        foreach (var file in files)
        {
            var (there, here) = (
                file.StateOf(trunk.GetValueOrDefault(file.Path)),
                file.StateOf(tree.GetValueOrDefault(file.Path))
            );
            if (isEnterpriseServer && trunk.TryGetValue(file.Path, out var text) && Scaffold.IsForHosted(text))
                yield return Check.Fail(
                    Name,
                    $"{file.Path} on {branch} is written for github.com: this server lacks its artifacts.",
                    $"{OneShotCommands.Init} --ghes, then commit it to {branch}"
                );
            else if (there == ScaffoldState.Same)
                yield return Check.Pass(Name, $"{file.Path} is up to date");
            else if (IsInstruction(file))
                yield return Check.Pass(
                    Name,
                    there == ScaffoldState.Missing
                        ? $"{file.Path} is not there; the standard instructions hold"
                        : $"{file.Path} is your own"
                );
            else if (there == ScaffoldState.Missing && !IsNeeded(file, workflow))
                continue;
            else if (here == ScaffoldState.Same)
                yield return Behind(file.Path, there, branch);
            else if (there == ScaffoldState.Missing && here == ScaffoldState.Missing)
                yield return Check.Fail(
                    Name,
                    $"{file.Path} is not on {branch}.",
                    $"{OneShotCommands.Init}, then commit it to {branch}"
                );
            else if (there == ScaffoldState.Missing)
                yield return Check.Fail(
                    Name,
                    $"{file.Path} is not on {branch}, only in your work tree.",
                    $"Commit it to {branch}, and push"
                );
            else if (there == ScaffoldState.Older)
                yield return Check.Warn(
                    Name,
                    $"{file.Path} is older: another version of OneShot wrote it.",
                    $"{OneShotCommands.Init}, then commit it to {branch}"
                );
            else
                yield return Changed(file, trunk[file.Path]);
        }
    }

    /// <summary>Whether the workflow is one of somebody's own, which needs no other file of OneShot.</summary>
    public static bool IsOwn(string? workflow) =>
        workflow is not null && !workflow.Contains(ActionFolder, StringComparison.Ordinal);

    private const string ActionFolder = "/.github/actions/oneshot";

    // What the workflow names; without one, all that comes with ours.
    private static bool IsNeeded(ScaffoldFile file, string? workflow) =>
        workflow is null
        || file.Path == Scaffold.WorkflowPath
        || workflow.Contains(
            file.Path.StartsWith(".github/actions/", StringComparison.Ordinal) ? ActionFolder : "./" + file.Path,
            StringComparison.Ordinal
        );

    // They are there to be changed.
    private static bool IsInstruction(ScaffoldFile file) => file.Path.StartsWith(".oneshot/", StringComparison.Ordinal);

    private static Check Behind(string path, ScaffoldState there, string branch)
    {
        var (what, fix) = (
            $"{path} is up to date in your work tree, and "
                + $"{(there == ScaffoldState.Missing ? "not there" : "older")} on {branch}.",
            $"Commit it to {branch}, and push"
        );
        return there == ScaffoldState.Missing ? Check.Fail(Name, what, fix) : Check.Warn(Name, what, fix);
    }

    private static Check Changed(ScaffoldFile file, string text) =>
        Stamp.Read(text.Replace("\r\n", "\n", StringComparison.Ordinal)).Stamp is null
            ? Check.Pass(Name, $"{file.Path} is your own")
            : Check.Warn(
                Name,
                $"You changed {file.Path}, so it gets no newer version by itself.",
                $"{OneShotCommands.Init} shows how it differs, and overwrites it with --force"
            );
}
