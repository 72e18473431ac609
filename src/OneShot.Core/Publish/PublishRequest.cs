using OneShot.Core.Ports;

namespace OneShot.Core.Publish;

/// <summary>What is asked of publishing a one-shot of this machine.</summary>
/// <param name="Id">Which one-shot; the only one if not given.</param>
/// <param name="Forge">Where it goes.</param>
/// <param name="NoHooks">Skips the pre-push hook.</param>
internal sealed record PublishRequest(string? Id, ForgeRequest Forge, bool NoHooks);
