using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using OneShot.Core.Model;

namespace OneShot.Core.Tests;

/// <summary>A verb sees its own request, which nobody changes, and no settings of all verbs.</summary>
public partial class RequestTests
{
    private static readonly Type[] Requests =
    [
        .. typeof(Prompt)
            .Assembly.GetTypes()
            .Where(type => type.Name.EndsWith("Request", StringComparison.Ordinal) && type.Name != nameof(PullRequest)),
    ];

    [Fact]
    public void Every_verb_has_one_in_its_own_folder()
    {
        string[] verbs =
        [
            "Batch.BatchRequest",
            "Dispatch.DispatchRequest",
            "Dispatch.ReportRequest",
            "Dispatch.ResumeRequest",
            "Doctor.DoctorRequest",
            "Pipeline.JobRequest",
            "Publish.PublishRequest",
            "Scaffolding.ScaffoldRequest",
            "Status.StatusRequest",
            "Undo.UndoRequest",
        ];
        verbs.ShouldBeSubsetOf(Requests.Select(type => type.FullName!["OneShot.Core.".Length..]));
    }

    [Fact]
    public void Nobody_changes_one() =>
        Requests
            .SelectMany(type => type.GetProperties())
            .Where(property =>
                property.SetMethod is { } set
                && !set.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit))
            )
            .Where(property => property.DeclaringType!.Name.EndsWith("Request", StringComparison.Ordinal))
            .Select(property => $"{property.DeclaringType!.Name}.{property.Name}")
            .ShouldBeEmpty();

    [Fact]
    public void What_all_faces_are_told_is_known_to_the_table_of_arguments_alone()
    {
        var source = Path.Combine(Repository.Root, "src");
        string[] below =
        [
            "OneShot.Core",
            "OneShot.Git",
            "OneShot.GitHub",
            "OneShot.Local",
            "OneShot.Agents",
            "OneShot.Processes",
        ];
        below
            .SelectMany(project =>
                Directory.GetFiles(Path.Combine(source, project), "*.cs", SearchOption.AllDirectories)
            )
            .Where(file => Told().IsMatch(File.ReadAllText(file)))
            .Select(file => Path.GetRelativePath(source, Path.GetDirectoryName(file)!).Replace('\\', '/'))
            .Distinct()
            .ShouldBe(["OneShot.Core/Settings"]);
    }

    [Fact]
    public void Whatever_can_be_asked_reaches_a_request_but_what_is_for_the_face_alone()
    {
        string[] readers =
        [
            "OneShot/OneShotRequests.cs",
            "OneShot/OneShotVerbs.cs",
            "OneShot.Core/Settings/RunTerms.cs",
            "OneShot.Core/Settings/AgentLimitsExtensions.cs",
        ];
        var read = string.Concat(readers.Select(file => File.ReadAllText(Path.Combine(Repository.Root, "src", file))));
        typeof(OneShotSettings)
            .GetProperties()
            .Where(property => property.GetCustomAttribute<ObsoleteAttribute>() is null)
            .Select(property => property.Name)
            .Where(name => !Regex.IsMatch(read, $@"\b(settings|_said)\.{name}\b"))
            .ShouldBe(["OnFailure", "Output", "Result"], ignoreOrder: true);
    }

    [GeneratedRegex(@"\bOneShotSettings\b")]
    private static partial Regex Told();
}
