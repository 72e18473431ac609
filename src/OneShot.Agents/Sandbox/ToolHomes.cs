namespace OneShot.Agents.Sandbox;

/// <summary>
/// Folders of version managers below the user's home: a session sees them, for
/// reading, and a variable tells where they are, because its own home is another.
/// </summary>
internal static class ToolHomes
{
    private static readonly (string Variable, string Folder)[] Known =
    [
        ("RUSTUP_HOME", ".rustup"),
        ("PYENV_ROOT", ".pyenv"),
        ("RBENV_ROOT", ".rbenv"),
        ("VOLTA_HOME", ".volta"),
        ("ASDF_DATA_DIR", ".asdf"),
        ("MISE_DATA_DIR", ".local/share/mise"),
        ("NVM_DIR", ".nvm"),
    ];

    /// <summary>The variables that tell where they are.</summary>
    public static IEnumerable<string> Variables => Known.Select(one => one.Variable);

    /// <summary>The ones that are there.</summary>
    /// <param name="home">The user's home.</param>
    /// <param name="variable">Reads the user's environment.</param>
    public static IReadOnlyList<(string Variable, string Folder)> In(string home, Func<string, string?> variable) =>
        [
            .. Known
                .Select(one =>
                    (
                        one.Variable,
                        Folder: variable(one.Variable) is { Length: > 0 } told ? told : Path.Combine(home, one.Folder)
                    )
                )
                .Where(one =>
                    Path.IsPathRooted(one.Folder)
                    && Directory.Exists(one.Folder)
                    && !SandboxMounts.IsWithin(home, one.Folder)
                ),
        ];
}
