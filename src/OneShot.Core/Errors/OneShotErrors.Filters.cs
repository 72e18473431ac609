namespace OneShot.Core.Errors;

/// <content>Failures of filters and of large files.</content>
internal static partial class OneShotErrors
{
#pragma warning disable CS1591 // each message is its own documentation, and is printed in docs/errors.md

    public static OneShotException FiltersNotInWorkflow() =>
        Error(
            2105,
            "--filters is for one-shots of this machine: a workflow runs no filter of yours.",
            "Leave it out, or add --forge=local"
        );

    public static OneShotException FilterNotConfigured(string name) =>
        Error(
            3105,
            $"--filters names {name}, and your git configuration has no command for it.",
            $"Set it up: git config filter.{name}.clean COMMAND (or leave it out)"
        );

    public static OneShotException LargeFilesNotPushed(string reason) =>
        Error(
            3106,
            $"The large files of what was made could not be pushed: {reason}",
            "Make git lfs push work there, then run the same command again; no session is paid for twice."
        );

    public static OneShotException FilterFailed(string name, string side, string path, string reason) =>
        Error(
            CaughtCode.FilterFailed,
            $"The filter {name} could not {side} '{path}': {reason}.",
            $"Fix filter.{name}.{side} of your git configuration, then try again."
        );

#pragma warning restore CS1591
}
