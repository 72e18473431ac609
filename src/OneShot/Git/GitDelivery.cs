using System.Globalization;
using System.Text.RegularExpressions;
using OneShot.Core.Errors;
using OneShot.Core.Jobs;
using OneShot.Core.Plans;
using OneShot.Core.Ports;
using OneShot.Core.Storage;

namespace OneShot.Git;

/// <summary>Unpacks a bundle in a bare repository of its own, so that what is refused never comes near the user's.</summary>
/// <param name="scratch">Git in that repository.</param>
/// <param name="folder">That repository.</param>
/// <param name="user">Runs git in the user's.</param>
internal sealed partial class GitDelivery(GitJudge scratch, string folder, GitRunner user) : IDelivery
{
    private const string Tip = "refs/heads/delivered";

    // The last commit's time is that of ours too: whoever delivers the same again makes the same commit.
    private string? _at;

    public async Task<Delivered> OpenAsync(string bundle, string start, CancellationToken cancellationToken)
    {
        var length = LengthOf(bundle);
        if (length > DeliveryRules.LargestHistory) throw OneShotErrors.DeliveryRefused($"the bundle has {length / DeliveryRules.Megabyte} MB.");
        await scratch.TextAsync(cancellationToken, "fetch", "--quiet", "--no-tags", "--no-write-fetch-head", "--no-auto-maintenance", "--", bundle, "+refs/heads/collected:" + Tip).ConfigureAwait(false);
        var commit = await scratch.TextAsync(cancellationToken, "rev-parse", Tip).ConfigureAwait(false);
        if (!await scratch.StandsOnAsync(start, commit, cancellationToken).ConfigureAwait(false)) throw OneShotErrors.DeliveryRefused("it does not stand on the branch.");
        var times = (await scratch.TextAsync(cancellationToken, "log", "--format=%ct", $"{start}..{commit}").ConfigureAwait(false)).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        _at = times.FirstOrDefault() is { Length: < 12 } time ? time + " +0000" : null;
        return new Delivered(start, commit, await FilesAsync(start, commit, cancellationToken).ConfigureAwait(false), times.Length, await AddedAsync(start, commit, cancellationToken).ConfigureAwait(false));
    }

    // It comes from a job that an agent ran in: git would wait for ever at a pipe.
    private static long LengthOf(string bundle)
    {
        try
        {
            using var file = RegularFile.Open(bundle);
            return file.Length;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw OneShotErrors.DeliveryRefused("there is no bundle.");
        }
    }

    public async Task<string> TakeAsync(Delivered delivered, string message, CancellationToken cancellationToken)
    {
        await scratch.TextAsync(cancellationToken, "read-tree", delivered.Commit).ConfigureAwait(false);
        await scratch.TextAsync(cancellationToken, ["rm", "-r", "--cached", "--quiet", "--ignore-unmatch", "--", .. PlanFiles.OwnFolders]).ConfigureAwait(false);
        var commit = await scratch.CommitIndexAsync(delivered.Commit, message, _at, cancellationToken).ConfigureAwait(false);
        await scratch.TextAsync(cancellationToken, "update-ref", Tip, commit).ConfigureAwait(false);
        var brought = await user.RunAsync(new GitCommand("fetch", "--quiet", "--no-tags", "--no-write-fetch-head", "--no-recurse-submodules", "--no-auto-maintenance", "--refmap=", "--", folder, Tip), cancellationToken).ConfigureAwait(false);
        return brought.IsGood ? commit : throw OneShotErrors.GitFailed("fetch", brought.Reason);
    }

    // "mode mode id id status" and the path, each ended by NUL.
    private async Task<IReadOnlyList<DeliveredFile>> FilesAsync(string from, string to, CancellationToken cancellationToken)
    {
        var parts = (await scratch.TextAsync(cancellationToken, "diff-tree", "-r", "-z", "--raw", "--no-renames", "--no-abbrev", from, to).ConfigureAwait(false)).Split('\0', StringSplitOptions.RemoveEmptyEntries);
        var changes = parts.Chunk(2).Where(pair => pair.Length == 2).Select(pair => (Fields: pair[0].TrimStart(':').Split(' '), Path: pair[1])).ToArray();
        var ids = changes.Where(change => change.Fields[1] is not ("000000" or "160000")).Select(change => change.Fields[3]).Distinct().ToArray();
        var sizes = await SizesAsync(ids, cancellationToken).ConfigureAwait(false);
        var files = new List<DeliveredFile>();
        foreach (var (fields, path) in changes)
        {
            var target = fields[1] == "120000" ? await scratch.TextAsync(cancellationToken, "cat-file", "blob", fields[3]).ConfigureAwait(false) : null;
            files.Add(new DeliveredFile(path, fields[1], sizes.GetValueOrDefault(fields[3]), target));
        }

        return files;
    }

    private async Task<Dictionary<string, long>> SizesAsync(string[] ids, CancellationToken cancellationToken)
    {
        if (ids.Length == 0) return [];
        var result = await scratch.RunAsync(new GitCommand("cat-file", "--batch-check=%(objectname) %(objectsize)") { Input = System.Text.Encoding.ASCII.GetBytes(string.Join('\n', ids) + "\n") }, cancellationToken).ConfigureAwait(false);
        return result.Lines.Select(line => line.Split(' ')).Where(parts => parts.Length == 2).ToDictionary(parts => parts[0], parts => long.Parse(parts[1], CultureInfo.InvariantCulture));
    }

    private async Task<IReadOnlyList<(string Path, string Line)>> AddedAsync(string from, string to, CancellationToken cancellationToken)
    {
        var diff = await scratch.TextAsync(cancellationToken, "log", "--format=", "-p", "-U0", "--no-color", "--no-ext-diff", "--no-textconv", "--no-renames", "--diff-merges=first-parent", $"{from}..{to}").ConfigureAwait(false);
        var messages = await scratch.TextAsync(cancellationToken, "log", "--format=%B", $"{from}..{to}").ConfigureAwait(false);
        var added = messages.Split('\n').Select(line => ("a commit's message", line)).ToList();
        var path = "";
        var left = 0; // of a hunk's lines, which may look like anything

        foreach (var line in diff.Split('\n'))
        {
            if (left == 0 && line.StartsWith("+++ ", StringComparison.Ordinal)) path = line.Length > 6 ? line[6..] : line;
            else if (left == 0 && Hunk().Match(line) is { Success: true } hunk) left = Count(hunk.Groups["removed"]) + Count(hunk.Groups["added"]);
            else if (left > 0 && !line.StartsWith('\\'))
            {
                left--;
                if (line.StartsWith('+')) added.Add((path, line[1..]));
            }
        }

        return added;
    }

    private static int Count(Group group) => group.Success ? int.Parse(group.ValueSpan, CultureInfo.InvariantCulture) : 1;

    [GeneratedRegex(@"^@@ -\d+(?:,(?<removed>\d+))? \+\d+(?:,(?<added>\d+))? @@", RegexOptions.CultureInvariant, 10_000)]
    private static partial Regex Hunk();
}
