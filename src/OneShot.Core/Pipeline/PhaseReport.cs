using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;
using OneShot.Core.Errors;
using OneShot.Core.Model;
using OneShot.Core.Secrets;
using OneShot.Core.Text;

namespace OneShot.Core.Pipeline;

/// <summary>
/// How an agent's phase went, for the job after it. It comes from a job
/// that an agent ran in, so every text in it is cleaned where it is read.
/// </summary>
internal sealed partial record PhaseReport
{
    /// <summary>The most bytes of the file.</summary>
    public const int Limit = 256 * 1024;

    /// <summary>The most lines and characters of a log's end.</summary>
    private const int Lines = 20;
    private const int Width = 300;

    private const int MostLeftOut = 100;

    /// <summary>What the agent used.</summary>
    public AgentUsage? Usage { get; init; }

    /// <summary>What it failed with: the code.</summary>
    public string? Code { get; init; }

    /// <summary>What it failed with: what happened.</summary>
    public string? Message { get; init; }

    /// <summary>What it failed with: what to do now.</summary>
    public string? Next { get; init; }

    /// <summary>The end of the agent's log, where it failed.</summary>
    public IReadOnlyList<string>? Tail { get; init; }

    /// <summary>What the agent made and could not be gathered; the most of it.</summary>
    public IReadOnlyList<LeftOutFile>? LeftOut { get; init; }

    /// <summary>How often what was red went back to the agent.</summary>
    public int? Rounds { get; init; }

    /// <summary>Why it did not go back again.</summary>
    public string? RoundsEnded { get; init; }

    /// <summary>The same as a number that can be; none for any other.</summary>
    [JsonIgnore]
    public int RoundsDone => Rounds is >= 0 and <= AgentLimits.MostRounds and var rounds ? rounds : 0;

    /// <summary>What is told of the rounds, on one line; <see langword="null"/> where there was none.</summary>
    [JsonIgnore]
    public string? RoundsTold =>
        RoundsDone is > 0 and var rounds
            ? $"The repository's own build and tests were red, and what was red went back to the agent "
                + $"{(rounds == 1 ? "once" : $"{rounds} times")}"
                + $"{(RoundsEnded is null ? "" : $": {SafeText.Inactive(Clean(RoundsEnded, Width))}")}."
            : null;

    /// <summary>What could not be gathered, cleaned: it is told, and decides nothing.</summary>
    [JsonIgnore]
    public IReadOnlyList<Finding> NotGathered =>
        [
            .. StoredList
                .Of(LeftOut)
                .Take(MostLeftOut)
                .Select(file => new Finding(Clean(file.Path, Width), Policy.Block, Clean(file.Reason, Width))),
        ];

    /// <summary>The error; <see langword="null"/> when the phase went well.</summary>
    [JsonIgnore]
    public OneShotException? Failure =>
        Code is null
            ? null
            : new OneShotException(
                new OneShotError(
                    CodeForm().IsMatch(Code) ? Code : CaughtCode.AgentFailed,
                    Clean(Message, 1000),
                    Clean(Next, 500)
                )
            ).WithTail(Tail ?? []);

    /// <summary>The report of a session whose work was gathered.</summary>
    /// <param name="usage">What it used.</param>
    /// <param name="leftOut">What could not be gathered.</param>
    /// <returns>The report.</returns>
    public static PhaseReport Of(AgentUsage usage, IReadOnlyList<Finding> leftOut) =>
        new() { Usage = usage, LeftOut = ListOf(leftOut) };

    /// <summary>The report of an implementing with its rounds.</summary>
    /// <param name="made">What was made.</param>
    /// <returns>The report.</returns>
    public static PhaseReport Of(Implemented made)
    {
        ArgumentNullException.ThrowIfNull(made);
        return new PhaseReport
        {
            Usage = made.Usage,
            LeftOut = ListOf(made.Work.LeftOut),
            Rounds = made.Rounds > 0 ? made.Rounds : null,
            RoundsEnded = made.Ended,
        };
    }

    /// <summary>What could not be gathered, as it is stored; the most of it.</summary>
    /// <param name="leftOut">What could not be gathered.</param>
    public static IReadOnlyList<LeftOutFile>? ListOf(IReadOnlyList<Finding> leftOut) =>
        leftOut is { Count: > 0 }
            ? [.. leftOut.Take(MostLeftOut).Select(finding => new LeftOutFile(finding.Path, finding.Reason))]
            : null;

    /// <summary>The report of a phase that failed.</summary>
    /// <param name="exception">What it failed with, and the agent's last lines.</param>
    /// <returns>The report.</returns>
    public static PhaseReport Of(OneShotException exception)
    {
        ArgumentNullException.ThrowIfNull(exception);
        return new PhaseReport
        {
            Code = exception.Error.Code,
            Message = exception.Error.Message,
            Next = exception.Error.Next,
            Tail = exception.Tail,
        };
    }

    // A run's machine is gone when somebody reads it, and its artifacts are not.
    internal static OneShotException Leave(ImplFolder folder, AgentPhase phase, OneShotException exception, bool isRun)
    {
        var log = OneShotInfo.LogOf(phase);
        var told = exception.WithLog(isRun ? $"{log} among the run's artifacts" : $"'{folder[log]}'");
        // of the session, which ended before
        (Of(told) with { Usage = Read(folder, phase)?.Usage }).Write(folder, phase);
        return told;
    }

    /// <summary>Keeps what a session used for whatever is told of it, should nothing else be kept of it.</summary>
    /// <param name="usage">What it used.</param>
    /// <param name="folder">The folder that jobs hand over.</param>
    /// <param name="phase">The phase.</param>
    internal static void Keep(AgentUsage usage, ImplFolder folder, AgentPhase phase)
    {
        try
        {
            Of(usage, []).Write(folder, phase);
        }
        catch (OneShotException)
        {
            // What the session made is worth more than what is told of it.
        }
    }

    /// <summary>What the sessions used whose reports are there, however they ended.</summary>
    /// <param name="folder">The folder that jobs hand over.</param>
    /// <returns>Planning first.</returns>
    internal static IReadOnlyList<AgentUsage> Used(ImplFolder folder) =>
        [.. Enum.GetValues<AgentPhase>().Select(phase => Read(folder, phase)?.Usage).OfType<AgentUsage>()];

    /// <summary>Reads a report.</summary>
    /// <param name="folder">The folder that jobs hand over.</param>
    /// <param name="phase">The phase.</param>
    /// <returns>The report; <see langword="null"/> when there is none that can be read.</returns>
    public static PhaseReport? Read(ImplFolder folder, AgentPhase phase)
    {
        ArgumentNullException.ThrowIfNull(folder);
        try
        {
            var report = folder.Read(NameOf(phase), Limit) is { } bytes
                ? JsonSerializer.Deserialize(bytes, PhaseReportJson.Default.PhaseReport)
                : null;
            return report is null ? null : report with { Tail = Cut(report.Tail ?? []) };
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>Removes a report.</summary>
    /// <param name="folder">The folder that jobs hand over.</param>
    /// <param name="phase">The phase.</param>
    public static void Remove(ImplFolder folder, AgentPhase phase)
    {
        ArgumentNullException.ThrowIfNull(folder);
        folder.Remove(NameOf(phase));
    }

    /// <summary>Writes the report.</summary>
    /// <param name="folder">The folder that jobs hand over.</param>
    /// <param name="phase">The phase.</param>
    public void Write(ImplFolder folder, AgentPhase phase)
    {
        ArgumentNullException.ThrowIfNull(folder);
        folder.Write(NameOf(phase), JsonSerializer.SerializeToUtf8Bytes(this, PhaseReportJson.Default.PhaseReport));
    }

    private static string NameOf(AgentPhase phase) =>
        phase == AgentPhase.Plan ? "plan.report.json" : "implement.report.json";

    private static string[] Cut(IReadOnlyList<string> lines) =>
        lines.TakeLast(Lines).Select(line => Clean(line, Width)).ToArray();

    private static string Clean(string? text, int length) =>
        SafeText.Cut(SecretRules.Without(SafeText.Line(text ?? "")), length);

    [GeneratedRegex(@"^OS[1-79]\d{3}\z", RegexOptions.CultureInvariant, 10_000)]
    private static partial Regex CodeForm();
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    WriteIndented = true,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull
)]
[JsonSerializable(typeof(PhaseReport))]
internal sealed partial class PhaseReportJson : JsonSerializerContext;
