using OneShot.Sandbox;

namespace OneShot.Agents;

/// <summary>What a session sees in place of an agent's keys and log-ins.</summary>
internal sealed class AgentMask
{
    /// <summary>The keys that the proxy puts in.</summary>
    public IReadOnlyList<MaskedKey> Keys => throw new NotImplementedException();

    /// <summary>The model's own hosts, with keys or without.</summary>
    public IReadOnlyList<AllowedHost> Hosts => throw new NotImplementedException();

    /// <summary>The variables and files whose secret the session holds all the same, for the line that says so.</summary>
    public IReadOnlyList<string> Held => throw new NotImplementedException();

    /// <summary>Masks what an agent is let in with.</summary>
    /// <param name="program">The agent.</param>
    /// <param name="variable">Reads the user's environment.</param>
    public static AgentMask Of(AgentProgram program, Func<string, string?> variable) => throw new NotImplementedException(program.Name + variable("HOME"));

    /// <summary>A variable as the session sees it; give this to <see cref="AgentHome"/> and <see cref="AgentEnvironment"/>.</summary>
    public string? Variable(string name) => throw new NotImplementedException(name);

    /// <summary>A file of the user's log-in as the session sees it.</summary>
    /// <param name="file">One of <see cref="AgentProgram.CredentialFiles"/>.</param>
    /// <param name="text">What it holds.</param>
    public string File(string file, string text) => throw new NotImplementedException(file + text);
}
