using OneShot.Core.Model;

namespace OneShot.Git;

/// <summary>Looks for hooks of the user's.</summary>
internal static class GitHooks
{
    public static bool Has(RepositoryState state, string hook)
    {
        var folder = state.HooksPath is { } configured
            ? Path.GetFullPath(
                configured.StartsWith("~/", StringComparison.Ordinal)
                    ? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), configured[2..])
                    : configured,
                state.WorkTree ?? state.GitDirectory
            )
            : Path.Combine(state.CommonDirectory, "hooks");
        return File.Exists(Path.Combine(folder, hook));
    }
}
