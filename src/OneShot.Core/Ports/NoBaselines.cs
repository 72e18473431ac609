using OneShot.Core.Model;

namespace OneShot.Core.Ports;

/// <summary>Keeps nothing: the machine is lent, or the next run has another.</summary>
internal sealed class NoBaselines : IBaselines
{
    /// <inheritdoc/>
    public VerifyResult? Read(string commit, string command) => null;

    /// <inheritdoc/>
    public void Keep(VerifyResult result) { }
}
