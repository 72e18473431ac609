namespace OneShot.Agents.Sandbox;

/// <summary>What the proxy is made of, on this machine.</summary>
/// <param name="Node">The Node program.</param>
/// <param name="Folder">The folder of the package.</param>
internal sealed record RuntimeFiles(string Node, string Folder);
