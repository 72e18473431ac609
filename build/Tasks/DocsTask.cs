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
            var path = context.Root.CombineWithFilePath("docs/" + name).FullPath;
            if (File.Exists(path) && File.ReadAllText(path) == text)
                continue;
            if (context.HasArgument("check"))
                throw new CakeException($"docs/{name} is not what the code says: type ./build.sh --target=Docs");
            File.WriteAllText(path, text);
            context.Information($"docs/{name} is written");
        }
    }
}
