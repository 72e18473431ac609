namespace OneShot.Core.Judging;

/// <summary>The way that one link leads, part by part from the folder that holds it.</summary>
internal sealed class LinkWalk(LinkNode link)
{
    /// <summary>As many as Linux follows.</summary>
    public const int MostFollowed = 40;

    private LinkNode _at = link.Parent!;
    private int _deeper;
    private int _next;
    private int _followed = 1;

    /// <summary>The link.</summary>
    public LinkNode Link => link;

    /// <summary>A link on the way that has to be followed before it goes on.</summary>
    public LinkNode? Waiting { get; private set; }

    /// <summary>Whether it came to its end, or to something wrong.</summary>
    public bool IsDone => link.Fault != LinkFault.None || (Waiting is null && _next > link.Target.Length);

    /// <summary>Whether it is in a folder that holds no link, however deep.</summary>
    public bool IsDeep => _deeper > 0;

    /// <summary>
    /// Where the next part of its target stands; <see langword="false"/> when there is none, or something to wait for.
    /// </summary>
    public bool Next(out Range part)
    {
        part = default;
        if (IsDone || Waiting is not null)
            return false;
        var slash = link.Target.IndexOf('/', _next);
        var end = slash < 0 ? link.Target.Length : slash;
        part = _next..end;
        _next = end + 1;
        return true;
    }

    /// <summary>Goes up; from the top that is out.</summary>
    public void Up()
    {
        if (_deeper > 0)
            _deeper--;
        else if (_at.Parent is { } parent)
            _at = parent;
        else
            Fail(LinkFault.Leaves, link.Path);
    }

    /// <summary>Goes down where no link is.</summary>
    public void Deepen() => _deeper++;

    /// <summary>Goes down, or waits before a link.</summary>
    public void Down(string name)
    {
        if (IsDeep || !_at.Children.TryGetValue(name, out var child))
            _deeper++;
        else if (child.Path is null)
            _at = child;
        else
            link.Through.Add(Waiting = child);
    }

    /// <summary>Goes on from where the link ends that it waited for.</summary>
    public void Pass()
    {
        var passed = Waiting!;
        (_at, _deeper, _followed, Waiting) = (passed.End!, passed.Deeper, _followed + passed.Followed, null);
        if (passed.Fault != LinkFault.None)
            Fail(passed.Fault, passed.FaultBy);
        else if (_followed > MostFollowed)
            Fail(LinkFault.Long, link.Path);
    }

    /// <summary>Ends it with something wrong.</summary>
    public void Fail(LinkFault fault, string? by) => (link.Fault, link.FaultBy) = (fault, by);

    /// <summary>Keeps where it ended.</summary>
    public void Close()
    {
        (link.End, link.Deeper, link.IsOpen) = (_at, _deeper, false);
        link.Followed = Math.Min(_followed, MostFollowed + 1);
    }
}
