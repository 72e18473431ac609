using OneShot.Core.Errors;
using OneShot.Core.Model;
using OneShot.Core.Storage;

namespace OneShot.Core.Places;

/// <summary>Looks whether a repository can take what a one-shot writes: a commit, and a journal.</summary>
internal static class RepositoryPlace
{
    /// <summary>Why it can't.</summary>
    /// <param name="state">The repository.</param>
    /// <returns>OS3132; <see langword="null"/> when nothing speaks against it.</returns>
    public static OneShotException? Fault(RepositoryState state)
    {
        string[] folders =
        [
            state.CommonDirectory,
            Path.Combine(state.CommonDirectory, "objects"),
            Path.Combine(state.CommonDirectory, "oneshot"),
        ];
        var fault = folders
            .Select(folder => (folder, why: WritableFolder.Fault(folder)))
            .FirstOrDefault(found => found.why is not null);
        return fault.why is null ? null : OneShotErrors.RepositoryUnwritable(fault.folder, fault.why + ".");
    }
}
