namespace OneShot.Git;

/// <summary>The filters that are applied: where large files are kept, and those that the user listed.</summary>
/// <param name="store">Where large files are kept; <see langword="null"/> where git-lfs is not installed.</param>
/// <param name="user">The others.</param>
internal sealed class GitFilters(LargeFileStore? store, UserFilters user)
{
    /// <summary>Where large files are kept.</summary>
    public LargeFileStore? Store => store;

    /// <summary>Those that the user listed.</summary>
    public UserFilters User => user;

    /// <summary>Whether a filter is applied.</summary>
    public bool Handle(string filter) => filter == FilterRules.LargeFiles ? store is not null : user.Has(filter);

    /// <summary>Why a file with a filter that is not applied can't be delivered: the rest of a sentence.</summary>
    public static string Lack(string filter) =>
        filter == FilterRules.LargeFiles
            ? "belongs to Git LFS, and there is no git-lfs here: it would be delivered in place of its pointer"
            : $"has the filter {Name(filter)} by its attributes, which is not run on an agent's work: "
                + $"it would be delivered as it is here, such as unencrypted "
                + (IsAsWord(filter) ? $"(on your machine: --filters={filter})" : "(no name that --filters takes)");

    // Who writes attributes chooses the name, and somebody types what is told.
    private static bool IsAsWord(string filter) =>
        filter.Length is > 0 and <= 40
        && Core.Text.ShellWord.IsPlain(filter)
        && !filter.Contains('/', StringComparison.Ordinal);

    private static string Name(string filter) => Core.Text.SafeText.Excerpt(filter, 40);
}
