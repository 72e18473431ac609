using OneShot.Core.Model;
using OneShot.Core.Text;

namespace OneShot.Core.Protection;

/// <summary>
/// The one table of protected kinds. Policies, the argument, the schema and the documentation are made from it.
/// </summary>
internal static class ProtectedKinds
{
    /// <summary>The kind whose files a push needs a right of its own for.</summary>
    public const string Workflows = "workflows";

    /// <summary>The kind of what <c>--protected-paths</c> names.</summary>
    public const string Own = "own";

    /// <summary>The kinds, in the order of the documentation.</summary>
    public static IReadOnlyList<ProtectedKind> All { get; } =
    [
        new(
            Workflows,
            Policy.Block,
            "`.github/workflows/`, `.github/actions/`, and `action.yml` in any folder",
            "is a workflow or an action"
        )
        {
            Names = Set("action.yml", "action.yaml"),
            Paths = Set(".github/workflows", ".github/actions"),
        },
        new(Own, Policy.Block, "what `--protected-paths` names", "is protected by --protected-paths"),
        new(
            "bootstrap",
            Policy.Ask,
            "`build.sh`, `build.ps1`, `build.cmd` and `build.cake`, the folder `build/`, and the pipelines of other "
                + "CI systems",
            "is what a build begins with"
        )
        {
            Paths = Set(
                ["build.sh", "build.ps1", "build.cmd", "build.bat", "build.cake", "build"],
                [".circleci", ".gitlab-ci.yml", ".travis.yml", ".appveyor.yml", "appveyor.yml", ".forgejo", ".gitea"],
                ["azure-pipelines.yml", "azure-pipelines.yaml", "bitbucket-pipelines.yml", "jenkinsfile"]
            ),
        },
        new("owners", Policy.Ask, "`CODEOWNERS`", "says who looks at what")
        {
            Paths = Set("codeowners", ".github/codeowners", "docs/codeowners", ".gitlab/codeowners"),
        },
        new(
            "feeds",
            Policy.Ask,
            "`NuGet.config`, `.npmrc`, `.yarnrc`, `.yarnrc.yml`, `pip.conf` and their like, in any folder",
            "says where packages come from"
        )
        {
            Names = Set(
                ["nuget.config", ".npmrc", ".yarnrc", ".yarnrc.yml", ".pnpmfile.cjs", "bunfig.toml"],
                ["pip.conf", "pip.ini", ".pypirc", "uv.toml"]
            ),
            Folders = Set(".cargo", ".yarn"),
        },
        new(
            "sdk",
            Policy.Ask,
            "`global.json`, `dotnet-tools.json`, `Directory.Build.*`, `Directory.Solution.*` and `MSBuild.rsp`, in "
                + "any folder",
            "is read by every build"
        )
        {
            Names = Set(
                ["global.json", "dotnet-tools.json", "msbuild.rsp"],
                ["directory.build.props", "directory.build.targets", "directory.build.rsp"],
                ["directory.solution.props", "directory.solution.targets"]
            ),
            Ends = [".sln.targets", "proj.user"],
        },
        new(
            "tests",
            Policy.Ask,
            "`*.runsettings`, `xunit.runner.json`, `testconfig.json`, and the projects of tests, such as "
                + "`Shop.Tests.csproj`",
            "steers tests"
        )
        {
            Names = Set("xunit.runner.json", "testconfig.json"),
            Ends =
            [
                ".runsettings",
                "tests.csproj",
                "test.csproj",
                "tests.fsproj",
                "test.fsproj",
                "tests.vbproj",
                "test.vbproj",
            ],
        },
        new("agents", Policy.Ask, WhatAgentsRead(), "is read by agents")
        {
            Names = Set(
                ["agents.md", ".cursorrules", ".windsurfrules", ".clinerules", ".mcp.json", ".aider.conf.yml"],
                [.. Read(files => files.Names)]
            ),
            Folders = Set([".cursor", ".agents", ".windsurf", ".oneshot"], [.. Read(files => files.Folders)]),
            Paths = Set([.. Read(files => files.Paths)]),
        },
        new(
            "git",
            Policy.Ask,
            "`.gitattributes`, `.gitmodules`, `.lfsconfig`, `.git-blame-ignore-revs`, and the files of hooks",
            "is read by git"
        )
        {
            Names = Set(
                [".gitattributes", ".gitmodules", ".lfsconfig", ".git-blame-ignore-revs"],
                [".pre-commit-config.yaml", "lefthook.yml", ".lefthook.yml"]
            ),
            Folders = Set(".husky", ".githooks"),
        },
        new(
            "editor",
            Policy.Ask,
            "`.vscode/`, `.devcontainer/`, `.idea/`, `devcontainer.json` and their like",
            "is read by editors"
        )
        {
            Names = Set("devcontainer.json", ".devcontainer.json"),
            Folders = Set(".vscode", ".devcontainer", ".idea", ".vs", ".zed", ".fleet"),
            Ends = [".code-workspace"],
        },
        new("github", Policy.Ask, "the rest of `.github/`", "steers what GitHub does")
        {
            Paths = Set(".github"),
            IsRest = true,
        },
        new(
            "packages",
            Policy.Tell,
            "`Directory.Packages.props`, `package.json`, and lock files: which packages a build takes",
            "says which packages are taken"
        )
        {
            Names = Set(
                [
                    "directory.packages.props",
                    "packages.config",
                    "packages.lock.json",
                    "package.json",
                    "package-lock.json",
                ],
                [
                    "npm-shrinkwrap.json",
                    "yarn.lock",
                    "pnpm-lock.yaml",
                    "bun.lock",
                    "bun.lockb",
                    "cargo.lock",
                    "gemfile.lock",
                ],
                ["poetry.lock", "uv.lock", "pipfile.lock", "composer.lock", "go.mod", "go.sum", "paket.lock"]
            ),
        },
    ];

    /// <summary>Finds a kind by its name, whatever the case.</summary>
    /// <param name="name">The name.</param>
    /// <returns>The kind, or <see langword="null"/>.</returns>
    public static ProtectedKind? Find(string name) =>
        All.FirstOrDefault(kind => kind.Name.Equals(name, StringComparison.OrdinalIgnoreCase));

    // What each agent reads of its own; other programs' are named above.
    private static IEnumerable<string> Read(Func<AgentFiles, IReadOnlyList<string>> part) =>
        AgentDescriptors.All.SelectMany(agent => part(agent.Reads)).Select(FoldedName.Of);

    private static string WhatAgentsRead()
    {
        var reads = AgentDescriptors.All.Select(agent => agent.Reads).ToArray();
        string[] names = ["AGENTS.md", ".mcp.json", .. reads.SelectMany(files => files.Names)];
        string[] folders = [".oneshot", ".cursor", .. reads.SelectMany(files => files.Folders)];
        var all = names.Concat(folders.Select(folder => folder + "/")).Distinct().Select(name => $"`{name}`");
        return $"what coding agents read: {string.Join(", ", all)} and their like";
    }

    private static HashSet<string> Set(params string[] names) => names.ToHashSet(StringComparer.Ordinal);

    private static HashSet<string> Set(params string[][] names) =>
        names.SelectMany(some => some).ToHashSet(StringComparer.Ordinal);
}
