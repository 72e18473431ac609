using OneShot.Core.Model;

namespace OneShot.Git;

/// <summary>Adds to a command what it needs to be let into a remote.</summary>
/// <param name="command">A command that talks to the remote.</param>
/// <param name="remote">The remote.</param>
/// <param name="address">Which of its addresses.</param>
/// <returns>The command to run.</returns>
internal delegate GitCommand GitAccess(GitCommand command, Remote remote, RemoteAddress address);
