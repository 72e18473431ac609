using System.Globalization;
using System.Text.RegularExpressions;
using Cake.Core;

namespace OneShot.Frosting.Output;

/// <summary>Cake's console, whose standard error is no terminal: what goes there loses its colours.</summary>
/// <param name="inner">Cake's.</param>
internal sealed partial class PlainErrorConsole(IConsole inner) : IConsole
{
    public ConsoleColor ForegroundColor
    {
        get => inner.ForegroundColor;
        set => inner.ForegroundColor = value;
    }

    public ConsoleColor BackgroundColor
    {
        get => inner.BackgroundColor;
        set => inner.BackgroundColor = value;
    }

    public bool SupportAnsiEscapeCodes => inner.SupportAnsiEscapeCodes;

    public void Write(string format, params object[] arg) => inner.Write(format, arg);

    public void Write(string value) => inner.Write(value);

    public void WriteLine(string format, params object[] arg) => inner.WriteLine(format, arg);

    public void WriteLine(string value) => inner.WriteLine(value);

    public void WriteError(string format, params object[] arg) => inner.WriteError(Plain(Formatted(format, arg)));

    public void WriteError(string value) => inner.WriteError(Plain(value));

    public void WriteErrorLine(string format, params object[] arg) =>
        inner.WriteErrorLine(Plain(Formatted(format, arg)));

    public void WriteErrorLine(string value) => inner.WriteErrorLine(Plain(value));

    public void ResetColor() => inner.ResetColor();

    private static string Formatted(string format, object[] values) =>
        string.Format(CultureInfo.CurrentCulture, format, values);

    private static string Plain(string text) => Code().Replace(text, string.Empty);

    [GeneratedRegex("\e\\[[0-9;]*m", RegexOptions.CultureInvariant, 10_000)]
    private static partial Regex Code();
}
