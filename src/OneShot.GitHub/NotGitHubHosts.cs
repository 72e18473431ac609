namespace OneShot.GitHub;

/// <summary>Hosts that surely are no GitHub: a token for one would be asked for in vain.</summary>
internal static class NotGitHubHosts
{
    private static readonly string[] Hosts =
    [
        "gitlab.com",
        "bitbucket.org",
        "codeberg.org",
        "gitea.com",
        "dev.azure.com",
        "ssh.dev.azure.com",
        "git.sr.ht",
        "sourceforge.net",
        "gitee.com",
        "notabug.org",
        "git.launchpad.net",
    ];

    private static readonly string[] Endings =
    [
        ".visualstudio.com",
        ".amazonaws.com",
        ".googlesource.com",
        ".sourceforge.net",
    ];

    private static readonly string[] Products = ["gitlab", "bitbucket", "gitea", "forgejo", "gogs", "gerrit"];

    /// <summary>Whether a host is one of them: by its name, or by the product that a part of its name is.</summary>
    public static bool Have(string host)
    {
        var name = host.Split(':')[0].ToLowerInvariant();
        return Hosts.Contains(name)
            || Endings.Any(ending => name.EndsWith(ending, StringComparison.Ordinal))
            || name.Split('.').Any(Products.Contains);
    }
}
