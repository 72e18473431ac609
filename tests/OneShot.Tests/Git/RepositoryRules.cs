namespace OneShot.Tests.Git;

/// <summary>
/// What a repository, or whoever owns it, can set and what reaches a git command that is not written for it.
/// </summary>
internal static class RepositoryRules
{
    /// <summary>Ignore rules that name our own folders, and all that is planned or told.</summary>
    public const string Ignored = ".impl/\n.worker-impl/\ndocs/\n*.md\n*.json\n";

    /// <summary>
    /// Settings by what they steer: <c>key=value</c>, a hook that
    /// fails being <c>{hooks}</c>, a program that fails <c>{no}</c>.
    /// </summary>
    public static IReadOnlyDictionary<string, string[]> Settings { get; } =
        new Dictionary<string, string[]>
        {
            ["files"] =
            [
                "core.autocrlf=true",
                "core.safecrlf=true",
                "core.eol=crlf",
                "core.fileMode=false",
                "core.ignoreCase=true",
                "core.precomposeUnicode=true",
                "core.quotePath=true",
                "core.attributesFile={rules}",
                "core.excludesFile={rules}",
                "core.untrackedCache=true",
                "core.splitIndex=true",
                "core.fsmonitor={no}",
                "core.checkStat=minimal",
                "core.trustctime=false",
                "core.whitespace=cr-at-eol",
                "index.version=4",
                "index.sparse=true",
                "feature.manyFiles=true",
                "core.sparseCheckout=true",
                "core.sparseCheckoutCone=false",
                "core.bigFileThreshold=1",
                "core.protectNTFS=true",
                "core.protectHFS=true",
                "core.logAllRefUpdates=always",
                "core.abbrev=4",
                "core.compression=0",
                "core.sharedRepository=group",
            ],
            ["commands"] =
            [
                "core.hooksPath={hooks}",
                "core.editor={no}",
                "core.pager={no}",
                "core.askPass={no}",
                "core.gitProxy={no}",
                "status.showUntrackedFiles=no",
                "status.relativePaths=false",
                "status.branch=true",
                "status.short=true",
                "status.showStash=true",
                "status.submoduleSummary=true",
                "diff.noprefix=true",
                "diff.mnemonicPrefix=true",
                "diff.external={no}",
                "diff.renames=copies",
                "diff.renameLimit=1",
                "diff.ignoreSubmodules=all",
                "diff.submodule=log",
                "diff.context=0",
                "diff.relative=true",
                "diff.colorMoved=zebra",
                "diff.suppressBlankEmpty=true",
                "grep.lineNumber=true",
                "grep.column=true",
                "grep.patternType=perl",
                "grep.fullName=true",
                "color.ui=always",
                "color.grep=always",
                "color.diff=always",
                "color.status=always",
                "column.ui=always",
                "log.showSignature=true",
                "log.decorate=full",
                "log.date=raw",
                "log.follow=true",
                "format.pretty=%b",
                "submodule.recurse=true",
                "fetch.recurseSubmodules=true",
                "fetch.prune=true",
                "fetch.pruneTags=true",
                "fetch.fsckObjects=true",
                "transfer.fsckObjects=true",
                "fetch.unpackLimit=1",
                "fetch.parallel=0",
                "fetch.output=compact",
                "fetch.writeCommitGraph=true",
                "push.default=nothing",
                "push.followTags=true",
                "push.recurseSubmodules=on-demand",
                "push.autoSetupRemote=true",
                "push.useForceIfIncludes=true",
                "push.negotiate=true",
                "commit.template=/nowhere",
                "commit.cleanup=scissors",
                "commit.verbose=true",
                "commit.status=false",
                "i18n.commitEncoding=ISO-8859-1",
                "i18n.logOutputEncoding=UTF-16",
                "apply.whitespace=error",
                "apply.ignoreWhitespace=change",
                "merge.ff=only",
                "pull.rebase=true",
                "clone.defaultRemoteName=upstream",
                "clone.rejectShallow=true",
                "init.defaultBranch=odd",
                "init.templateDir={hooks}",
                "init.defaultObjectFormat=sha256",
                "checkout.defaultRemote=nobody",
                "checkout.guess=true",
                "branch.autoSetupMerge=always",
                "branch.autoSetupRebase=always",
                "branch.sort=-committerdate",
                "tag.gpgSign=true",
                "tag.sort=-refname",
                "gc.auto=1",
                "maintenance.auto=true",
                "maintenance.strategy=incremental",
                "rerere.enabled=true",
                "advice.detachedHead=true",
                "pack.packSizeLimit=1m",
                "pack.writeReverseIndex=true",
                "fastimport.unpackLimit=1",
                "uploadpack.hideRefs=refs/heads",
                "transfer.hideRefs=refs/heads/oneshot",
                "receive.denyCurrentBranch=refuse",
            ],
        };

    /// <summary>
    /// Does something with settings all at once, which is quick; and where that fails, with ever fewer of them, until
    /// those are named without which it does not.
    /// </summary>
    public static async Task WithAsync(IReadOnlyList<string> settings, Func<IReadOnlyList<string>, Task> work)
    {
        try
        {
            await work(settings);
        }
        catch (Exception exception) when (settings.Count > 0)
        {
            var guilty = settings;
            foreach (
                var one in await FailureAsync([], work) is null
                    ? Halves(settings)
                    :
                    [
                        [],
                    ]
            )
            {
                if (await FailureAsync(one, work) is not { } other)
                    continue;
                (guilty, exception) = (one, other);
                break;
            }

            // Which of half of them; or of both, where each alone does no harm.
            if (guilty.Count > 1 && guilty.Count < settings.Count)
                await WithAsync(guilty, work);
            throw new InvalidOperationException(
                $"With {(guilty.Count == 0 ? "none of the settings" : string.Join(", ", guilty))}: {exception.Message}",
                exception
            );
        }
    }

    private static IEnumerable<string[]> Halves(IReadOnlyList<string> settings) =>
        [
            [.. settings.Take(settings.Count / 2)],
            [.. settings.Skip(settings.Count / 2)],
        ];

    private static async Task<Exception?> FailureAsync(
        IReadOnlyList<string> settings,
        Func<IReadOnlyList<string>, Task> work
    )
    {
        try
        {
            await work(settings);
            return null;
        }
        catch (Exception exception)
        {
            return exception;
        }
    }

    /// <summary>Sets them.</summary>
    public static void Set(GitRepo repo, TempFolder folder, IEnumerable<string> chosen)
    {
        var no = folder.Executable("no.sh", "#!/bin/sh\necho no >&2\nexit 1\n");
        var hooks = Directory.CreateDirectory(folder["failing/hooks"]).FullName;
        foreach (
            var hook in new[]
            {
                "pre-commit",
                "commit-msg",
                "prepare-commit-msg",
                "post-checkout",
                "post-commit",
                "pre-auto-gc",
                "post-index-change",
            }
        )
        {
            File.Copy(no, Path.Combine(hooks, hook), overwrite: true);
        }

        var rules = folder.Write("rules", "*.txt\n*.md\n.*\n*.txt eol=crlf\n");
        repo.Write(".git/info/sparse-checkout", "/*\n");
        repo.Write(".git/info/exclude", "*.md\n.*\n");
        repo.Write(".git/info/attributes", "*.md filter\n*.mine filter=nobody\n");
        var settings = chosen.Select(setting => setting.Split('=', 2));
        var text = settings.Select(pair =>
            (pair[0].Split('.', 2), pair[1].Replace("{no}", no).Replace("{hooks}", hooks).Replace("{rules}", rules))
        );
        File.AppendAllText(
            repo[".git/config"],
            string.Concat(text.Select(pair => $"[{pair.Item1[0]}]\n\t{pair.Item1[1]} = {pair.Item2}\n"))
        );
    }
}
