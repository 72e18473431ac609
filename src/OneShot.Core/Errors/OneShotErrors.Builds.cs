using static OneShot.OneShotError;

namespace OneShot.Core.Errors;

/// <content>Failures that only a build by MSBuild has.</content>
internal static partial class OneShotErrors
{
#pragma warning disable CS1591 // each message is its own documentation, and is printed in docs/errors.md

    public static OneShotException PropertyMisspelt(string name, string nearest) =>
        Error(2140, $"There is no property {name}.", $"Did you mean -p:{nearest}?");

    public static OneShotException PropertyUnknown(string name) =>
        Error(2141, $"A build has no property {name}.", $"See: {CommandPlaceholder}");

    public static OneShotException UndoNeedsId() =>
        Error(
            2142,
            "OneShotUndo was not told which one-shot to remove.",
            "Type: dotnet build -t:OneShotUndo -p:OneShotDistinctId=ID; dotnet build -t:OneShotStatus names them."
        );

    public static OneShotException TargetMisspelt(string name, string meant) =>
        Error(2143, $"There is no target {name}.", $"Did you mean: {meant}");

#pragma warning restore CS1591
}
