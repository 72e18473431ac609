using System.Globalization;
using System.Text.RegularExpressions;

namespace OneShot.Testing;

/// <summary>What stands on a terminal in the end, of all that it was sent: what was written over is gone.</summary>
public sealed partial class TerminalScreen
{
    private readonly int _columns;
    private readonly List<(List<string> Cells, bool IsWrapped)> _rows = [([], false)];
    private int _row;
    private int _column;

    private TerminalScreen(int columns) => _columns = columns;

    /// <summary>The lines; one that is longer than the terminal is wide is still one.</summary>
    /// <param name="sent">What the terminal was sent.</param>
    /// <param name="columns">How wide it is.</param>
    public static IReadOnlyList<string> Of(string sent, int columns)
    {
        var screen = new TerminalScreen(columns);
        foreach (Match part in Part().Matches(sent))
            screen.Take(part);
        var lines = new List<string>();
        foreach (var (cells, isWrapped) in screen._rows)
        {
            if (isWrapped)
                lines[^1] += string.Concat(cells);
            else
                lines.Add(string.Concat(cells));
        }

        return [.. lines.Select(line => line.TrimEnd())];
    }

    private void Take(Match part)
    {
        if (part.Groups["shown"].Success)
            Write(part.Value);
        else if (part.Value == "\r")
            _column = 0;
        else if (part.Value == "\n")
            Down(isWrapped: false);
        else if (part.Groups["code"] is { Success: true, Value: var code })
            Obey(code[0], int.TryParse(part.Groups["count"].Value, CultureInfo.InvariantCulture, out var n) ? n : 1);
    }

    private void Write(string shown)
    {
        if (_column == _columns)
        {
            _column = 0;
            Down(isWrapped: true);
        }

        var cells = _rows[_row].Cells;
        while (cells.Count <= _column)
            cells.Add(" ");
        cells[_column++] = shown;
    }

    // What moves on a screen, and what clears it; all else is looks.
    private void Obey(char code, int count)
    {
        switch (code)
        {
            case 'F':
                (_row, _column) = (Math.Max(0, _row - count), 0);
                break;
            case 'G':
                _column = Math.Min(_columns, count) - 1;
                break;
            case 'D':
                _column = Math.Max(0, _column - count);
                break;
            case 'J':
                _rows.RemoveRange(_row + 1, _rows.Count - _row - 1);
                goto case 'K';
            case 'K':
                if (_rows[_row].Cells is var cells && cells.Count > _column)
                    cells.RemoveRange(_column, cells.Count - _column);
                break;
            default:
                break;
        }
    }

    private void Down(bool isWrapped)
    {
        if (++_row == _rows.Count)
            _rows.Add(([], isWrapped));
    }

    [GeneratedRegex(
        "\e\\[(?<count>[0-9;?]*)(?<code>[A-Za-z])|\e\\][^\a\e]*(?:\a|\e\\\\)|\e[=>]|\r|\n|(?<shown>[^\e\r\n])"
    )]
    private static partial Regex Part();
}
