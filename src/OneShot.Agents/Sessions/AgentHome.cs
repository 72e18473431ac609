using System.Text;
using OneShot.Core.Model;
using OneShot.Core.Secrets;
using OneShot.Core.Storage;
using OneShot.Processes;

namespace OneShot.Agents.Sessions;

/// <summary>
/// The private home of one session: empty but for the agent's own log-in, and gone when the session is over.
/// </summary>
/// <remarks>
/// In a sandbox what may be secret never lies on a disk: it is handed
/// in when the session begins, into folders in memory that end with it.
/// </remarks>
internal sealed class AgentHome : IDisposable
{
    private readonly Func<string, string?> _variable;
    private readonly Dictionary<string, byte[]> _handedIn = [];

    /// <param name="program">The agent.</param>
    /// <param name="variable">A variable as the session sees it.</param>
    /// <param name="scratch">The folder it is made in; <see langword="null"/> makes one.</param>
    /// <param name="logIn">What a session sees of a log-in's file: its name and text, to another text.</param>
    /// <param name="isHandedIn">Whether a log-in's file is secret even
    /// so, and the session's sandbox has folders in memory.</param>
    public AgentHome(
        AgentProgram program,
        Func<string, string?> variable,
        string? scratch,
        Func<string, string, string>? logIn = null,
        Func<string, bool>? isHandedIn = null
    )
    {
        _variable = variable;
        Path = scratch is null
            ? Directory.CreateTempSubdirectory("oneshot-home-").FullName
            : PrivateFolder.Make(System.IO.Path.Combine(scratch, SessionFolder.Home));
        PrivateFolder.Make(Temp);
        if ((variable("HOME") ?? variable("USERPROFILE")) is not { Length: > 0 } own)
            return;
        foreach (
            var file in program.Descriptor.CredentialFiles.Where(file => File.Exists(System.IO.Path.Combine(own, file)))
        )
        {
            var text = File.ReadAllText(System.IO.Path.Combine(own, file));
            if (isHandedIn?.Invoke(file) == true)
                InMemory =
                [
                    .. InMemory.Append(System.IO.Path.GetDirectoryName(System.IO.Path.Combine(Path, file))!).Distinct(),
                ];
            var seen = logIn is null ? text : logIn(file, text);
            Secrets = [.. Secrets.Concat(LogInText.SecretsOf(text)).Concat(LogInText.SecretsOf(seen)).Distinct()];
            Write(file, seen);
        }
    }

    public string Path { get; }

    public string Temp => System.IO.Path.Combine(Path, "tmp");

    /// <summary>The folders that are in memory, and empty when the session begins.</summary>
    public IReadOnlyList<string> InMemory { get; private set; } = [];

    /// <summary>The secrets in the user's log-in, and what stands for them.</summary>
    public IReadOnlyList<string> Secrets { get; private set; } = [];

    /// <summary>What is put into them then.</summary>
    public IReadOnlyList<(string Path, byte[] Bytes)> HandedIn => [.. _handedIn.Select(file => (file.Key, file.Value))];

    /// <summary>Whether the user's log-in was found.</summary>
    public bool Has(string file) =>
        _handedIn.ContainsKey(System.IO.Path.Combine(Path, file)) || File.Exists(System.IO.Path.Combine(Path, file));

    public void Write(string file, string text)
    {
        var path = System.IO.Path.Combine(Path, file);
        if (InMemory.Any(folder => path.StartsWith(folder + "/", StringComparison.Ordinal)))
        {
            _handedIn[path] = Encoding.UTF8.GetBytes(text);
            return;
        }

        Write(file, Encoding.UTF8.GetBytes(text));
    }

    /// <summary>Writes a file that is no secret.</summary>
    /// <returns>Its path.</returns>
    public string Write(string file, byte[] bytes)
    {
        var path = System.IO.Path.Combine(Path, file);
        PrivateFolder.Make(System.IO.Path.GetDirectoryName(path)!);
        using var stream = PrivateFolder.Append(path);
        stream.SetLength(0);
        stream.Write(bytes);
        return path;
    }

    /// <summary>A variable of the user's that decides how the agent is set up.</summary>
    public string? Variable(string name) => _variable(name) is { Length: > 0 } value ? value : null;

    public void Dispose() => Folders.Remove(Path);
}
