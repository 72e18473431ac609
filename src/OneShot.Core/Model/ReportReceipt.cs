using System.Text.Json.Serialization;

namespace OneShot.Core.Model;

/// <summary>What <c>OneShotReport</c> answers.</summary>
/// <param name="Id">The one-shot's distinct id.</param>
/// <param name="Branch">Its branch.</param>
/// <param name="PrNumber">Its pull request's number.</param>
/// <param name="ReportPath">The page's file.</param>
internal sealed record ReportReceipt(string Id, string Branch, int PrNumber, string ReportPath) : Receipt
{
    /// <summary>In a preview: every call that would change something, in its order.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<PreviewedCall>? Calls { get; init; }

    /// <summary>In a preview: what would stop it.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? Obstacles { get; init; }

    internal override IEnumerable<(string Name, object? Value)> Outputs =>
        [("id", Id), ("branch", Branch), ("pr_number", PrNumber), ("report_path", ReportPath)];
}
