using System.Globalization;

namespace OneShot.Core.Text;

/// <summary>
/// What a reader sees nothing of: white space, and characters without a shape such as a zero-width space.
/// </summary>
internal static class Blank
{
    public static bool Is(string text) =>
        text.All(c => char.IsWhiteSpace(c) || CharUnicodeInfo.GetUnicodeCategory(c) == UnicodeCategory.Format);
}
