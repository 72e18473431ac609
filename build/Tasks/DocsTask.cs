using Build.Docs;
using Cake.Common;
using Cake.Common.Diagnostics;
using Cake.Core;
using Cake.Frosting;

namespace Build.Tasks;

/// <summary>Writes the pages that are made from the code; <c>--check</c> only compares, for the tests.</summary>
[TaskName("Docs")]
[TaskDescription("Writes the pages that are made from the code (--check only compares)")]
public sealed class DocsTask : FrostingTask<BuildContext>
{
    /// <inheritdoc/>
    public override void Run(BuildContext context)
    {
        foreach (var (path, write) in AgentTexts.Files)
        {
            var file = context.Root.CombineWithFilePath(path).FullPath;
            Keep(context, path, write(File.ReadAllText(file)));
        }

        foreach (
            var (name, text) in new[]
            {
                ("errors.md", ErrorPage.Write()),
                ("arguments.md", ArgumentPage.Write()),
                ("protected.md", ProtectedPage.Write()),
                ("oneshot-yaml.md", RepositoryFilePage.Write()),
                ("oneshot.schema.json", RepositoryFileSchema.Write()),
                ("prompts.schema.json", PromptsFileSchema.Write()),
            }
        )
        {
            Keep(context, "docs/" + name, text);
        }
    }

    private static void Keep(BuildContext context, string name, string text)
    {
        var path = context.Root.CombineWithFilePath(name).FullPath;
        if (File.Exists(path) && File.ReadAllText(path) == text)
            return;
        if (context.HasArgument("check"))
            throw new CakeException($"{name} is not what the code says: type ./build.sh --target=Docs");
        File.WriteAllText(path, text);
        context.Information($"{name} is written");
    }
}
