using System.Globalization;

namespace OneShot.Core.Model;

/// <summary>A place in a file of the repository.</summary>
/// <param name="Path">The file, from the top of the repository.</param>
/// <param name="Line">The line; 0 when it is not known.</param>
/// <param name="Column">The column; 0 when it is not known.</param>
internal sealed record FailurePlace(string Path, int Line, int Column = 0)
{
    public override string ToString() =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{Path}{(Line > 0 ? $":{Line}" : "")}{(Line > 0 && Column > 0 ? $":{Column}" : "")}"
        );
}
