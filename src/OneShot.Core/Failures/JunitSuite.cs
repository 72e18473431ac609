using System.Globalization;
using System.Xml;

namespace OneShot.Core.Failures;

/// <summary>A suite of a JUnit XML file.</summary>
/// <param name="Name">Its name; of one without, that of the suite around it.</param>
/// <param name="Time">When it ran, if that is told.</param>
/// <param name="File">Its source file, if that is told.</param>
internal sealed record JunitSuite(string Name, DateTimeOffset? Time, string? File)
{
    /// <summary>Of a test that stands in no suite.</summary>
    public static JunitSuite None { get; } = new("", null, null);

    public static JunitSuite Of(XmlReader reader, JunitSuite? around) =>
        new(
            reader.GetAttribute("name") is { Length: > 0 } name ? name : around?.Name ?? "",
            Read(reader.GetAttribute("timestamp")) ?? around?.Time,
            reader.GetAttribute("file") ?? around?.File
        );

    private static DateTimeOffset? Read(string? text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
            ? time
            : null;
}
