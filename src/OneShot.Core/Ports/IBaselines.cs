using OneShot.Core.Model;

namespace OneShot.Core.Ports;

/// <summary>Keeps how commands ended on trunk's commits, where no session can write.</summary>
internal interface IBaselines
{
    /// <summary>Reads what is kept.</summary>
    /// <param name="commit">The commit.</param>
    /// <param name="command">The command.</param>
    /// <returns>How it ended; <see langword="null"/> where that is not known.</returns>
    VerifyResult? Read(string commit, string command);

    /// <summary>Keeps how it ended.</summary>
    /// <param name="result">How it ended.</param>
    void Keep(VerifyResult result);
}
