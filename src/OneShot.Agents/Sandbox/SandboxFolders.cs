namespace OneShot.Agents.Sandbox;

/// <summary>The folders of this machine that a session sees beside the system's own programs.</summary>
/// <param name="Writable">Folders it may change: its work tree, its home.</param>
/// <param name="Readable">Folders and files it may read, such as the objects that its repository borrows.</param>
/// <param name="Private">Folders in which nothing else is shown, even where they
/// lie among the system's programs: the user's home and repository.</param>
internal sealed record SandboxFolders(
    IReadOnlyList<string> Writable,
    IReadOnlyList<string> Readable,
    IReadOnlyList<string> Private
);
