using OneShot.Core.Model;

namespace OneShot.Core.Doctor;

/// <summary>What the age of a server means for a one-shot.</summary>
internal static class ServerRules
{
    // https://docs.github.com/en/enterprise-server@3.9/rest/overview/api-versions
    private static readonly Version Versioned = new(3, 9);

    // The documentation of 2.17 is the first to have them on a server of one's own.
    private static readonly Version WithDrafts = new(2, 17);

    public static IEnumerable<Check> Look(Probe<RepositoryFacts> repository, bool isHosted)
    {
        if (repository.Value is not { } found)
        {
            yield return repository.ToCheck("drafts");
            yield return repository.ToCheck("API");
            yield break;
        }

        var version = Version.TryParse(found.ServerVersion?.Split('-')[0], out var parsed) ? parsed : null;
        const string labelled = "a normal pull request labelled oneshot-draft is opened where there are none";
        if (isHosted || version >= WithDrafts)
            yield return Check.Pass("drafts", "supported");
        else
            yield return Check.Warn(
                "drafts",
                version is null
                    ? $"Whether the server has drafts can't be checked; {labelled}."
                    : $"This server has none; {labelled}."
            );

        if (isHosted)
            yield return Check.Pass("API", "2022-11-28");
        else if (version is null)
            yield return Check.Warn(
                "API",
                "The server does not report its version; OneShot speaks the API 2022-11-28."
            );
        else if (version < Versioned)
            yield return Check.Warn(
                "API",
                $"This GitHub Enterprise Server is {version}, older than the API 2022-11-28 that OneShot speaks.",
                "Upgrade it to 3.9 or newer"
            );
        else
            yield return Check.Pass("API", $"2022-11-28, on GitHub Enterprise Server {version}");
    }
}
