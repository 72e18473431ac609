namespace OneShot.Core.Model;

/// <summary>What becomes of a changed file, the mildest first: a floor may only be raised.</summary>
internal enum Policy
{
    /// <summary>Delivered without a word.</summary>
    Allow,

    /// <summary>Delivered, named on the pull request, which gets the label <c>oneshot:look</c>.</summary>
    Tell,

    /// <summary>Delivered, but the pull request stays a draft and says why.</summary>
    Ask,

    /// <summary>Taken out, and told; the rest is delivered as a draft.</summary>
    Block,
}
