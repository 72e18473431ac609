using System.Globalization;
using System.Net;
using OneShot.Core.Text;

namespace OneShot.Local.Reports;

/// <summary>
/// A piece of HTML. Whatever is put into its holes is text, whoever wrote it, unless it is HTML itself.
/// </summary>
internal readonly record struct Html(string Markup)
{
    private static readonly Encoder Holes = new();

    public static Html Of(FormattableString text) => new(text.ToString(Holes));

    public static Html Join(IEnumerable<Html> pieces) => new(string.Concat(pieces.Select(piece => piece.Markup)));

    /// <summary>A piece, or nothing.</summary>
    public static Html If(bool isSo, FormattableString text) => isSo ? Of(text) : default;

    public static string Encode(string text) => WebUtility.HtmlEncode(SafeText.Visible(text));

    private sealed class Encoder : IFormatProvider, ICustomFormatter
    {
        public object? GetFormat(Type? formatType) => formatType == typeof(ICustomFormatter) ? this : null;

        public string Format(string? format, object? arg, IFormatProvider? formatProvider) =>
            arg switch
            {
                Html html => html.Markup ?? string.Empty,
                IEnumerable<Html> many => Join(many).Markup,
                IFormattable value => Encode(value.ToString(format, CultureInfo.InvariantCulture)),
                _ => Encode(arg?.ToString() ?? string.Empty),
            };
    }
}
