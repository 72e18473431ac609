using System.Text;

namespace OneShot.Frosting.Output;

/// <summary>
/// Leaves out what only fills a line up: a table pads its last column, and whoever reads lines from a pipe has no
/// use for that.
/// </summary>
/// <param name="inner">Where the lines go.</param>
internal sealed class TrimmedWriter(TextWriter inner) : TextWriter
{
    private int _blanks;

    public override Encoding Encoding => inner.Encoding;

    public override void Write(char value)
    {
        if (value == ' ')
        {
            _blanks++;
            return;
        }

        if (value is not ('\n' or '\r'))
            inner.Write(new string(' ', _blanks));
        _blanks = 0;
        inner.Write(value);
    }

    public override void Flush() => inner.Flush();
}
