using Cake.Common.Diagnostics;
using Cake.Core;
using Octokit;
using Octokit.Internal;

namespace Build.Release;

/// <summary>
/// The release's page on GitHub: a draft until everything is on it and the packages are on their feed, so that a
/// release that was interrupted is finished by the same command.
/// </summary>
internal sealed class GitHubRelease
{
    private readonly BuildContext _context;
    private readonly IReleasesClient _releases;
    private readonly string _owner;
    private readonly string _name;
    private Octokit.Release? _release;

    private GitHubRelease(BuildContext context, IReleasesClient releases, string[] repository) =>
        (_context, _releases, _owner, _name) = (context, releases, repository[0], repository[1]);

    /// <summary>Connects as a workflow's job does, or a person who sets the same variables.</summary>
    /// <param name="context">The build.</param>
    /// <exception cref="CakeException">A variable is missing.</exception>
    public static GitHubRelease Connect(BuildContext context)
    {
        var repository = Variable(context, "GITHUB_REPOSITORY", "owner/name").Split('/');
        if (repository.Length != 2)
            throw new CakeException("GITHUB_REPOSITORY is not owner/name.");
        var connection = new Connection(
            new ProductHeaderValue("OneShot-build"),
            context.Environment.GetEnvironmentVariable("GITHUB_API_URL") is { Length: > 0 } api
                ? new Uri(api.TrimEnd('/') + "/")
                : GitHubClient.GitHubApiUrl,
            new InMemoryCredentialStore(
                new Credentials(Variable(context, "GITHUB_TOKEN", "a token with contents: write"))
            ),
            new HttpClientAdapter(() => new TypedHandler()),
            new SimpleJsonSerializer()
        );
        return new GitHubRelease(context, new GitHubClient(connection).Repository.Release, repository);
    }

    /// <summary>Makes the draft, or finds that of an attempt before, and brings the files.</summary>
    /// <param name="commit">What is released.</param>
    /// <param name="files">The files.</param>
    public async Task DraftAsync(ReleasedCommit commit, IReadOnlyCollection<string> files)
    {
        var all = await _releases.GetAll(_owner, _name).ConfigureAwait(false);
        _release =
            all.FirstOrDefault(one => one.TagName == commit.Tag)
            ?? await _releases
                .Create(
                    _owner,
                    _name,
                    new NewRelease(commit.Tag)
                    {
                        Name = commit.Version,
                        Body = commit.Notes,
                        TargetCommitish = commit.Commit,
                        Prerelease = commit.IsPrerelease,
                        Draft = true,
                    }
                )
                .ConfigureAwait(false);
        if (!_release.Draft)
        {
            _context.Information("{0} was released before: its files stay as they are", commit.Tag);
            return;
        }

        foreach (var file in files)
            await BringAsync(file).ConfigureAwait(false);
    }

    /// <summary>Makes it public.</summary>
    public async Task PublishAsync()
    {
        if (_release!.Draft)
            _release = await _releases
                .Edit(_owner, _name, _release.Id, new ReleaseUpdate { Draft = false })
                .ConfigureAwait(false);
        _context.Information("released: {0}", _release.HtmlUrl);
    }

    // A file that an attempt before left, whole or cut off, is brought anew.
    private async Task BringAsync(string file)
    {
        var name = Path.GetFileName(file);
        foreach (var old in _release!.Assets.Where(asset => asset.Name == name))
            await _releases.DeleteAsset(_owner, _name, old.Id).ConfigureAwait(false);
        using var stream = File.OpenRead(file);
        await _releases
            .UploadAsset(_release, new ReleaseAssetUpload(name, "application/octet-stream", stream, null))
            .ConfigureAwait(false);
        _context.Information("brought {0}", name);
    }

    private static string Variable(BuildContext context, string name, string what) =>
        context.Environment.GetEnvironmentVariable(name) is { Length: > 0 } value
            ? value
            : throw new CakeException($"{name} is not set: {what}, as a job of GitHub Actions has it.");

    // Octokit sends JSON as a form; GitHub reads it, and describes another type.
    private sealed class TypedHandler() : DelegatingHandler(HttpMessageHandlerFactory.CreateDefault())
    {
        protected override Task<HttpResponseMessage> SendAsync(
            HttpRequestMessage request,
            CancellationToken cancellationToken
        )
        {
            if (request.Content?.Headers.ContentType is { MediaType: "application/x-www-form-urlencoded" } type)
                type.MediaType = "application/json";
            return base.SendAsync(request, cancellationToken);
        }
    }
}
