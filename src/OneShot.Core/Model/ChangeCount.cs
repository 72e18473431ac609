using System.Globalization;

namespace OneShot.Core.Model;

/// <summary>How much a pull request changes.</summary>
/// <param name="Files">The files.</param>
/// <param name="Added">Lines added.</param>
/// <param name="Removed">Lines removed.</param>
internal sealed record ChangeCount(int Files, int Added, int Removed)
{
    /// <summary>In the words of <c>git diff --shortstat</c>.</summary>
    public override string ToString()
    {
        string[] parts =
        [
            Count(Files, "file") + " changed",
            .. Added > 0 || Removed == 0 ? [Count(Added, "insertion") + "(+)"] : Array.Empty<string>(),
            .. Removed > 0 || Added == 0 ? [Count(Removed, "deletion") + "(-)"] : Array.Empty<string>(),
        ];
        return string.Join(", ", parts);
    }

    private static string Count(int number, string what) =>
        string.Create(CultureInfo.InvariantCulture, $"{number} {what}{(number == 1 ? "" : "s")}");
}
