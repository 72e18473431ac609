using OneShot.Core.Scaffolding;

namespace OneShot.Tests.Scaffolding;

/// <summary>The workflows as OneShotInit wrote them before they took options: repositories out there have them.</summary>
internal static class EarlierFiles
{
    public static string Of(string workflow) => File.ReadAllText(Path.Combine(Repository.Root, "tests", "OneShot.Tests", "Scaffolding", "Earlier", workflow));

    /// <summary>All files of such a repository.</summary>
    public static Dictionary<string, string> All()
    {
        var files = Doctor.Patient.FilesFor(Doctor.Patient.Usual);
        foreach (var name in new[] { "one-shot.yml", "plan-implement.yml" })
        {
            var path = ".github/workflows/" + name;
            files[path] = new ScaffoldFile(path, Of(name)).Stamped("0.0.9");
        }

        return files;
    }
}
