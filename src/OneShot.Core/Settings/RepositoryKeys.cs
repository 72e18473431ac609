using OneShot.Core.Protection;

namespace OneShot.Core.Settings;

/// <summary>
/// The one table of what <c>.oneshot/oneshot.yaml</c> may hold, and
/// of what it never may. The schema and the page are made from it.
/// </summary>
internal static class RepositoryKeys
{
    /// <summary>The key that every file has: the version of its format.</summary>
    public const string Version = "version";

    /// <summary>
    /// The key by which a file tells which OneShot it was written for, so that an older one can say what it lacks.
    /// </summary>
    public const string Needs = "needs";

    /// <summary>The key that names what verifying may know.</summary>
    public const string VerifySecrets = "verify-secrets";

    /// <summary>The key with what makes ready for verifying.</summary>
    public const string VerifySetup = "verify-setup";

    private const string ForAShell =
        "what runs outside of the sandbox is named at the start (--agent-command, " + "ONESHOT_AGENT_COMMAND).";
    private const string ForSecrets = "which secrets and variables an agent gets is named at the start (--agent-env).";
    private const string ForPeople = "permissions come from the forge.";
    private const string ForFilters = "what is taken out of texts and files is not a repository's to say.";

    /// <summary>The keys, in the order of the page.</summary>
    public static IReadOnlyList<RepositoryKey> All { get; } =
    [
        new(
            "sandbox",
            "sandbox",
            IsList: false,
            "The least sandbox of an agent's session: `auto`, `required` or `none`. `none` asks for nothing, and "
                + "does not weaken what holds without it.",
            "0.1.0"
        )
        {
            Usual = "auto",
        },
        new(
            "allow-hosts",
            "allow-host",
            IsList: true,
            "All hosts that a session may reach beside its model's and the repository's feeds. Whoever dispatches "
                + "may name fewer of them, and no others.",
            "0.1.0"
        )
        {
            Widens = true,
            Pattern = @"^(\*\.[A-Za-z0-9-]+\.)?[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?(:[0-9]{1,5})?$",
        },
        new(
            "protect",
            "protect",
            IsList: true,
            "What becomes of protected files that an agent changed, `KIND:POLICY` each. Whoever dispatches may be "
                + "stricter, and no looser; kinds that the file does not name are theirs to say.",
            "0.1.0"
        )
        {
            Usual = string.Join(',', ProtectedKinds.All.Select(kind => $"{kind.Name}:{kind.Usual}")),
            Widens = true,
        },
        new(
            "verified-commits",
            "verified-commits",
            IsList: false,
            "`true`: in a workflow every delivered commit is made through GitHub, which signs it, whoever "
                + "dispatches. Where there is no workflow it says nothing.",
            "0.1.0"
        )
        {
            Usual = "false",
        },
        new(
            "verify",
            "verify",
            IsList: false,
            "The least verifying of what was delivered: `none` asks for nothing, `auto` for what trunk shows, "
                + "with `required` a pull request that can't be verified stays a draft, and with `checks` the "
                + "repository's own CI says it. Where it is `required` or `checks`, whoever dispatches may name the "
                + "other of these two, and neither `auto` nor `none`.",
            "0.1.0"
        )
        {
            Usual = "auto",
        },
        new(
            "verify-command",
            "verify-command",
            IsList: false,
            "The command that verifies, for a shell at the top of the repository: 0 is green. Nobody who dispatches "
                + "may name another. It runs in the sandbox, without a key.",
            "0.1.0"
        ),
        new(
            VerifySetup,
            Argument: null,
            IsList: true,
            "Commands, for a shell at the top of a checkout of trunk, that make ready what verifying needs: they run in "
                + "order, in the sandbox, before it. What they put into the folder `ONESHOT_SETUP` is there for the "
                + "command that verifies, under the same name, and can't be changed by it.",
            "0.1.0"
        )
        {
            Most = 20,
            Lack = text =>
                string.IsNullOrWhiteSpace(text) || text.Length > 4_000
                    ? "A command is a text, of 4,000 characters at most."
                    : null,
        },
        new(
            VerifySecrets,
            Argument: null,
            IsList: true,
            "Names of variables that the command that verifies gets, such as a token for a private feed; in a workflow "
                + "each is the secret of that name, and `GITHUB_TOKEN` the run's own token with `packages: read`. "
                + "**Code that an agent wrote will see them.** OneShotInit writes them into the workflows.",
            "0.1.0"
        )
        {
            Widens = true,
            Pattern = VerifySecretNames.Pattern,
            Most = VerifySecretNames.Most,
            Lack = VerifySecretNames.LackOf,
        },
    ];

    /// <summary>Keys that the file may never hold, and why.</summary>
    public static IReadOnlyDictionary<string, string> Refused { get; } =
        new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase)
        {
            ["agent-command"] = ForAShell,
            ["command"] = ForAShell,
            ["shell"] = ForAShell,
            ["agent-env"] = ForSecrets,
            ["env"] = ForSecrets,
            ["secrets"] = ForSecrets,
            ["filters"] = ForFilters,
            ["users"] = ForPeople,
            ["permissions"] = ForPeople,
            ["approvers"] = ForPeople,
            ["trust-repository-file"] = "a file can't agree to itself.",
        };
}
