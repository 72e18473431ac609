using System.Text.RegularExpressions;

namespace OneShot.Core.Model;

/// <summary>
/// What one agent is, as data: all that help, the doctor, the workflows, the documentation and a session's sandbox say
/// of it. It lies in the agent's folder, and is compiled into this assembly.
/// </summary>
/// <param name="Name">The name, as <c>--agent=</c> takes it: its folder's in lower case.</param>
internal sealed record AgentDescriptor(string Name)
{
    /// <summary>Its npm package; <see langword="null"/> when it has none.</summary>
    public string? Package { get; init; }

    /// <summary>The oldest version that was tried; <see langword="null"/> when it does not matter.</summary>
    public Version? Least { get; init; }

    /// <summary>The variables with keys, and where each key belongs.</summary>
    public IReadOnlyList<AgentKey> Keys { get; init; } = [];

    /// <summary>The files with log-ins, below the user's home, whose tokens a proxy can put in.</summary>
    public IReadOnlyList<AgentLogIn> LogIns { get; init; } = [];

    /// <summary>The files with log-ins that a session has to hold as they are.</summary>
    public IReadOnlyList<string> HeldLogIns { get; init; } = [];

    /// <summary>What else of the user's variables it may get.</summary>
    public IReadOnlyList<string> Settings { get; init; } = [];

    /// <summary>Variables that keep it to its work: no update, no telemetry.</summary>
    public IReadOnlyDictionary<string, string> Fixed { get; init; } = new Dictionary<string, string>();

    /// <summary>Variables that it reads a file of certificates from, beside those that all programs know.</summary>
    public IReadOnlyList<string> CertificateFiles { get; init; } = [];

    /// <summary>Secrets that let it in and that the workflows hand to its sessions, the usual one first.</summary>
    public IReadOnlyList<string> Secrets { get; init; } = [];

    /// <summary>Secrets that let it in too, which a workflow of somebody's own may hand on.</summary>
    public IReadOnlyList<string> OtherSecrets { get; init; } = [];

    /// <summary>Addresses that the workflows take from the repository's variables.</summary>
    public IReadOnlyList<string> Addresses { get; init; } = [];

    /// <summary>The form of its models' full names.</summary>
    public Func<Regex> ModelForm { get; init; } = AgentModels.Any;

    /// <summary>What models it takes, in a few words: the end of a sentence.</summary>
    public string ModelExample { get; init; } = "a full model id";

    /// <summary>Short names of its models, and their first letters.</summary>
    public IReadOnlyList<string> ShortModels { get; init; } = [];

    /// <summary>How it names itself as a commit's co-author; <see langword="null"/> where it does not.</summary>
    public string? CoAuthor { get; init; }

    /// <summary>What it reads in a repository, and so needs a look when it was changed.</summary>
    public AgentFiles Reads { get; init; } = new();

    /// <summary>Whether its turns can be counted while it works.</summary>
    public bool TellsTurns { get; init; } = true;

    /// <summary>Whether it tells what it costs.</summary>
    public bool TellsCost { get; init; }

    /// <summary>What the documentation says of it beyond this.</summary>
    public AgentNotes? Notes { get; init; }

    /// <summary>
    /// All variables of the user's that it may get: keys, the addresses they belong to, and the rest.
    /// </summary>
    public IReadOnlyList<string> Variables =>
        field ??= [
            .. Keys.Select(key => key.Variable)
                .Concat(Keys.Select(key => key.Address).OfType<string>())
                .Concat(Settings)
                .Distinct(),
        ];

    /// <summary>All files with log-ins; they are copied into a session's private home.</summary>
    public IReadOnlyList<string> CredentialFiles =>
        field ??= [.. LogIns.Select(logIn => logIn.File).Concat(HeldLogIns).Distinct()];

    /// <summary>The command that installs it.</summary>
    public string Install => $"npm install -g {Package}@latest";
}
