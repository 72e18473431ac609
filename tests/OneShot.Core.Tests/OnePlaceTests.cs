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

    /// <summary>
    /// What a word in a type's name means, and where such types are. A failure is of the build that an agent shall
    /// repair, facts are what the doctor looks up, a session is an agent's, a step is one of a dispatch, a job is one
    /// of the pipeline.
    /// </summary>
    public static TheoryData<string, string> Words =>
        new()
        {
            {
                "Failure",
                @"OneShot\.Core/Failures/|OneShot\.Frosting/|Model/Failure\w*\.cs|VerifyFailure\.cs|FailurePrompt\.cs"
            },
            { "Facts", @"/(IGit|IForge|Git|GitHub|Repository|Actions)Facts\.cs" },
            { "Session", @"OneShot\.Agents/|/SessionFolder\.cs" },
            { "Step", @"OneShot\.Core/Dispatch/" },
            {
                "Job",
                @"OneShot\.Core/Pipeline/|OneShot\.Local/|(Model/RunJob|OneShot/ActionsJob|GitHub/GitHubJson)\.cs"
            },
        };

    [Theory]
    [MemberData(nameof(Words))]
    public void A_word_has_one_meaning(string word, string places) =>
        Files
            .Where(file =>
                Regex.IsMatch(file.Text, $@"\b(class|record|struct|interface|enum) \w*{word}(?![a-z])")
                && !Regex.IsMatch(file.Path, places)
            )
            .Select(file => file.Path)
            .ShouldBeEmpty();

    [GeneratedRegex("(^|/)(obj|bin|artifacts)/")]
    private static partial Regex Generated();

    [GeneratedRegex(@"^\s*//")]
    private static partial Regex Comment();
}
