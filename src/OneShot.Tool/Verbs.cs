using System.Reflection;
using Cake.Frosting;
using OneShot.Core.Errors;
using OneShot.Core.Text;
using OneShot.Frosting.Tasks;

namespace OneShot.Tool;

/// <summary>The words of the tool, and the tasks that they stand for.</summary>
internal static class Verbs
{
    private static readonly Verb[] Table =
    [
        new(
            "init",
            null,
            false,
            "OneShotInit",
            null,
            "Sets this repository up: workflows, action, agents' instructions."
        ),
        new("doctor", null, false, "OneShotDoctor", null, "Tells what this repository and this machine still lack."),
        new(
            "batch",
            "FILE",
            true,
            "OneShotBatch",
            "prompts-file",
            "Dispatches every prompt of a file, YAML or JSON lines; the same command again does what is missing."
        ),
        new(
            "status",
            "ID",
            false,
            "OneShotStatus",
            "distinct-id",
            "Lists this repository's one-shots and where they are, or one of them."
        ),
        new(
            "report",
            "ID",
            false,
            "OneShotReport",
            "distinct-id",
            "Writes the page of a one-shot of this machine, the newest if none is named; --open opens it."
        ),
        new(
            "publish",
            "ID",
            false,
            "PublishOneShot",
            "distinct-id",
            "Makes a one-shot of this machine a pull request on GitHub."
        ),
        new("resume", "ID", true, "OneShot", "resume", "Finishes a one-shot that was interrupted."),
        new(
            "undo",
            "ID",
            true,
            "OneShot",
            "undo",
            "Removes a one-shot: cancels the run, closes the pull request, deletes the branch."
        ),
        new("restore", null, false, "RestoreBranch", null, "Checks out again what was checked out before --checkout."),
        new("completion", "SHELL", true, null, null, "Prints a completion script for bash, zsh or powershell."),
        new("help", null, false, "OneShotHelp", null, "Shows all tasks and arguments."),
        new("version", null, false, null, null, "Shows the tool's version."),
    ];

    /// <summary>The tasks, by name, with what they do.</summary>
    public static IReadOnlyDictionary<string, string> Tasks { get; } =
        typeof(OneShotTask)
            .Assembly.GetExportedTypes()
            .Where(type => typeof(IFrostingTask).IsAssignableFrom(type))
            .ToDictionary(
                type => type.GetCustomAttribute<TaskNameAttribute>()!.Name,
                type => type.GetCustomAttribute<TaskDescriptionAttribute>()!.Description,
                StringComparer.OrdinalIgnoreCase
            );

    /// <summary>The words whose task is there.</summary>
    public static IReadOnlyList<Verb> All { get; } =
    [.. Table.Where(word => word.Task is null || Tasks.ContainsKey(word.Task))];

    public static Verb? Find(string name) => All.FirstOrDefault(word => word.Name == name);

    /// <summary>Says that a word is none, with the one that is nearest to it.</summary>
    public static OneShotException Unknown(string typed)
    {
        if (Tasks.Keys.FirstOrDefault(task => task.Equals(typed, StringComparison.OrdinalIgnoreCase)) is { } task)
            return OneShotErrors.WordUnknown(typed, $"--target={task}");
        var lower = typed.ToLowerInvariant();
        var (nearest, distance) = All.Select(word => (word.Name, EditDistance.Between(lower, word.Name)))
            .MinBy(pair => pair.Item2);
        return distance <= 2 && distance < nearest.Length - 1
            ? OneShotErrors.WordUnknown(typed, nearest)
            : OneShotErrors.WordStrange(typed);
    }
}
