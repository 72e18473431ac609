using System.Text.RegularExpressions;
using OneShot.Core.Model;

namespace OneShot.Git;

/// <summary>What <c>git var -l</c> lists: the whole configuration, weakest first, and the identities.</summary>
internal sealed partial class GitConfiguration(string listing)
{
    private readonly ILookup<string, string> _values = listing
        .Split('\n')
        .Select(line => (line, equals: line.IndexOf('=', StringComparison.Ordinal)))
        .Where(pair => pair.line.Length > 0 && pair.equals != 0)
        .ToLookup(
            pair => pair.equals < 0 ? pair.line : pair.line[..pair.equals],
            pair => pair.equals < 0 ? "true" : pair.line[(pair.equals + 1)..],
            StringComparer.Ordinal
        );

    private readonly (string Base, bool IsPush, string Prefix)[] _rewrites = Rewrite()
        .Matches(listing)
        .Select(match => (match.Groups["base"].Value, match.Groups["push"].Success, match.Groups["prefix"].Value))
        .ToArray();

    /// <summary>Asks git for it.</summary>
    /// <exception cref="OneShotException">One of OS3: there is no repository.</exception>
    public static async Task<GitConfiguration> ReadAsync(
        GitRunner git,
        string folder,
        CancellationToken cancellationToken
    )
    {
        var listing = await git.RunAsync(new GitCommand("var", "-l"), cancellationToken).ConfigureAwait(false);
        return listing.IsGood ? new GitConfiguration(listing.Text) : throw GitErrors.OfRepository(listing, folder);
    }

    public string? Last(string key) => _values[key].LastOrDefault();

    /// <summary>The remotes of a partial clone, from which git gets what is missing.</summary>
    public IReadOnlyList<(string Name, string Url)> Promisors =>
        _values
            .Where(pair =>
                pair.Key.StartsWith("remote.", StringComparison.Ordinal)
                && pair.Key.EndsWith(".promisor", StringComparison.Ordinal)
                && IsOn(pair.Key)
            )
            .Select(pair => pair.Key["remote.".Length..^".promisor".Length])
            .Select(name => (name, Url: FirstOf($"remote.{name}.url")))
            .Where(remote => remote.Url is not null)
            .Select(remote => (remote.name, remote.Url!))
            .ToArray();

    /// <summary>A variable without an equals sign is true, an empty one false, as git-config(1) has it.</summary>
    public bool IsOn(string key) => Last(key)?.ToUpperInvariant() is "TRUE" or "YES" or "ON" or "1";

    public Remote? Remote(string name)
    {
        // The first address is the one git fetches from; an empty value resets the list.
        if (FirstOf($"remote.{name}.url") is not { } url)
            return null;
        var push = FirstOf($"remote.{name}.pushurl");
        var pushed = push is null
            ? Rewritten(url, forPush: true) ?? Rewritten(url, forPush: false)
            : Rewritten(push, forPush: false);
        var fetched = RemoteAddress.Parse(Rewritten(url, forPush: false) ?? url);
        return new Remote(name, fetched, RemoteAddress.Parse(pushed ?? push ?? url), push ?? url)
        {
            IsPushUrl = push is not null && Rewritten(push, forPush: true) is not null,
        };
    }

    private string? FirstOf(string key) => _values[key].Reverse().TakeWhile(value => value.Length > 0).LastOrDefault();

    // The longest beginning wins, as git-config(1) has it.
    private string? Rewritten(string url, bool forPush) =>
        _rewrites
            .Where(rewrite =>
                rewrite.IsPush == forPush
                && rewrite.Prefix.Length > 0
                && url.StartsWith(rewrite.Prefix, StringComparison.Ordinal)
            )
            .OrderByDescending(rewrite => rewrite.Prefix.Length)
            .Select(rewrite => rewrite.Base + url[rewrite.Prefix.Length..])
            .FirstOrDefault();

    [GeneratedRegex(
        @"^url\.(?<base>.*)\.(?<push>push)?insteadof=(?<prefix>.*)$",
        RegexOptions.Multiline | RegexOptions.CultureInvariant,
        10_000
    )]
    private static partial Regex Rewrite();
}
