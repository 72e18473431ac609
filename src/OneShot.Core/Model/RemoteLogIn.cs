namespace OneShot.Core.Model;

/// <summary>
/// What a forge lends git to be let in, where the user set up nothing else. No text of it shows the token.
/// </summary>
/// <param name="host">The host that it is for, with the port where there is one.</param>
/// <param name="token">The token.</param>
internal sealed class RemoteLogIn(string host, string token)
{
    /// <summary>The host that it is for, with the port where there is one.</summary>
    public string Host => host;

    /// <summary>The token.</summary>
    public string Token => token;
}
