using OneShot.Core.Settings;

namespace OneShot.Core.Failures;

/// <summary>Files that tell what failed, as an argument names them.</summary>
/// <param name="Argument">The argument's name, without dashes.</param>
/// <param name="Format">What the files are called in an error.</param>
/// <param name="Pattern">The file, or the pattern.</param>
internal sealed record FailureSource(string Argument, string Format, string Pattern)
{
    /// <summary>Whether the files are XML with the results of tests.</summary>
    public bool IsXml => Argument is "from-trx" or "from-junit";

    /// <summary>All that settings name; together they are one prompt.</summary>
    public static IReadOnlyList<FailureSource> Of(OneShotSettings settings) =>
        new (string Argument, string Format, string? Pattern)[]
        {
            ("from-trx", "TRX", settings.FromTrx),
            ("from-junit", "JUnit XML", settings.FromJunit),
            ("from-sarif", "SARIF", settings.FromSarif),
            ("from-log", "a build's output", settings.FromLog),
            ("from-binlog", "a binary log", settings.FromBinlog),
        }
            .Where(source => source.Pattern is not null)
            .Select(source => new FailureSource(source.Argument, source.Format, source.Pattern!))
            .ToArray();
}
