using OneShot.Core.Scaffolding;

namespace OneShot.Testing.Scaffolding;

/// <summary>
/// The workflows as OneShotInit wrote them before they took options, and
/// before they handed a plan's hash on: repositories out there have them.
/// </summary>
internal static class EarlierFiles
{
    public const string BeforeOptions = "Earlier";
    public const string BeforePlanHash = "BeforePlanHash";

    public static string Of(string workflow, string when = BeforeOptions) =>
        File.ReadAllText(Path.Combine(Repository.Root, "tests", "OneShot.Testing", "Scaffolding", when, workflow));

    /// <summary>All files of such a repository.</summary>
    public static Dictionary<string, string> All(string when = BeforeOptions)
    {
        var files = ScaffoldedFiles.For(ScaffoldedFiles.Usual);
        foreach (var name in new[] { "one-shot.yml", "plan-implement.yml" })
        {
            var path = ".github/workflows/" + name;
            files[path] = new ScaffoldFile(path, Of(name, when)).Stamped("0.0.9");
        }

        return files;
    }
}
