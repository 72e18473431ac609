namespace OneShot.Core.Model;

/// <summary>What is asked of the sandbox that an agent's session runs in.</summary>
internal enum SandboxMode
{
    /// <summary>The strongest that this machine has; a weaker one, or none, is told.</summary>
    Auto,

    /// <summary>Nothing is started without namespaces of its own and a proxy with a list of hosts.</summary>
    Required,

    /// <summary>None, as the user asked.</summary>
    None,
}
