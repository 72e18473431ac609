using System.Text.Json;
using OneShot.Core.Model;

namespace OneShot.Core.Failures;

/// <summary>
/// Reads the errors of a SARIF file that nobody has suppressed, that are not of an earlier day, and what kept a tool
/// from its work.
/// </summary>
/// <remarks>The format: https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html</remarks>
internal sealed class SarifReader
{
    private readonly SarifRun _run;
    private readonly SarifRules _rules;
    private readonly SarifFiles _files;
    private readonly ToolText _text;
    private readonly string? _tool;

    private SarifReader(SarifRun run, RepositoryPaths paths, ToolText text)
    {
        (_run, _rules, _files, _text) = (run, new SarifRules(run), new SarifFiles(run, paths), text);
        var name = run.Tool?.Driver?.Name ?? run.Tool?.Name;
        _tool = name is null || name.StartsWith("Microsoft (R)", StringComparison.Ordinal) ? null : text.Line(name);
    }

    /// <exception cref="JsonException">It is no JSON, or has other kinds of values.</exception>
    /// <exception cref="InvalidDataException">It is no SARIF.</exception>
    public static IEnumerable<Failure> Read(Stream stream, RepositoryPaths paths, ToolText text)
    {
        var log = JsonSerializer.Deserialize(stream, SarifJson.Default.SarifLog);
        if (log is not { Version: { } version, Runs: { } runs })
            throw new InvalidDataException("it has no version and runs");
        if (version is not ("2.1.0" or "1.0.0" or "1.0"))
            throw new InvalidDataException($"its version is {text.Line(version)}, and 2.1.0 and 1.0.0 are read");
        return runs.OfType<SarifRun>()
            .Select(run => new SarifReader(run, paths, text))
            .SelectMany(run => run.Failures())
            .Take(FailureLimits.Failures);
    }

    private IEnumerable<Failure> Failures()
    {
        foreach (var result in (_run.Results ?? []).OfType<SarifResult>().Where(IsOpen))
        {
            var rule = _rules.Of(result);
            if ((result.Level ?? _rules.LevelOf(result, rule)) != "error")
                continue;
            yield return Failure(
                result.RuleId ?? result.Rule?.Id ?? result.RuleKey ?? rule?.Id,
                SarifMessages.Of(result, rule, _rules.Texts),
                _files.Place(result.Locations, result.AnalysisTarget)
            );
        }

        var notifications = (_run.Invocations ?? []).SelectMany(invocation =>
            (invocation?.ToolExecutionNotifications ?? []).Concat(invocation?.ToolConfigurationNotifications ?? [])
        );
        foreach (
            var notification in notifications
                .OfType<SarifNotification>()
                .Where(notification => notification.Level == "error")
        )
        {
            yield return Failure(
                notification.Descriptor?.Id,
                SarifMessages.Of(notification.Message, null, _rules.Texts),
                _files.Place(notification.Locations, null)
            );
        }
    }

    private Failure Failure(string? code, string message, (string? File, int Line, int Column) place) =>
        new(FailureKind.Error, _text.Line(code ?? ""), _text.Clean(message))
        {
            Place = place.File is null ? null : new FailurePlace(_text.Line(place.File), place.Line, place.Column),
            Tool = _tool,
        };

    // What is no failure has no level, whatever stands there; what was there in the baseline is nobody's of today.
    private static bool IsOpen(SarifResult result) =>
        result.Kind is null or "fail"
        && result.BaselineState is not ("absent" or "unchanged")
        && !IsSuppressed(result.Suppressions)
        && !Any(result.SuppressionStates);

    private static bool Any(JsonElement list) => list.ValueKind == JsonValueKind.Array && list.GetArrayLength() > 0;

    // A suppression that somebody has rejected, or still thinks about, is none.
    private static bool IsSuppressed(JsonElement suppressions) =>
        Any(suppressions)
        && suppressions
            .EnumerateArray()
            .All(one =>
                one.ValueKind != JsonValueKind.Object
                || !one.TryGetProperty("status", out var status)
                || status.ValueKind != JsonValueKind.String
                || status.GetString() == "accepted"
            );
}
