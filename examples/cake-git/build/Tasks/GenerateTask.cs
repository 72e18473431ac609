using Cake.Common;
using Cake.Core;
using Cake.Frosting;
using Cake.Git;
using OneShot.Frosting.Tasks;

namespace Build.Tasks;

/// <summary>The index of all pages, committed where it is out of date.</summary>
[TaskName("Generate")]
[IsDependentOn(typeof(CreateOneShotBranchTask))]
[IsDependeeOf(typeof(OpenDraftPrTask))]
public sealed class GenerateTask : FrostingTask<BuildContext>
{
    // Without --checkout the branch that is checked out is not the one-shot's.
    public override bool ShouldRun(BuildContext context) => context.HasArgument("checkout");

    public override void Run(BuildContext context)
    {
        var root = context.Environment.WorkingDirectory;
        using var repository = new LibGit2Sharp.Repository(root.FullPath);
        var author =
            repository.Config.BuildSignature(DateTimeOffset.Now)
            ?? throw new CakeException("git knows nobody to commit as: git config user.name \"…\", and user.email");

        var pages = root.Combine("pages");
        var index = pages.CombineWithFilePath("index.md");
        File.WriteAllLines(index.FullPath, Directory.GetFiles(pages.FullPath).Where(IsPage).Order().Select(Line));

        context.GitAdd(root, index);
        if (!context.GitHasUncommitedChanges(root))
            return; // a resume may come here once more
        context.GitCommit(root, author.Name, author.Email, "Bring the index up to date");
    }

    private static bool IsPage(string file) => file.EndsWith(".md") && Path.GetFileName(file) != "index.md";

    private static string Line(string page) =>
        $"- [{File.ReadLines(page).First().TrimStart('#', ' ')}]({Path.GetFileName(page)})";
}
