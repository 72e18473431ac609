using System.Text.Json.Serialization;

namespace OneShot.Core.Model;

/// <summary>How much a sandbox keeps from a session; more is greater.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<SandboxLevel>))]
internal enum SandboxLevel
{
    /// <summary>Nothing: the session sees and reaches what its user does.</summary>
    None,

    /// <summary>A world of its own on this machine, and the whole network.</summary>
    World,

    /// <summary>A world of its own, and of the network what a list of hosts allows.</summary>
    WorldAndNetwork,
}
