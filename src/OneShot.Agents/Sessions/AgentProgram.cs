using OneShot.Core.Model;

namespace OneShot.Agents.Sessions;

/// <summary>One agent: how it is started, and how its output is read. What else it is, is in its descriptor.</summary>
internal abstract class AgentProgram(AgentDescriptor descriptor)
{
    /// <summary>What it is, as data.</summary>
    public AgentDescriptor Descriptor => descriptor;

    /// <summary>Whether what it used is told in a line.</summary>
    public virtual bool TellsUse => true;

    /// <summary>The name from <see cref="AgentName.All"/>.</summary>
    public string Name => descriptor.Name;

    /// <summary>The program: a name on the PATH, or a path.</summary>
    public virtual string Program => Name;

    /// <summary>
    /// The addresses of models that the user's own configuration names, beside those in variables of their own.
    /// </summary>
    /// <param name="variable">Reads the user's environment.</param>
    public virtual IEnumerable<Uri> AddressesOf(Func<string, string?> variable) => [];

    /// <summary>Writes what it needs into its private home, and tells how to start it.</summary>
    public abstract AgentCommand Prepare(AgentTask task, AgentHome home);

    /// <summary>A reader for one session's output.</summary>
    public abstract AgentReader Read();
}
