using System.Text;
using OneShot.Core.Secrets;
using OneShot.Core.Storage;

namespace OneShot.Agents;

/// <summary>Keeps what an agent prints, without secrets and up to a limit; a line a line.</summary>
internal sealed class AgentLog : IDisposable
{
    /// <summary>The most bytes of a log.</summary>
    private const long Most = 16 * 1024 * 1024;

    /// <summary>The most characters of a line.</summary>
    private const int Width = 64 * 1024;

    private readonly FileStream _file;
    private readonly KnownSecrets _secrets;
    private readonly Lock _lock = new();

    public AgentLog(string path, KnownSecrets secrets)
    {
        _secrets = secrets;
        _file = PrivateFolder.Append(path);
    }

    public void Write(string line)
    {
        lock (_lock)
        {
            if (_file.Length >= Most) return;
            var text = Redaction.Of(_secrets.Without(line));
            if (text.Length > Width) text = text[..Width] + "…";
            _file.Write(Encoding.UTF8.GetBytes(_file.Length + text.Length < Most ? text + "\n" : "… the log ends here: it is too long\n"));
            _file.Flush();
        }
    }

    public void Dispose() => _file.Dispose();
}
