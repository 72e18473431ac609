using OneShot.Core.Agents;

namespace OneShot.Agents;

/// <summary>One agent: how it is started, which of the user's things it needs, and how its output is read.</summary>
internal abstract class AgentProgram
{
    /// <summary>The name from <see cref="AgentName.All"/>.</summary>
    public abstract string Name { get; }

    /// <summary>The program.</summary>
    public abstract string Program { get; }

    /// <summary>The command that installs it.</summary>
    public abstract string Install { get; }

    /// <summary>The variables it may get: keys, and the addresses they belong to.</summary>
    public abstract IReadOnlyList<string> Variables { get; }

    /// <summary>Files below the user's home that hold its log-in; they are copied into its private home.</summary>
    public virtual IReadOnlyList<string> CredentialFiles => [];

    /// <summary>Writes what it needs into its private home, and tells how to start it.</summary>
    public abstract AgentCommand Prepare(AgentTask task, string home);

    /// <summary>A reader for one session's output.</summary>
    public abstract AgentReader Read();
}
