using System.IO.Compression;
using System.Text;
using OneShot.Core.Model;
using OneShot.Core.Storage;
using OneShot.Core.Text;

namespace OneShot.Git;

/// <summary>
/// Reads what an agent's commits say, as files: git that runs there would
/// do what the agent's configuration says, and read what it points at.
/// </summary>
/// <param name="git">The git directory.</param>
/// <param name="common">The common git directory, which holds branches and objects.</param>
internal sealed class AgentCommits(string git, string common)
{
    /// <summary>The most commits that are looked at.</summary>
    public const int Most = 50;

    /// <summary>The most bytes of a file: packed refs may be many.</summary>
    private const int LargestFile = 16 * 1024 * 1024;

    private const int LargestCommit = 64 * 1024;

    /// <summary>The first lines of the commits that were made on top of a commit, the oldest first.</summary>
    /// <param name="start">That commit.</param>
    /// <returns>Nothing where they can't be told: when they don't
    /// stand on the start, or are not kept one by one.</returns>
    public IReadOnlyList<string> Subjects(string start)
    {
        var subjects = new List<string>();
        var id = Head();
        while (id != start)
        {
            if (id is null || subjects.Count == Most || Commit(id) is not { } commit)
                return [];
            subjects.Insert(0, Subject(commit));
            id = Id(Field(commit, "parent "));
        }

        return subjects;
    }

    /// <summary>
    /// New files that the agent's git was told to keep, whatever ignore rules say: told by its index, as data.
    /// </summary>
    /// <param name="tracked">What the start holds.</param>
    /// <param name="start">The start.</param>
    public AddedFiles Added(TrackedFiles tracked, string start) => new AgentIndex(tracked, start.Length / 2).Read(git);

    private string? Head()
    {
        if (
            new DirectoryInfo(git) is not { Exists: true, LinkTarget: null }
            || Text(Path.Combine(git, "HEAD")) is not { } head
        )
            return null;
        if (!head.StartsWith("ref: " + RefName.Heads, StringComparison.Ordinal))
            return Id(head);
        var name = head["ref: ".Length..];
        if (name.Split('/').Any(part => part is "" or "." or ".."))
            return null;
        return Id(Text(Path.Combine(common, name)))
            ?? Id(
                Text(Path.Combine(common, "packed-refs"))
                    ?.Split('\n')
                    .FirstOrDefault(line => line.EndsWith(" " + name, StringComparison.Ordinal))
                    ?.Split(' ')[0]
            );
    }

    // A commit that is kept by itself:
    // https://git-scm.com/docs/gitrepository-layout#Documentation/gitrepository-layout.txt-objects.
    private string? Commit(string id)
    {
        var folder = Path.Combine(common, "objects", id[..2]);
        if (
            new DirectoryInfo(folder) is not { LinkTarget: null }
            || RegularFile.TryRead(Path.Combine(folder, id[2..]), LargestCommit)
                is not { Length: <= LargestCommit } packed
        )
            return null;
        try
        {
            using var unpacked = new ZLibStream(new MemoryStream(packed), CompressionMode.Decompress);
            var buffer = new byte[LargestCommit];
            var text = Encoding.UTF8.GetString(
                buffer,
                0,
                unpacked.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false)
            );
            return text.StartsWith("commit ", StringComparison.Ordinal)
                ? text[(text.IndexOf('\0', StringComparison.Ordinal) + 1)..]
                : null;
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }

    private static string? Field(string commit, string name) =>
        commit
            .Split("\n\n", 2)[0]
            .Split('\n')
            .FirstOrDefault(line => line.StartsWith(name, StringComparison.Ordinal))
            ?[name.Length..];

    private static string Subject(string commit) =>
        commit.Split("\n\n", 2) is [_, var message] ? message.TrimStart('\n').Split('\n', 2)[0] : string.Empty;

    private static string? Text(string path) =>
        RegularFile.TryRead(path, LargestFile) is { Length: <= LargestFile } bytes
            ? Encoding.UTF8.GetString(bytes).TrimEnd('\n')
            : null;

    private static string? Id(string? text) => text is not null && CommitName.IsWhole(text) ? text : null;
}
