namespace OneShot.Core.Ports;

/// <summary>What the person at this machine has agreed to; kept outside of every repository.</summary>
internal interface IConsents
{
    /// <summary>
    /// Whether this is a person's machine, where nothing is widened unasked; in CI the machine is the repository's.
    /// </summary>
    bool IsNeeded { get; }

    /// <summary>Whether somebody has agreed before.</summary>
    /// <param name="repository">What tells the repository apart.</param>
    /// <param name="values">All values that were agreed to.</param>
    /// <returns>Whether these very values were.</returns>
    bool Has(string repository, string values);

    /// <summary>Keeps that somebody agreed.</summary>
    /// <param name="repository">What tells the repository apart.</param>
    /// <param name="values">All values that were agreed to.</param>
    /// <exception cref="OneShotException">OS3082.</exception>
    void Keep(string repository, string values);
}
