namespace OneShot.Core.Judging;

/// <summary>A name of a tree of links: a link, or a folder on the way to one.</summary>
internal sealed class LinkNode(LinkNode? parent)
{
    /// <summary>The folder that holds it; <see langword="null"/> for the top.</summary>
    public LinkNode? Parent { get; } = parent;

    public Dictionary<string, LinkNode> Children { get; } = new(0, StringComparer.Ordinal);

    /// <summary>Its path; <see langword="null"/> for a folder.</summary>
    public string? Path { get; set; }

    /// <summary>What the link leads to.</summary>
    public string Target { get; set; } = string.Empty;

    public bool IsDelivered { get; set; }

    /// <summary>Other links that are the same name.</summary>
    public List<string> Doubles { get; } = [];

    /// <summary>The links that it leads through, those at once.</summary>
    public List<LinkNode> Through { get; } = [];

    /// <summary>How many links are followed on its way, itself among them; 0 before it was looked at.</summary>
    public int Followed { get; set; }

    /// <summary>Whether it is being followed: who meets it now goes round.</summary>
    public bool IsOpen { get; set; }

    /// <summary>The nearest folder of the tree of links where it ends.</summary>
    public LinkNode? End { get; set; }

    /// <summary>How many folders without links deeper than <see cref="End"/>.</summary>
    public int Deeper { get; set; }

    /// <summary>What is wrong, and by which link.</summary>
    public LinkFault Fault { get; set; }

    public string? FaultBy { get; set; }
}
