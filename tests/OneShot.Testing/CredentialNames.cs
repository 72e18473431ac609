namespace OneShot.Testing;

/// <summary>What no program of an agent's or a repository's may find in its environment.</summary>
public static class CredentialNames
{
    /// <summary>The variables that hold a credential, or lead to a runner's own.</summary>
    /// <param name="environment">What <c>env</c> printed.</param>
    public static IEnumerable<string> In(string environment) =>
        environment
            .Split('\n')
            .Select(line => line.Split('=')[0])
            .Where(name =>
                name.Contains("TOKEN", StringComparison.Ordinal)
                || name.Contains("KEY", StringComparison.Ordinal)
                || name.StartsWith("GITHUB_", StringComparison.Ordinal)
                || name.StartsWith("ACTIONS_", StringComparison.Ordinal)
                || name.StartsWith("RUNNER_", StringComparison.Ordinal)
            );
}
