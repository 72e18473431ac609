namespace OneShot.Testing.Faces;

/// <summary>A way in, as a user has it.</summary>
public interface IFace
{
    /// <summary>What a repository holds that uses it.</summary>
    IReadOnlyDictionary<string, string> Files { get; }

    /// <summary>
    /// Whether the program's own exit code is OneShot's; another
    /// host has one of its own, and tells only that it failed.
    /// </summary>
    bool HasExitCodes { get; }

    /// <summary>Asks for a one-shot.</summary>
    /// <param name="folder">Where.</param>
    /// <param name="environment">What the user's environment has.</param>
    /// <param name="arguments">The arguments, by their names.</param>
    /// <returns>How it ended.</returns>
    Outcome Ask(
        string folder,
        IReadOnlyDictionary<string, string?> environment,
        IReadOnlyDictionary<string, string> arguments
    );
}
