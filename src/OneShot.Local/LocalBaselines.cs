using OneShot.Core.Model;
using OneShot.Core.Ports;
using OneShot.Core.Text;
using OneShot.Local.Store;
using OneShot.Processes;

namespace OneShot.Local;

/// <summary>
/// How the command that verifies ended on commits of trunk: a file each, by commit, command and the SDKs that are
/// installed, beside the runs, where no session in a sandbox can write.
/// </summary>
/// <param name="store">The folder.</param>
internal sealed class LocalBaselines(LocalStore store) : IBaselines
{
    /// <inheritdoc/>
    public VerifyResult? Read(string commit, string command) =>
        store.Read(NameOf(commit, command), LocalJson.Readable.VerifyResult) is { } kept
        && kept.Commit == commit
        && kept.Command == command
            ? kept
            : null;

    /// <inheritdoc/>
    public void Keep(VerifyResult result) =>
        store.Write(NameOf(result.Commit, result.Command), result, LocalJson.Readable.VerifyResult);

    private static string NameOf(string commit, string command) =>
        $"baselines/{Sha256Hex.Of($"{commit}\n{command}\n{Sdks()}")[..32]}.json";

    private static string Sdks()
    {
        if (ProgramPath.Find("dotnet", Environment.GetEnvironmentVariable("PATH")) is not { } dotnet)
            return string.Empty;
        var real = File.ResolveLinkTarget(dotnet, returnFinalTarget: true)?.FullName ?? dotnet;
        var folder = Path.Combine(Path.GetDirectoryName(real)!, "sdk");
        return Directory.Exists(folder)
            ? string.Join(
                ' ',
                Directory.EnumerateDirectories(folder).Select(Path.GetFileName).Order(StringComparer.Ordinal)
            )
            : string.Empty;
    }
}
