using System.Text.Json;
using OneShot.Core.Secrets;
using OneShot.Core.Text;

namespace OneShot.GitHub;

/// <summary>The error that GitHub puts into a body: a message, and details that are texts or objects.</summary>
internal sealed record GitHubError(string Message, IReadOnlyList<GitHubErrorDetail> Details)
{
    private static readonly GitHubError None = new(string.Empty, []);

    /// <summary>Message and details on one line; safe to print.</summary>
    public string Line
    {
        get
        {
            var details = Details
                .Select(detail => detail.ToString())
                .Where(detail => detail.Length > 0 && !Message.Contains(detail, StringComparison.Ordinal));
            return SafeText.Excerpt(
                Redaction.Of(string.Join("; ", details.Prepend(Message)).Trim().TrimEnd('.') + "."),
                400
            );
        }
    }

    public bool Says(string text) =>
        Message.Contains(text, StringComparison.OrdinalIgnoreCase)
        || Details.Any(detail => detail.Message?.Contains(text, StringComparison.OrdinalIgnoreCase) == true);

    public static GitHubError Read(string body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            if (document.RootElement.ValueKind != JsonValueKind.Object)
                return None;
            var message = Text(document.RootElement, "message") ?? string.Empty;
            var details =
                document.RootElement.TryGetProperty("errors", out var errors) && errors.ValueKind == JsonValueKind.Array
                    ? errors.EnumerateArray().Select(Detail).ToArray()
                    : [];
            return new GitHubError(message, details);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // No JSON, or a text in it that is none: half of a surrogate pair.
            return None;
        }
    }

    private static GitHubErrorDetail Detail(JsonElement error) =>
        error.ValueKind switch
        {
            JsonValueKind.String => new GitHubErrorDetail(null, null, error.GetString()),
            JsonValueKind.Object => new GitHubErrorDetail(
                Text(error, "field"),
                Text(error, "code"),
                Text(error, "message")
            ),
            _ => new GitHubErrorDetail(null, null, null),
        };

    private static string? Text(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String
            ? value.GetString()
            : null;
}
