namespace OneShot.Core.Ports;

/// <summary>The desktop that a person sits at, if there is one.</summary>
internal interface IDesktop
{
    /// <summary>Opens a file with the program that the person has for its kind.</summary>
    /// <param name="path">The file.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>Whether a program took it.</returns>
    Task<bool> OpenAsync(string path, CancellationToken cancellationToken);
}
