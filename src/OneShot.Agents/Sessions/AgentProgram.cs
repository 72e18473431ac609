using OneShot.Core.Model;

namespace OneShot.Agents.Sessions;

/// <summary>One agent: how it is started, which of the user's things it needs, and how its output is read.</summary>
internal abstract class AgentProgram
{
    /// <summary>The name from <see cref="AgentName.All"/>.</summary>
    public abstract string Name { get; }

    /// <summary>The program: a name on the PATH, or a path.</summary>
    public virtual string Program => Name;

    /// <summary>Its npm package; <see langword="null"/> when it has none.</summary>
    public virtual string? Package => null;

    /// <summary>
    /// The oldest version that was tried, with the arguments and events
    /// used here; <see langword="null"/> when it does not matter.
    /// </summary>
    public virtual Version? Least => null;

    /// <summary>The command that installs it.</summary>
    public string Install => $"npm install -g {Package}@latest";

    /// <summary>The variables it may get: keys, and the addresses they belong to.</summary>
    public abstract IReadOnlyList<string> Variables { get; }

    /// <summary>Files below the user's home that hold its log-in; they are copied into its private home.</summary>
    public virtual IReadOnlyList<string> CredentialFiles => [];

    /// <summary>Those of <see cref="Variables"/> that hold keys a proxy can put in.</summary>
    public virtual IReadOnlyList<AgentKey> KeyVariables => [];

    /// <summary>Those of <see cref="CredentialFiles"/> whose tokens a proxy can put in.</summary>
    public virtual IReadOnlyList<AgentLogIn> LogIns => [];

    /// <summary>
    /// The addresses of models that the user's own configuration names, beside those in variables of their own.
    /// </summary>
    /// <param name="variable">Reads the user's environment.</param>
    public virtual IEnumerable<Uri> AddressesOf(Func<string, string?> variable) => [];

    /// <summary>Variables that keep it to its work: no update, no telemetry.</summary>
    public virtual IReadOnlyDictionary<string, string> Fixed { get; } = new Dictionary<string, string>();

    /// <summary>Whether its turns can be counted while it works.</summary>
    public virtual bool TellsTurns => true;

    /// <summary>Whether it tells what it costs.</summary>
    public virtual bool TellsCost => false;

    /// <summary>Writes what it needs into its private home, and tells how to start it.</summary>
    public abstract AgentCommand Prepare(AgentTask task, AgentHome home);

    /// <summary>A reader for one session's output.</summary>
    public abstract AgentReader Read();
}
