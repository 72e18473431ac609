namespace OneShot.Agents;

/// <summary>The private home of one session: empty but for the agent's own log-in, and gone when the session is over.</summary>
internal sealed class AgentHome : IDisposable
{
    private readonly Func<string, string?> _variable;

    public AgentHome(AgentProgram program, Func<string, string?> variable, string? scratch)
    {
        _variable = variable;
        Path = scratch is null ? Directory.CreateTempSubdirectory("oneshot-home-").FullName : Directory.CreateDirectory(System.IO.Path.Combine(scratch, "home")).FullName;
        Directory.CreateDirectory(Temp);
        if ((variable("HOME") ?? variable("USERPROFILE")) is not { Length: > 0 } own) return;
        foreach (var file in program.CredentialFiles.Where(file => File.Exists(System.IO.Path.Combine(own, file)))) File.Copy(System.IO.Path.Combine(own, file), Prepared(file));
    }

    public string Path { get; }

    public string Temp => System.IO.Path.Combine(Path, "tmp");

    /// <summary>Whether the user's log-in was found.</summary>
    public bool Has(string file) => File.Exists(System.IO.Path.Combine(Path, file));

    public void Write(string file, string text) => File.WriteAllText(Prepared(file), text);

    /// <summary>A variable of the user's that decides how the agent is set up.</summary>
    public string? Variable(string name) => _variable(name) is { Length: > 0 } value ? value : null;

    public void Dispose() => Folders.Remove(Path);

    private string Prepared(string file)
    {
        var path = System.IO.Path.Combine(Path, file);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
        return path;
    }
}
