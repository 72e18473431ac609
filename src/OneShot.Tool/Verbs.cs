using System.Reflection;
using Cake.Frosting;
using OneShot.Core.Errors;
using OneShot.Core.Text;
using OneShot.Frosting.Output;

namespace OneShot.Tool;

/// <summary>The words of the tool, and what is meant by words that it does not have.</summary>
internal static class Verbs
{
    /// <summary>What people type when they mean one of ours: other programs have these words.</summary>
    private static readonly Dictionary<string, string> Synonyms = new()
    {
        ["cancel"] = "undo",
        ["close"] = "undo",
        ["delete"] = "undo",
        ["remove"] = "undo",
        ["rm"] = "undo",
        ["continue"] = "resume",
        ["retry"] = "resume",
        ["rerun"] = "resume",
        ["setup"] = "init",
        ["install"] = "init",
        ["check"] = "doctor",
        ["diagnose"] = "doctor",
        ["ls"] = "list",
        ["show"] = "status",
        ["info"] = "status",
        ["view"] = "report",
        ["open"] = "report",
        ["push"] = "publish",
        ["pr"] = "publish",
        ["dry-run"] = "preview",
        ["follow"] = "watch",
        ["tail"] = "watch",
        ["logs"] = "log",
    };

    /// <summary>The tasks, by name, with what they do.</summary>
    public static IReadOnlyDictionary<string, string> Tasks { get; } =
        OwnTasks.All.ToDictionary(
            OwnTasks.NameOf,
            type => type.GetCustomAttribute<TaskDescriptionAttribute>()!.Description,
            StringComparer.OrdinalIgnoreCase
        );

    /// <summary>The words.</summary>
    public static IReadOnlyList<UserCommand> All { get; } = [.. UserCommands.All.Where(one => one.Word is not null)];

    public static UserCommand? Find(string name) => All.FirstOrDefault(word => word.Word == name);

    /// <summary>Says that a word is none, with the one that is meant, or is nearest to it.</summary>
    public static OneShotException Unknown(string typed)
    {
        if (Tasks.Keys.FirstOrDefault(task => task.Equals(typed, StringComparison.OrdinalIgnoreCase)) is { } task)
            return OneShotErrors.WordUnknown(typed, $"--target={task}");
        return Meant(typed) is { } meant ? OneShotErrors.WordUnknown(typed, meant) : OneShotErrors.WordStrange(typed);
    }

    /// <summary>The word that is meant by one that there is not; <see langword="null"/> where none is.</summary>
    public static string? Meant(string typed) =>
        Synonyms.GetValueOrDefault(typed.ToLowerInvariant())
        ?? EditDistance.Meant(typed, [.. All.Select(word => word.Word!)]);
}
