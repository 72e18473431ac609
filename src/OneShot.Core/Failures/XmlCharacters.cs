using System.Globalization;
using System.Text;

namespace OneShot.Core.Failures;

/// <summary>
/// Writes characters that XML forbids as references, which a reader that does not check them takes: colours of a
/// terminal stand in many messages.
/// </summary>
/// <param name="inner">The text.</param>
internal sealed class XmlCharacters(TextReader inner) : TextReader
{
    private const string CDataStart = "<![CDATA[";

    private readonly char[] _read = new char[8192];
    private readonly StringBuilder _text = new();
    private int _at;
    private int _matched;
    private bool _isInCData;

    public override int Read(char[] buffer, int index, int count)
    {
        while (_at == _text.Length)
        {
            var read = inner.Read(_read, 0, _read.Length);
            if (read == 0)
                return 0;
            _text.Clear();
            _at = 0;
            for (var i = 0; i < read; i++)
                Add(_read[i]);
        }

        var taken = Math.Min(count, _text.Length - _at);
        _text.CopyTo(_at, buffer, index, taken);
        _at += taken;
        return taken;
    }

    public override int Read() => throw new NotSupportedException();

    public override int Peek() => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            inner.Dispose();
        base.Dispose(disposing);
    }

    private void Add(char c)
    {
        if (c is (< ' ' and not ('\t' or '\n' or '\r')) or '\uFFFE' or '\uFFFF')
        {
            // There are no references in a section of CDATA.
            var reference = string.Create(CultureInfo.InvariantCulture, $"&#x{(int)c:X};");
            _text.Append(_isInCData ? $"]]>{reference}{CDataStart}" : reference);
            _matched = 0;
            return;
        }

        _text.Append(c);
        if (_isInCData)
            SeekEnd(c);
        else
            SeekStart(c);
    }

    private void SeekStart(char c)
    {
        _matched =
            c == CDataStart[_matched] ? _matched + 1
            : c == '<' ? 1
            : 0;
        if (_matched < CDataStart.Length)
            return;
        (_isInCData, _matched) = (true, 0);
    }

    private void SeekEnd(char c)
    {
        if (c == '>' && _matched == 2)
            (_isInCData, _matched) = (false, 0);
        else
            _matched = c == ']' ? Math.Min(2, _matched + 1) : 0;
    }
}
