namespace OneShot.Git;

/// <summary>Commits of a branch, and which of them say that they take back others.</summary>
internal sealed class RevertedCommits
{
    private readonly Dictionary<string, (string[] Parents, string Message)> _all = [];

    /// <summary>Reads pairs of a commit with its parents and its message, each with a NUL before and after.</summary>
    public static RevertedCommits Read(string text)
    {
        var commits = new RevertedCommits();
        var parts = text.Split('\0');
        for (var i = 1; i + 1 < parts.Length; i += 3)
            if (parts[i].Split(' ', StringSplitOptions.RemoveEmptyEntries) is [var name, .. var parents])
                commits._all[name] = (parents, parts[i + 1]);
        return commits;
    }

    /// <summary>Whether one takes back a commit among those that lead to the last one, or a merge of it.</summary>
    public bool HasAnyOf(string last)
    {
        var own = new HashSet<string>();
        var next = new Stack<string>([last]);
        while (next.TryPop(out var name))
        {
            if (_all.TryGetValue(name, out var known) && own.Add(name))
                foreach (var parent in known.Parents)
                    next.Push(parent);
        }

        var later = _all.Where(one => !own.Contains(one.Key)).ToArray();
        var meant = later
            .Where(one => one.Value.Parents.Length > 1 && one.Value.Parents.Contains(last))
            .Select(one => one.Key)
            .Concat(own)
            .Select(name => "This reverts commit " + name)
            .ToArray();
        return later.Any(one => meant.Any(words => one.Value.Message.Contains(words, StringComparison.Ordinal)));
    }
}
