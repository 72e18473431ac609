using OneShot.Core.Settings;

namespace OneShot.Frosting.Output;

/// <summary>What a user does, in the order in which it is needed.</summary>
internal static class UserCommands
{
    /// <summary>The six arguments that a first hour needs, as they are typed then, each in a line.</summary>
    public static IReadOnlyList<(string Usage, string Help)> Usual { get; } =
    [
        ("--forge=local", "On this machine: no network, no account"),
        ("--agent=NAME", "Who plans and implements; rehearsal needs no model"),
        ("--prompt-file=PATH", "The prompt from a file, or - for standard input"),
        ("--base=BRANCH", "Where to start; the remote's default branch without"),
        ("--preview", "Prints what would happen, and makes nothing"),
        ("--watch", "Follows the run to its end"),
    ];

    /// <summary>All of them; the first is the dispatch.</summary>
    public static IReadOnlyList<UserCommand> All { get; } =
    [
        new(null, TaskNames.OneShot, "Dispatches a prompt: branch, draft pull request, run")
        {
            Arguments = Of(ArgumentGroup.Asking, ArgumentGroup.Place, ArgumentGroup.Behaviour, ArgumentGroup.Agent),
            Examples =
            [
                "--target=OneShot --prompt=\"Add a --verbose flag\"",
                "--target=OneShot --prompt=\"Add a --verbose flag\" --forge=local --agent=rehearsal",
                "--target=OneShot --prompt-file=task.md --preview",
            ],
        },
        new("init", TaskNames.OneShotInit, "Sets this repository up: workflows, action, instructions")
        {
            Arguments = ["agent", "project", "runner", "ghes", "force", "preview", "output"],
            Examples = ["--target=OneShotInit --preview", "--target=OneShotInit --agent=claude"],
        },
        new("doctor", TaskNames.OneShotDoctor, "Tells what this repository and machine still lack")
        {
            Arguments = ["fix", "forge", "agent", "remote", "preview", "output"],
            Examples = ["--target=OneShotDoctor", "--target=OneShotDoctor --fix"],
        },
        new("status", TaskNames.OneShotStatus, "Lists the one-shots and where they are, or tells of one")
        {
            Value = "ID",
            Argument = "distinct-id",
            Arguments = ["distinct-id", "limit", "forge", "remote", "repo", "output"],
            Examples = ["--target=OneShotStatus", "--target=OneShotStatus --distinct-id=ID --output=json"],
        },
        new("report", TaskNames.OneShotReport, "Writes the page of one of this machine; --open opens it")
        {
            Value = "ID",
            Argument = "distinct-id",
            Arguments = ["distinct-id", "open", "output"],
            Examples = ["--target=OneShotReport --distinct-id=ID --open"],
        },
        new("resume", TaskNames.OneShot, "Finishes one that was interrupted or failed")
        {
            Value = "ID",
            NeedsValue = true,
            Argument = "resume",
            Arguments = ["resume", "again", "watch", "agent-command", "plan-sha256", "output"],
            Examples = ["--target=OneShot --resume=ID", "--target=OneShot --resume=ID --again"],
        },
        new("undo", TaskNames.OneShot, "Cancels the run, closes the pull request, deletes the branch")
        {
            Value = "ID",
            NeedsValue = true,
            Argument = "undo",
            Arguments = ["undo", "output"],
            Examples = ["--target=OneShot --undo=ID"],
        },
        new("publish", TaskNames.PublishOneShot, "Makes one of this machine a pull request on GitHub")
        {
            Value = "ID",
            Argument = "distinct-id",
            Arguments = ["distinct-id", "remote", "repo", "no-hooks", "output"],
            Examples = ["--target=PublishOneShot --distinct-id=ID"],
        },
        new("batch", TaskNames.OneShotBatch, "Dispatches every prompt of a file, YAML or JSON lines")
        {
            Value = "FILE",
            NeedsValue = true,
            Argument = "prompts-file",
            Arguments =
            [
                "prompts-file",
                "parallel",
                "per-minute",
                "per-hour",
                "forge",
                "agent",
                "base",
                "preview",
                "watch",
            ],
            Examples = ["--target=OneShotBatch --prompts-file=prompts.yaml --preview"],
        },
        new("preview", TaskNames.OneShot, "Prints what a dispatch would do, and makes nothing")
        {
            Value = "PROMPT",
            NeedsValue = true,
            Argument = "prompt",
            Implied = ["--preview"],
            Arguments = ["preview", "forge", "agent", "base", "remote", "repo"],
            Examples = ["--target=OneShot --preview --prompt=\"Add a --verbose flag\""],
        },
        new("watch", TaskNames.OneShotStatus, "Follows the run of one, the newest if none is named, to its end")
        {
            Value = "ID",
            Argument = "distinct-id",
            Implied = ["--watch"],
            Arguments = ["distinct-id", "watch", "watch-minutes", "output"],
            Examples = ["--target=OneShotStatus --distinct-id=ID --watch"],
        },
        new("log", TaskNames.OneShotStatus, "Prints what the run of one told, the newest if none is named")
        {
            Value = "ID",
            Argument = "distinct-id",
            Implied = ["--log"],
            Arguments = ["distinct-id", "log"],
            Examples = ["--target=OneShotStatus --distinct-id=ID --log"],
        },
        new("list", TaskNames.OneShotStatus, "The same as status without an id") { Arguments = ["limit", "output"] },
        new("restore", TaskNames.RestoreBranch, "Checks out again what was there before --checkout"),
        new("help", TaskNames.OneShotHelp, "Tells of one word or argument, or of all with --all")
        {
            Value = "WORD",
            Argument = "topic",
            Arguments = ["all", "topic"],
            Examples = ["--target=OneShotHelp --all", "--target=OneShotHelp --topic=OneShotStatus"],
        },
        new("completion", null, "Prints a completion script for bash, fish, zsh or powershell")
        {
            Value = "SHELL",
            NeedsValue = true,
            Examples = ["completion bash"],
        },
        new("version", null, "Prints the tool's version") { Examples = ["version"] },
    ];

    /// <summary>The one that a name means; <see langword="null"/> where there is none.</summary>
    /// <param name="asked">A word of the tool, or a task.</param>
    public static UserCommand? Find(string asked) => All.FirstOrDefault(command => command.IsAbout(asked));

    private static IReadOnlyList<string> Of(params ArgumentGroup[] groups) =>
        [.. Arguments.All.Where(argument => groups.Contains(argument.Group)).Select(argument => argument.Name)];
}
