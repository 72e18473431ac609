using System.Text;

namespace OneShot.Core.Failures;

/// <summary>
/// The lines of a log, in whatever encoding its mark tells; a line's end beyond
/// what counts is left out, and so is a file's that is one line of megabytes.
/// </summary>
internal static class LogLines
{
    private const int Longest = 4000;

    public static IEnumerable<string> Of(Stream stream)
    {
        using var reader = new StreamReader(stream, Encoding.UTF8, detectEncodingFromByteOrderMarks: true);
        var line = new StringBuilder();
        var part = new char[8192];
        int count;
        while ((count = reader.Read(part, 0, part.Length)) > 0)
        {
            for (var i = 0; i < count; i++)
            {
                if (part[i] is '\n' or '\r')
                {
                    if (line.Length > 0)
                        yield return line.ToString();
                    line.Clear();
                }
                else if (line.Length < Longest)
                {
                    line.Append(part[i]);
                }
            }
        }

        if (line.Length > 0)
            yield return line.ToString();
    }
}
