using System.Runtime.CompilerServices;
using OneShot.Core.Ports;

namespace OneShot.BuildLogs;

/// <summary>
/// Reads binary logs of MSBuild with MSBuild.StructuredLogger, which is loaded when the first one is read, and not
/// before.
/// </summary>
internal sealed class BinaryLogs : IBinaryLogs
{
    public IReadOnlyList<BinaryLogError> ReadErrors(
        Stream file,
        long mostBytes,
        int most,
        CancellationToken cancellationToken
    )
    {
        CarriedAssemblies.Use();
        return Read(file, mostBytes, most, cancellationToken);
    }

    // Of its own, because a method's assemblies are looked for before its first line runs.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static IReadOnlyList<BinaryLogError> Read(
        Stream file,
        long mostBytes,
        int most,
        CancellationToken cancellationToken
    ) => StructuredLog.Read(file, mostBytes, most, cancellationToken);
}
