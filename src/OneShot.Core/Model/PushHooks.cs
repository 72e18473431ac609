namespace OneShot.Core.Model;

/// <summary>What a push tells the user's pre-push hook, which may be the one of Git LFS.</summary>
/// <param name="Repository">Where the hook is.</param>
/// <param name="Trunk">
/// The commit of trunk: its <c>.lfsconfig</c> says where large files go. The one in the work tree may be an agent's.
/// <see langword="null"/> where it is not known.
/// </param>
internal sealed record PushHooks(RepositoryState Repository, string? Trunk);
