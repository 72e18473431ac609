namespace OneShot.Core.Model;

/// <summary>How an agent is named as a commit's co-author.</summary>
internal static class CoAuthor
{
    /// <summary>
    /// The trailer's value: as these programs name themselves where they commit, else an address of nobody.
    /// </summary>
    /// <param name="agent">One of <see cref="AgentName.All"/>.</param>
    /// <returns>Name and address.</returns>
    public static string Of(string agent)
    {
        ArgumentNullException.ThrowIfNull(agent);
        return AgentDescriptors.Of(agent).CoAuthor ?? $"{agent} (an agent of OneShot) <oneshot@localhost>";
    }
}
