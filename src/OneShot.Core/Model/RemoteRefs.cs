namespace OneShot.Core.Model;

/// <summary>Refs of a remote, as it tells them now.</summary>
/// <param name="Head">The branch that HEAD points to, without <c>refs/heads/</c>;
/// <see langword="null"/> when the remote is empty or does not tell.</param>
/// <param name="Refs">Full names and the objects they point to.</param>
internal sealed record RemoteRefs(string? Head, IReadOnlyDictionary<string, string> Refs)
{
    /// <summary>The commit of a branch.</summary>
    /// <param name="branch">The branch's name without <c>refs/heads/</c>.</param>
    /// <returns>The commit; <see langword="null"/> when there is no such branch.</returns>
    public string? Branch(string branch) => Refs.GetValueOrDefault(RefName.OfBranch(branch));
}
