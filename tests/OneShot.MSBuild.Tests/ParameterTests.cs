using System.Xml.Linq;
using OneShot.Core.Errors;
using OneShot.Core.Settings;

namespace OneShot.MSBuild.Tests;

/// <summary>The one table of arguments, the tasks' parameters and the properties in the package are the same.</summary>
public class ParameterTests
{
    private static readonly string Package = Path.Combine(Repository.Root, "src", "OneShot.MSBuild", "Package");
    private static readonly XDocument Project = XDocument.Load(Path.Combine(Package, "tasks", "OneShot.proj"));
    private static readonly string[] Dispatching =
    [
        .. Arguments
            .All.Where(argument =>
                argument.HasProperty && argument.Name is not ("distinct-id" or "open" or "fix" or "limit")
            )
            .Select(argument => argument.Property["OneShot".Length..])
            // A project that still sets the property of an earlier name is told so.
            .Concat(RenamedArgument.All.Select(argument => argument.Setting)),
    ];

    [Fact]
    public void Every_argument_with_a_property_is_a_parameter() =>
        ParametersOf(typeof(OneShotDispatch)).ShouldBe(Dispatching, ignoreOrder: true);

    [Theory]
    [InlineData(typeof(OneShotStatus), "DistinctId Limit")]
    [InlineData(typeof(OneShotReport), "DistinctId Open")]
    [InlineData(typeof(OneShotUndo), "DistinctId")]
    [InlineData(typeof(OneShotDoctor), "Agent AgentCommand Base Fix Forge Remote Repo Sandbox Workflow")]
    public void The_others_take_what_concerns_them_from_the_properties_of_those_names(Type task, string parameters)
    {
        ParametersOf(task).Order(StringComparer.Ordinal).ShouldBe(parameters.Split(' '));
        var element = Project.Descendants(task.Name).Single();
        element
            .Attributes()
            .Select(attribute => attribute.Name.LocalName)
            .ShouldBe(["WorkingFolder", "CallerFolder", .. parameters.Split(' ')], ignoreOrder: true);
        element.Attributes().ShouldAllBe(attribute => attribute.Value == $"$(_OneShot{attribute.Name.LocalName})");
        var target = XDocument
            .Load(Path.Combine(Package, "build", "OneShot.MSBuild.targets"))
            .Descendants("Target")
            .Single(one => one.Attribute("Name")!.Value == task.Name);
        foreach (var name in parameters.Split(' '))
            target.ToString().ShouldContain($"_OneShot{name}=$([MSBuild]::Escape($(OneShot{name})))");
    }

    [Fact]
    public void The_targets_hand_every_property_over_as_it_is()
    {
        var targets = File.ReadAllText(Path.Combine(Package, "build", "OneShot.MSBuild.targets"));
        foreach (var name in Dispatching.Append("DistinctId"))
            targets.ShouldContain($"_OneShot{name}=$([MSBuild]::Escape($(OneShot{name})))");
        var task = Project.Descendants("OneShotDispatch").Single();
        task.Attributes()
            .Select(attribute => attribute.Name.LocalName)
            .ShouldBe(["WorkingFolder", "CallerFolder", .. Dispatching], ignoreOrder: true);
        task.Attributes().ShouldAllBe(attribute => attribute.Value == $"$(_OneShot{attribute.Name.LocalName})");
    }

    [Fact]
    public void What_the_project_itself_says_is_the_error_of_the_table()
    {
        var said = Project
            .Descendants("Error")
            .Select(error => (error.Attribute("Code")!.Value, error.Attribute("Text")!.Value));
        var known = new[]
        {
            OneShotErrors.SolutionLacksPackage(
                "$(_OneShotNothing)",
                "@(_OneShotLacking->'%(Filename)%(Extension)', ', ')",
                "$(_OneShotHas) -t:$(_OneShotAsked)"
            ),
            OneShotErrors.MSBuildTooOld("$(_OneShotRuntime)"),
        };
        said.ShouldBe(known.Select(one => (one.Error.Code, $"{one.Error.Message} {one.Error.Next}")));
    }

    private static IEnumerable<string> ParametersOf(Type task) =>
        task.GetProperties()
            .Where(property => property.DeclaringType == task && property.SetMethod is { IsPublic: true })
            .Select(property => property.Name);
}
