namespace OneShot.Core.Errors;

/// <content>Failures of places: a folder, a disk, a solution, a server.</content>
internal static partial class OneShotErrors
{
#pragma warning disable CS1591 // each message is its own documentation, and is printed in docs/errors.md

    public static OneShotException SolutionLacksPackage(string consequence, string projects, string target) =>
        Error(
            2130,
            $"This solution has projects without the package OneShot.MSBuild{consequence}: {projects}.",
            $"Ask one project that has it, with the same properties: dotnet build {target} (or give it to all: "
                + "GlobalPackageReference in Directory.Packages.props)."
        );

    public static OneShotException ProgramUnwritable(string path, string reason) =>
        Error(
            3130,
            $"The program of this machine's runs can't be kept in '{path}': {reason}",
            "Make the folder writable and give it room, or name another that has a plain name: XDG_CACHE_HOME=FOLDER"
        );

    public static OneShotException TemporaryUnusable(string path, string reason) =>
        Error(
            3131,
            $"The folder for temporary files '{path}' can't be used: {reason}",
            "Name one that can be written: TMPDIR=FOLDER"
        );

    public static OneShotException RepositoryUnwritable(string path, string reason) =>
        Error(
            3132,
            $"Nothing can be written into the repository '{path}': {reason}",
            "Make its git directory writable, or work in a clone of it."
        );

    public static OneShotException DiskFull(string path, long free, long needed) =>
        Error(
            3133,
            $"'{path}' is on a disk with {Number(free)} MB free, and a run on this machine needs "
                + $"{Number(needed)} MB there.",
            "Make room, or for temporary files name another folder: TMPDIR=FOLDER"
        );

    public static OneShotException PlaceUnusable(string path, string reason) =>
        Error(
            3134,
            $"The folder '{path}' can't be used: its name {reason}",
            "Rename it, or work in a clone elsewhere; --working=PATH names it."
        );

    public static OneShotException TrunkUnknown(string why, string? branches) =>
        Error(
            3135,
            $"The branch to start from is not clear: {why}, and there is no branch main or master.",
            branches is null
                ? "Give the commit a name, git branch NAME, and type: --base=NAME"
                : $"Name a branch: --base=NAME; known here: {branches}."
        );

    public static OneShotException NotGitHub(string host, bool mayBeLocal) =>
        mayBeLocal
            ? Error(
                3136,
                $"{host} is not a GitHub server, which --forge=github needs.",
                "Use --forge=local, which needs no server, or name a remote that is a GitHub: --remote=NAME"
            )
            : Error(
                3136,
                $"{host} is not a GitHub server, which publishing needs.",
                "Name a remote that is a GitHub: --remote=NAME"
            );

    public static OneShotException TlsFailed(string host, string what, string reason) =>
        Error(
            3137,
            $"TLS to {host} failed ({what}): {reason}",
            "Check host and port (GH_HOST, the remote's address), and the certificates that this machine trusts."
        );

    public static OneShotException RulesTooLarge(string path, int limit) =>
        Error(3107, $"'{path}' has more than {Number(limit)} KB of rules.", "Shorten it.");

#pragma warning restore CS1591
}
