using OneShot.Core.Model;
using OneShot.Core.Settings;

namespace OneShot.Core.Doctor;

/// <summary>Whether what trunk's file hands to what verifies is there, and handed on.</summary>
internal static class VerifySecretSettingRules
{
    private const string Name = "verify-secrets";

    /// <summary>Checks the secrets that are handed on.</summary>
    /// <param name="names">Their names.</param>
    /// <param name="lacks">What the workflows lack, a sentence each.</param>
    /// <param name="secrets">The names that the repository has.</param>
    /// <param name="page">The repository's page.</param>
    public static IEnumerable<Check> Look(
        IReadOnlyList<string> names,
        IReadOnlyList<string> lacks,
        Probe<SecretNames> secrets,
        string page
    )
    {
        foreach (var lack in lacks)
            yield return Check.Warn(Name, lack, OneShotCommands.InitAgain);
        string[] own = [.. names.Where(name => name != VerifySecretNames.BuiltInToken)];
        if (own.Length > 0 && secrets.Value is not { } found)
            yield return secrets.ToCheck(Name);
        else
        {
            var lacking = own.Where(name => !secrets.Value!.Names.Contains(name)).ToArray();
            foreach (var name in lacking)
                yield return Check.Warn(
                    Name,
                    secrets.Value!.IsWhole
                        ? $"There is no secret {name}, so nothing can be verified."
                        : $"There is no secret {name} here; whether the organisation has it can't be checked.",
                    $"gh secret set {name} (or {page}/settings/secrets/actions)"
                );
            if (lacks.Count == 0 && lacking.Length == 0 && names.Count > 0)
                yield return Check.Pass(
                    Name,
                    $"{string.Join(", ", names)} are handed to what verifies, and to no agent"
                );
        }
    }
}
