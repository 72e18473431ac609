using OneShot.Core.Model;

namespace OneShot.Git;

/// <summary>Adds to a command what it needs to be let into a remote.</summary>
/// <param name="command">A command that talks to the remote.</param>
/// <param name="address">The remote's address.</param>
/// <returns>The command to run.</returns>
internal delegate GitCommand GitAccess(GitCommand command, RemoteAddress address);
