using System.Text.Json.Serialization;
using OneShot.Core.Model;

namespace OneShot.Local.Store;

/// <summary>A pull request or an issue of the local forge.</summary>
internal sealed record LocalThread
{
    /// <summary>The state of one that is over.</summary>
    public const string Closed = "closed";

    private const string Open = "open";

    public int Version { get; init; } = 1;

    public required int Number { get; init; }

    public required string Title { get; init; }

    public required string Body { get; init; }

    /// <summary><c>open</c> or <c>closed</c>.</summary>
    public string State { get; init; } = Open;

    /// <summary>Whether it is open.</summary>
    [JsonIgnore]
    public bool IsOpen => State == Open;

    /// <summary>Of a pull request: the branch with the changes.</summary>
    public string? Branch { get; init; }

    /// <summary>Of a pull request: the branch they shall go to.</summary>
    public string? Base { get; init; }

    /// <summary>Of a pull request: whether it is a draft.</summary>
    public bool? Draft { get; init; }

    public required string Author { get; init; }

    public IReadOnlyList<string> Labels
    {
        get;
        init => field = StoredList.Of(value);
    } = [];

    public IReadOnlyList<LocalComment> Comments
    {
        get;
        init => field = [.. StoredList.Of(value).Where(comment => comment.Body is not null)];
    } = [];

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset UpdatedAt { get; init; }
}
