using System.Reflection;
using Cake.Core.Annotations;

namespace OneShot.Cake.Tests;

/// <summary>Whoever reads a page about scripts sees all that a script can call, and a script that is whole.</summary>
public class AliasPagesTests
{
    public static TheoryData<string> Pages => new("docs/faces.md", "src/OneShot.Cake/README.md");

    [Theory]
    [MemberData(nameof(Pages))]
    public void Every_alias_stands_there_in_each_of_its_forms(string page)
    {
        var text = File.ReadAllText(Path.Combine(Repository.Root, page));
        var aliases = typeof(OneShotAliases)
            .GetMethods(BindingFlags.Public | BindingFlags.Static)
            .Where(method => method.GetCustomAttribute<CakeMethodAliasAttribute>() is not null);
        foreach (var alias in aliases)
            text.ShouldContain(
                $"`{alias.Name}({string.Join(", ", alias.GetParameters().Skip(1).Select(parameter => parameter.Name))})`"
            );
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public void The_script_runs_a_target(string page)
    {
        var text = File.ReadAllText(Path.Combine(Repository.Root, page));
        var script = text[text.IndexOf("#addin", StringComparison.Ordinal)..];
        script[..script.IndexOf("```", StringComparison.Ordinal)]
            .ShouldContain("RunTarget(Argument(\"target\", \"Ask\"));");
    }
}
