using OneShot.Core.Model;
using OneShot.Core.Verifying;

namespace OneShot.Core.Doctor;

/// <summary>Whether the repository's own checks will come, and be awaited, where <c>--verify=checks</c> asks for them.</summary>
internal static class ChecksSettingRules
{
    private const string Name = "checks";

    /// <summary>Looks.</summary>
    /// <param name="lack">What the workflows lack; <see langword="null"/> for nothing.</param>
    /// <param name="secrets">The names of the secrets.</param>
    public static IEnumerable<Check> Look(string? lack, Probe<SecretNames> secrets)
    {
        if (lack is not null)
            yield return Check.Warn(Name, lack, OneShotCommands.InitAgain);
        if (secrets.Value is not { } found)
            yield return secrets.ToCheck(Name);
        else if (found.Names.Contains("ONESHOT_TOKEN"))
        {
            if (lack is null)
                yield return Check.Pass(Name, "CI starts on what is delivered, and is awaited (--verify=checks)");
        }
        else
            yield return Check.Warn(
                Name,
                $"With --verify=checks, {ChecksText.BuiltIn}.",
                "gh secret set ONESHOT_TOKEN, of a person or an App that may push"
            );
    }
}
