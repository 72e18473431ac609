using System.Buffers;
using System.Text;
using OneShot.Core.Text;

namespace OneShot.Core.Judging;

/// <summary>All links of a tree, each followed once: whoever leads through it goes on from where it ends.</summary>
internal sealed class LinkTree
{
    private const int LongestTarget = 4096;

    /// <summary>A name of these is no other than it says.</summary>
    private static readonly SearchValues<char> Plain = SearchValues.Create(
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-"
    );

    private readonly LinkNode _top = new(null);
    private readonly List<LinkNode> _links = [];
    private readonly IReadOnlySet<string> _delivered;
    private readonly bool _isFolded;
    private readonly HashSet<LinkNode> _touched = [];
    private ILookup<LinkNode, LinkNode>? _users;

    /// <param name="links">Every link, and what it leads to.</param>
    /// <param name="delivered">Those that are new.</param>
    /// <param name="isFolded">Whether names are the same that Windows and macOS take for the same.</param>
    public LinkTree(IReadOnlyDictionary<string, string> links, IReadOnlySet<string> delivered, bool isFolded)
    {
        (_delivered, _isFolded) = (delivered, isFolded);
        foreach (
            var (path, target) in links
                .OrderBy(link => delivered.Contains(link.Key))
                .ThenBy(link => link.Key, StringComparer.Ordinal)
        )
            Add(path, target);
    }

    /// <summary>Adds the delivered links that can't stay, each with why.</summary>
    public void AddFaults(Dictionary<string, string> found)
    {
        foreach (var link in _links)
            Follow(link);
        foreach (var link in _links.Where(link => link.IsDelivered && link.Fault != LinkFault.None))
            found.TryAdd(link.Path!, ReasonOf(link));
        foreach (var (link, by) in Blamed())
            found.TryAdd(link.Path!, $"is a link by which {Shown(by)} leads out of the tree");
        foreach (var (path, other) in Doubled())
            found.TryAdd(path, $"is a link of the same name as {Shown(other)} on Windows and macOS");
    }

    /// <summary>Adds the delivered links that lead through those.</summary>
    public void AddTouched(Dictionary<string, string> found)
    {
        _users ??= _links
            .SelectMany(link => link.Through.Select(through => (link, through)))
            .ToLookup(pair => pair.through, pair => pair.link);
        var left = new Stack<LinkNode>(
            _links.Where(link =>
                (found.ContainsKey(link.Path!) || link.Doubles.Any(found.ContainsKey)) && _touched.Add(link)
            )
        );
        while (left.TryPop(out var gone))
        {
            foreach (var user in _users[gone])
            {
                if (user.IsDelivered)
                    found.TryAdd(user.Path!, $"is a link through {Shown(gone.Path!)}, which is taken out");
                if (_touched.Add(user))
                    left.Push(user);
            }
        }
    }

    /// <summary>The links that lead out of the tree or into a git directory.</summary>
    public IEnumerable<string> Leaving()
    {
        foreach (var link in _links)
            Follow(link);
        return _links.Where(link => link.Fault is LinkFault.Leaves or LinkFault.Git).Select(link => link.Path!);
    }

    /// <summary>The links that one leads through, and those that they lead through.</summary>
    public IEnumerable<string> ThroughOf(string path)
    {
        var seen = new HashSet<LinkNode>();
        var left = new Stack<LinkNode>(_links.Where(link => link.Path == path));
        while (left.TryPop(out var next))
        {
            foreach (var through in next.Through.Where(seen.Add))
                left.Push(through);
        }

        return seen.Select(link => link.Path!);
    }

    private void Add(string path, string target)
    {
        var node = _top;
        foreach (var part in path.Split('/'))
        {
            var name = _isFolded ? FoldedName.Of(part) : part;
            if (!node.Children.TryGetValue(name, out var child))
                node.Children.Add(name, child = new LinkNode(node));
            node = child;
        }

        if (node.Path is not null)
        {
            node.Doubles.Add(path);
            return;
        }

        (node.Path, node.Target, node.IsDelivered) = (path, target, _delivered.Contains(path));
        _links.Add(node);
    }

    // Without recursion: a chain of links may be as long as the tree has links.
    private void Follow(LinkNode start)
    {
        if (start.Followed > 0)
            return;
        var open = new Stack<LinkWalk>([Open(start)]);
        while (open.TryPeek(out var walk))
        {
            Step(walk);
            if (walk.IsDone)
            {
                walk.Close();
                open.Pop();
            }
            else if (walk.Waiting is { IsOpen: true })
                walk.Fail(LinkFault.Circle, walk.Link.Path);
            else if (walk.Waiting is { Followed: > 0 })
                walk.Pass();
            else
                open.Push(Open(walk.Waiting!));
        }
    }

    private static LinkWalk Open(LinkNode link)
    {
        link.IsOpen = true;
        var walk = new LinkWalk(link);
        if (!IsName(link.Target))
            walk.Fail(LinkFault.NoName, link.Path);
        else if (IsElsewhere(link.Target) || (link.IsDelivered && ClimbsOut(link)))
            walk.Fail(LinkFault.Leaves, link.Path);
        return walk;
    }

    // To its end, or to a link that has to be followed before.
    private void Step(LinkWalk walk)
    {
        while (walk.Next(out var range))
        {
            var span = walk.Link.Target.AsSpan(range);
            if (span is "" or ".")
                continue;
            if (walk.IsDeep && !span.ContainsAnyExcept(Plain))
            {
                walk.Deepen();
                continue;
            }

            var part = span.ToString();
            var folded = FoldedName.Of(part);
            if (part == "..")
                walk.Up();
            else if (folded.Length == 0)
                walk.Fail(LinkFault.Leaves, walk.Link.Path); // Windows reads ".. " as ".."
            else if (NameRules.IsGitFolded(folded))
                walk.Fail(LinkFault.Git, walk.Link.Path);
            else
                walk.Down(_isFolded ? folded : part);
        }
    }

    private static bool IsName(string target) =>
        target.Length > 0
        && !target.Any(char.IsControl)
        && target.Length <= LongestTarget
        && Encoding.UTF8.GetByteCount(target) <= LongestTarget;

    // On Windows a backslash is a slash, and a colon comes after a drive.
    private static bool IsElsewhere(string target) =>
        target[0] == '/' || target.Contains('\\', StringComparison.Ordinal) || (target.Length > 1 && target[1] == ':');

    // Windows takes ".." off before it looks for links.
    private static bool ClimbsOut(LinkNode link)
    {
        var depth = link.Path!.Count(c => c == '/');
        foreach (var range in link.Target.AsSpan().Split('/'))
        {
            depth += link.Target.AsSpan(range) switch
            {
                ".." => -1,
                "" or "." => 0,
                _ => 1,
            };
            if (depth < 0)
                return true;
        }

        return false;
    }

    // What trunk's own link leaves through.
    private Dictionary<LinkNode, string> Blamed()
    {
        var blamed = new Dictionary<LinkNode, string>();
        var seen = new HashSet<LinkNode>();
        foreach (var link in _links.Where(link => !link.IsDelivered && link.Fault is LinkFault.Leaves or LinkFault.Git))
        {
            var left = new Stack<LinkNode>([link]);
            while (left.TryPop(out var next))
            {
                if (!seen.Add(next))
                    continue;
                if (next.IsDelivered)
                    blamed.TryAdd(next, link.Path!);
                foreach (var through in next.Through)
                    left.Push(through);
            }
        }

        return blamed;
    }

    private IEnumerable<(string Path, string Other)> Doubled() =>
        from link in _links
        from twin in link.Doubles
        from path in new[] { link.Path!, twin }
        where _delivered.Contains(path)
        select (path, path == twin ? link.Path! : twin);

    private static string ReasonOf(LinkNode link) =>
        link.Fault switch
        {
            LinkFault.Leaves when link.FaultBy == link.Path =>
                $"is a link out of the tree, to {SafeText.Excerpt(link.Target, 80)}",
            LinkFault.Leaves => $"is a link out of the tree, by {Shown(link.FaultBy!)}",
            LinkFault.Git when link.FaultBy == link.Path => "is a link into .git",
            LinkFault.Git => $"is a link into .git, by {Shown(link.FaultBy!)}",
            LinkFault.Circle => "is a link in a circle",
            LinkFault.Long => $"is a link through more than {LinkWalk.MostFollowed} others",
            _ when link.FaultBy == link.Path => "is a link to no name",
            _ => $"is a link to no name, by {Shown(link.FaultBy!)}",
        };

    private static string Shown(string path) => SafeText.Excerpt(path, 80);
}
