using System.Globalization;
using System.Xml;

namespace OneShot.Core.Failures;

/// <summary>A test of a JUnit XML file.</summary>
/// <param name="Class">Its class, package or file, as its runner has it.</param>
/// <param name="Name">Its name.</param>
internal sealed record JunitCase(string Class, string Name)
{
    /// <summary>Its source file, if that is told.</summary>
    public string? File { get; private init; }

    /// <summary>The line there; 0 when it is not known.</summary>
    public int Line { get; private init; }

    /// <summary>The name with the class, which some runners repeat in it.</summary>
    public string FullName =>
        Class.Length == 0 || Name.StartsWith(Class, StringComparison.Ordinal) ? Name : $"{Class}.{Name}";

    public static JunitCase Of(XmlReader reader) =>
        new(reader.GetAttribute("classname") ?? "", reader.GetAttribute("name") ?? "")
        {
            File = reader.GetAttribute("file"),
            Line = int.TryParse(
                reader.GetAttribute("line"),
                NumberStyles.None,
                CultureInfo.InvariantCulture,
                out var line
            )
                ? line
                : 0,
        };
}
