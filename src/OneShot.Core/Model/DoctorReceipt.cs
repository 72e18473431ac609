using System.Text.Json.Serialization;

namespace OneShot.Core.Model;

/// <summary>What <c>OneShotDoctor</c> answers.</summary>
/// <param name="Checks">What it found.</param>
internal sealed record DoctorReceipt(IReadOnlyList<Check> Checks) : Receipt
{
    /// <summary>With <c>--fix</c>: what it did; in a preview what it would do.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? Fixed { get; init; }
}
