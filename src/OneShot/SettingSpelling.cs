using System.Text.RegularExpressions;
using OneShot.Core.Settings;

namespace OneShot;

/// <summary>
/// Spells an error's arguments for whoever writes a program and has no command line: <c>--agent=NAME</c> is
/// <c>OneShotSettings.Agent=NAME</c> there. What is typed elsewhere, after a command, stays.
/// </summary>
internal static partial class SettingSpelling
{
    public static string Of(string text) =>
        Written()
            .Replace(
                text,
                match =>
                    Arguments.Find(match.Groups["name"].Value) is { HasProperty: true } argument
                        ? nameof(OneShotSettings) + "." + argument.Property[nameof(OneShot).Length..]
                        : match.Value
            );

    [GeneratedRegex(
        @"\{oneshot\}(?:\ --[^\s;,]+)*|(?<![\w-])--(?<name>[a-z][a-z0-9-]*)",
        RegexOptions.CultureInvariant
    )]
    private static partial Regex Written();
}
