namespace OneShot.Core.Ports;

/// <summary>Shows how two texts differ.</summary>
internal interface ITextDifferences
{
    /// <summary>Compares two texts.</summary>
    /// <param name="name">What they are called.</param>
    /// <param name="before">The old text.</param>
    /// <param name="after">The new text.</param>
    /// <param name="cancellationToken">Stops comparing.</param>
    /// <returns>The changed lines with some around them, as <c>diff -u</c> writes them.</returns>
    Task<string> OfAsync(string name, string before, string after, CancellationToken cancellationToken);
}
