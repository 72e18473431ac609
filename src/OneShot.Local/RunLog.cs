using System.Globalization;
using System.Text;
using OneShot.Core.Secrets;
using OneShot.Core.Storage;
using OneShot.Core.Text;

namespace OneShot.Local;

/// <summary>What a run tells: lines with the time, in the run's log, for whoever follows it.</summary>
internal sealed class RunLog(string path, TimeProvider clock) : IReporter
{
    private readonly Lock _lock = new();
    private readonly List<string> _secrets = [];

    public void Progress(string line) => Write(line);

    public void Doing(string? activity) { }

    public void Warn(string line) => Write("warning: " + line);

    public void Trace(string line) { }

    public void Show(string heading, string text) => Write(heading);

    public void Hide(string secret) => _secrets.Add(secret);

    private void Write(string line)
    {
        lock (_lock)
        {
            var text = string.Create(
                CultureInfo.InvariantCulture,
                $"{clock.GetLocalNow():HH:mm:ss} "
                    + $"{SecretRules.Without(SafeText.Without(_secrets, SafeText.Line(line)))}\n"
            );
            try
            {
                using var file = PrivateFolder.Append(path);
                file.Write(Encoding.UTF8.GetBytes(text));
            }
            catch (IOException)
            {
                // A full disk: what the run does is in its file, and what it made may be delivered all the same.
            }
        }
    }
}
