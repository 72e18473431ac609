using System.Text.RegularExpressions;
using OneShot.Core.Errors;
using OneShot.Core.Model;
using OneShot.Core.Settings;
using OneShot.Core.Text;
using OneShot.Frosting.Output;

namespace OneShot.Frosting.Running;

/// <summary>Says what a command line lacks that the engine refused before anything ran.</summary>
internal static partial class TargetRules
{
    private const string Option = "target";
    private const string Prompt = "PROMPT";
    private const string Quoted = "\"…\"";
    private const StringComparison IgnoreCase = StringComparison.OrdinalIgnoreCase;

    /// <summary>Says it.</summary>
    /// <param name="reason">What the engine said; <see langword="null"/> where it stands above already.</param>
    /// <param name="names">The build's targets.</param>
    public static OneShotException Explain(string? reason, IReadOnlyCollection<string> names)
    {
        if (reason is null)
            return OneShotErrors.TargetUnknown("the line above says why.");
        var target = Missing().Match(reason).Groups["target"].Value;
        return target.Length == 0
            ? OneShotErrors.TargetUnknown(SafeText.Line(reason))
            : OneShotErrors.TargetUnknown(
                $"there is no target {SafeText.Cut(target, 60)}.",
                Nearest(target, names) is { } nearest
                    ? $"Did you mean: {OneShotError.CommandPlaceholder} {nearest}"
                    : $"See: {OneShotError.CommandPlaceholder} --target={TaskNames.OneShotHelp} --all"
            );
    }

    /// <summary>
    /// Says what is meant by an unknown option with one of OneShot's tasks, where Cake runs the default target, and by an
    /// option with one dash, which Cake reads letter by letter.
    /// </summary>
    /// <param name="line">The command line.</param>
    /// <param name="declared">The host's own arguments.</param>
    /// <exception cref="OneShotException">
    /// OS2012: it is <c>--target</c>, misspelt; OS2020: it has one dash; OS2033: it has another name now.
    /// </exception>
    public static void RefuseMisspelt(CommandLine line, IReadOnlyCollection<string> declared)
    {
        foreach (var name in line.Names.Except([Option, .. declared], StringComparer.OrdinalIgnoreCase))
        {
            if (EditDistance.Meant(name, [Option]) is not null && OwnTasks.Contain(line.ValueOf(name) ?? ""))
                throw OneShotErrors.ArgumentMisspelt(name, Option);
        }

        if (line.SingleDash is { } old && RenamedArgument.Find(old) is { } renamed)
            throw renamed.Typed(old);
        if (line.SingleDash is { } single && (Arguments.Find(single) is not null || single.Equals(Option, IgnoreCase)))
            throw OneShotErrors.TargetUnknown($"'-{single}' is no option.", $"It has two dashes: --{single}");
    }

    /// <summary>
    /// Says what is meant by words that belong to no option: Cake drops the first, and runs the default target.
    /// </summary>
    /// <param name="line">The command line, which has at least one.</param>
    public static OneShotException Bare(CommandLine line)
    {
        var word = line.Words[0];
        var target = line.ValueOf(Option);
        var filled = line is { FollowsPrompt: false, Words: [_, var value] } ? Filled(word, value, target) : null;
        var isOfPrompt = line.FollowsPrompt || line.Words.Count > 1;
        // Whoever wants to look first is not told to type a dispatch.
        var look = line.Has("preview") || (isOfPrompt && Named(word) is { Value: Prompt }) ? " --preview" : "";
        if (filled is null && (isOfPrompt || word.Any(char.IsWhiteSpace)))
            return OneShotErrors.TargetUnknown(
                isOfPrompt ? "a prompt of several words needs quotes." : "a prompt needs its option.",
                $"Type: {OneShotError.CommandPlaceholder} --target={TaskNames.OneShot} --prompt={Quoted}{look}"
            );
        var shown = SafeText.Cut(word, 40);
        var (lead, typed) = word switch
        {
            _ when filled is not null => ("Type", filled),
            _ when TaskNames.OneShotHelp.Equals(target, IgnoreCase) => ("Type", $"--target={target} --topic={shown}"),
            _ when UserCommands.All.FirstOrDefault(one => word.Equals(one.Word, IgnoreCase))
                    is { Task: not null } known => ("Type", known.AsTask),
            _ when target is not null
                    && DistinctId.TryParse(word, out var id)
                    && OfId(target, id.Value) is { } typedId => ("Type", typedId),
            _ => ("A target is typed so", $"--target={shown}"),
        };
        return OneShotErrors.TargetUnknown(
            $"'{shown}' is no option.",
            $"{lead}: {OneShotError.CommandPlaceholder} {typed}"
        );
    }

    // An id as status prints it, after a task that takes one.
    private static string? OfId(string target, string id) =>
        TaskNames.OneShot.Equals(target, IgnoreCase) ? $"--{Option}={target} --resume={id}, or --undo={id}"
        : Named(target) is { Value: "ID" } command ? command.AsTaskWith(id)
        : null;

    // A word of the tool and what it takes there.
    private static string? Filled(string word, string value, string? target) =>
        TaskNames.OneShotHelp.Equals(target, IgnoreCase) || Named(word) is not { Task: not null } command
            ? null
            : command.Value switch
            {
                "ID" when DistinctId.TryParse(value, out var id) => command.AsTaskWith(id.Value),
                "WORD" when Topic().IsMatch(value) => command.AsTaskWith(SafeText.Cut(value, 40)),
                "FILE" when Path.HasExtension(value) => command.AsTaskWith(ShellWord.Of(SafeText.Line(value))),
                Prompt when value.Any(char.IsWhiteSpace) => command.AsTaskWith(Quoted),
                _ => null,
            };

    private static UserCommand? Named(string target) =>
        UserCommands.Find(target.Replace(TaskNames.OneShot, "", IgnoreCase));

    // Somebody who types Log or OneShotUndo knows a word of the tool, and who types Doctor means a name that holds it.
    private static string? Nearest(string target, IReadOnlyCollection<string> names) =>
        Named(target) is { Task: { } task } command && names.Contains(task) ? command.AsTask
        : (
            EditDistance.Meant(target, names)
            ?? names.FirstOrDefault(name => target.Length > 2 && name.Contains(target, IgnoreCase))
        )
            is { } nearest
            ? $"--{Option}={nearest}"
        : null;

    // Cake 7.0.0.
    [GeneratedRegex("^The target '(?<target>.+)' was not found", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Missing();

    [GeneratedRegex(@"^[A-Za-z][\w.-]*\z", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Topic();
}
