using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using OneShot.Core.Model;
using OneShot.Core.Text;

namespace OneShot.Core.Pipeline;

/// <summary>
/// What a session made whose rounds have not ended yet. Whoever goes on after a <c>kill -9</c> takes it, and pays for no
/// other session.
/// </summary>
internal sealed record RoundsRecord
{
    private const int Limit = 256 * 1024;

    /// <summary>The version of the format.</summary>
    public int Version { get; init; } = 1;

    /// <summary>The commit that the session began with.</summary>
    public required string Start { get; init; }

    /// <summary>SHA-256 of the plan that it implemented.</summary>
    public required string PlanSha256 { get; init; }

    /// <summary>What it made.</summary>
    public required string Commit { get; init; }

    /// <summary>The rounds that ended.</summary>
    public int Rounds { get; init; }

    /// <summary>What the sessions used; <see langword="null"/> where that is told elsewhere already.</summary>
    public AgentUsage? Usage { get; init; }

    /// <summary>What could not be gathered.</summary>
    public IReadOnlyList<LeftOutFile>? LeftOut { get; init; }

    /// <summary>Reads what is kept of this plan and start, with its bundle.</summary>
    /// <param name="folder">The folder that jobs hand over.</param>
    /// <param name="start">The commit that a session would begin with.</param>
    /// <returns>The record; <see langword="null"/> where there is none, or it is of something else.</returns>
    public static RoundsRecord? Read(ImplFolder folder, string start)
    {
        ArgumentNullException.ThrowIfNull(folder);
        try
        {
            var record = folder.Read(PlanFiles.Rounds, Limit) is { } bytes
                ? JsonSerializer.Deserialize(bytes, RoundsRecordJson.Default.RoundsRecord)
                : null;
            return
                record?.Start == start && record.PlanSha256 == PlanOf(folder) && File.Exists(folder[PlanFiles.Bundle])
                ? record
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>Names the plan that is handed over.</summary>
    /// <param name="folder">The folder that jobs hand over.</param>
    /// <returns>Its SHA-256.</returns>
    public static string PlanOf(ImplFolder folder)
    {
        ArgumentNullException.ThrowIfNull(folder);
        return Sha256Hex.Of(Encoding.UTF8.GetString(folder.Read(PlanFiles.Plan, Plan.Most * 4) ?? []));
    }

    /// <summary>Keeps it.</summary>
    /// <param name="folder">The folder that jobs hand over.</param>
    public void Write(ImplFolder folder)
    {
        ArgumentNullException.ThrowIfNull(folder);
        folder.Write(
            PlanFiles.Rounds,
            JsonSerializer.SerializeToUtf8Bytes(this, RoundsRecordJson.Default.RoundsRecord)
        );
    }
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    WriteIndented = true,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull
)]
[JsonSerializable(typeof(RoundsRecord))]
internal sealed partial class RoundsRecordJson : JsonSerializerContext;
