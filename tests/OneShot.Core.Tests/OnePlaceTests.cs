using System.Text.RegularExpressions;

namespace OneShot.Core.Tests;

/// <summary>What is said once in the sources is said nowhere else.</summary>
public partial class OnePlaceTests
{
    private static readonly string Source = Path.Combine(Repository.Root, "src");

    // Without lines that are comments.
    private static readonly (string Path, string Text)[] Files =
    [
        .. new[] { Source, Path.Combine(Repository.Root, "build") }
            .SelectMany(folder => Directory.GetFiles(folder, "*.cs", SearchOption.AllDirectories))
            .Select(file => (Path: Path.GetRelativePath(Repository.Root, file).Replace('\\', '/'), Full: file))
            .Where(file => !Generated().IsMatch(file.Path))
            .Select(file =>
                (file.Path, string.Join('\n', File.ReadLines(file.Full).Where(line => !Comment().IsMatch(line))))
            ),
    ];

    public static TheoryData<string, string, string[]> Places =>
        new()
        {
            { "a prefix of refs", """["\s]refs/(heads|remotes|pull|oneshot)""", ["src/OneShot.Core/Model/RefName.cs"] },
            {
                "SHA-256",
                @"\bSHA256\.|HashAlgorithmName",
                [
                    "src/OneShot.Core/Text/Sha256Hex.cs",
                    "src/OneShot.Git/BlobId.cs", // git's own ids, which are SHA-1, too
                ]
            },
            {
                "what a secret looks like",
                @"gh(\[\w+\]|p)_|github_pat_|sk-ant-|\bAIza|\beyJ|PRIVATE KEY|://\)\[\^@|authorization(\\s|:\))",
                [
                    "src/OneShot.Core/Model/RemoteAddress.cs", // an address taken apart
                    "src/OneShot.Core/Secrets/KeyBeginning.cs",
                    "src/OneShot.Core/Secrets/Redaction.cs",
                    "src/OneShot.Core/Secrets/SecretShapes.cs",
                ]
            },
            {
                "the start of a process",
                @"\bProcessStartInfo\b|\bProcess\.Start\(",
                [
                    "build/StartedProgram.cs", // a build knows nothing of that assembly
                    "src/OneShot.Processes/ProgramStart.cs",
                ]
            },
            {
                "a text of somebody else's made a line and cut",
                @"Cut\(\s*(\w+\.)*SafeText\.Line\(|Cut\(Line\(text\)|\[\.\.\w+\]\}?("" *\+ *"")?…",
                ["src/OneShot.Core/Text/SafeText.cs"]
            },
        };

    [Theory]
    [MemberData(nameof(Places))]
    public void Is_in_one_place(string what, string pattern, string[] places) =>
        Files
            .Where(file => Regex.IsMatch(file.Text, pattern))
            .Select(file => file.Path)
            .Order(StringComparer.Ordinal)
            .ShouldBe(places, ignoreOrder: false, $"{what} has another place, or none");

    [GeneratedRegex("(^|/)(obj|bin|artifacts)/")]
    private static partial Regex Generated();

    [GeneratedRegex(@"^\s*//")]
    private static partial Regex Comment();
}
