using System.Reflection;
using Cake.Core;
using Cake.Core.Annotations;

namespace OneShot.Cake.Tests;

/// <summary>Cake's conventions for addins.</summary>
public class ConventionTests
{
    private static readonly MethodInfo[] Aliases = typeof(OneShotAliases).GetMethods(
        BindingFlags.Public | BindingFlags.Static | BindingFlags.DeclaredOnly
    );

    [Fact]
    public void Every_method_is_an_alias_of_the_scripts_context() =>
        Aliases.ShouldAllBe(alias =>
            alias.GetCustomAttribute<CakeMethodAliasAttribute>() != null
            && alias.GetParameters()[0].ParameterType == typeof(ICakeContext)
        );

    [Fact]
    public void None_is_called_like_the_namespace_that_generated_code_names() =>
        Aliases.ShouldNotContain(alias => alias.Name == "OneShot");

    [Fact]
    public void A_script_waits_for_what_it_asks() =>
        Aliases.ShouldNotContain(alias => typeof(Task).IsAssignableFrom(alias.ReturnType));

    [Fact]
    public void What_they_take_and_give_is_imported()
    {
        var imported = typeof(OneShotAliases)
            .GetCustomAttributes<CakeNamespaceImportAttribute>()
            .Select(import => import.Namespace)
            .ToArray();
        var used = Aliases
            .SelectMany(alias =>
                alias.GetParameters().Select(parameter => parameter.ParameterType).Append(alias.ReturnType)
            )
            .Select(type => type.IsGenericType ? type.GenericTypeArguments[0] : type)
            .Where(type => type.Namespace!.StartsWith("OneShot", StringComparison.Ordinal));
        used.Select(type => type.Namespace!).Distinct().ShouldBe(imported, ignoreOrder: true);
    }

    [Fact]
    public void It_needs_nothing_of_cake_but_its_core() =>
        typeof(OneShotAliases)
            .Assembly.GetReferencedAssemblies()
            .Select(name => name.Name!)
            .Where(name => name.StartsWith("Cake", StringComparison.Ordinal))
            .ShouldBe(["Cake.Core"]);
}
