using System.Text.Json.Nodes;

namespace OneShot.GitHub;

/// <summary>One call of GitHub's API, for sending it and for the preview of it.</summary>
/// <param name="Method">The HTTP method.</param>
/// <param name="Path">The path below the API's root, with the query.</param>
/// <param name="What">What it is for, as an error says it: "open the pull request".</param>
/// <param name="Body">The JSON that is sent.</param>
internal sealed record GitHubRequest(HttpMethod Method, string Path, string What, JsonObject? Body = null)
{
    /// <summary>Whether it changes nothing, so that it may be sent again.</summary>
    public bool IsRead => Method == HttpMethod.Get;
}
