using OneShot.Core.Dispatch;
using OneShot.Core.Ports;

namespace OneShot.Core.Undo;

/// <summary>What is asked of removing a one-shot.</summary>
/// <param name="Earlier">Which one-shot.</param>
/// <param name="Forge">Where it is, in case its journal does not tell.</param>
internal sealed record UndoRequest(EarlierRequest Earlier, ForgeRequest Forge);
