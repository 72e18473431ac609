using System.Text;
using OneShot.Core.Secrets;
using OneShot.Core.Storage;
using OneShot.Core.Text;

namespace OneShot.Agents.Sessions;

/// <summary>Keeps what an agent prints, without secrets and up to a limit, a full disk's too; a line a line.</summary>
internal sealed class AgentLog : IDisposable
{
    /// <summary>The most bytes of a log.</summary>
    private const long Most = 16 * 1024 * 1024;

    /// <summary>The most characters of a line.</summary>
    private const int Width = 64 * 1024;

    private readonly FileStream _file;
    private readonly KnownSecrets _secrets;
    private readonly Lock _lock = new();
    private bool _isFull;

    public AgentLog(string path, KnownSecrets secrets)
    {
        _secrets = secrets;
        _file = PrivateFolder.Append(path);
    }

    public void Write(string line)
    {
        lock (_lock)
        {
            if (_isFull || _file.Length >= Most)
                return;
            var text = Redaction.Of(_secrets.Without(line));
            if (text.Length > Width)
                text = SafeText.Start(text, Width) + "…";
            if (_file.Length + text.Length >= Most)
                text = "… the log ends here: it is too long";
            Append(Encoding.UTF8.GetBytes(text + "\n"));
        }
    }

    // An agent whose words nobody takes would wait for ever; what it makes may find room that its log does not.
    private void Append(byte[] line)
    {
        try
        {
            _file.Write(line);
            _file.Flush();
        }
        catch (IOException)
        {
            _isFull = true;
        }
    }

    public void Dispose()
    {
        try
        {
            _file.Dispose();
        }
        catch (IOException)
        {
            // What found no room before finds none at the end either.
        }
    }
}
