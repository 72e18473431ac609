using OneShot.Core.Dispatch;
using OneShot.Core.Ports;

namespace OneShot.Core.Batch;

/// <summary>What a batch needs beside the ports of a dispatch.</summary>
/// <param name="Format">Takes the file apart.</param>
/// <param name="Verbs">Puts the verb of one entry together, which tells what it does to the reporter.</param>
/// <param name="Made">Is told when the one-shots of earlier commands were
/// made, before anything is: they count for the forge's limits, too.</param>
internal sealed record BatchPorts(
    IPromptsFormat Format,
    Func<DispatchRequest, IReporter, StepwiseVerb> Verbs,
    Action<IEnumerable<DateTimeOffset>> Made
);
