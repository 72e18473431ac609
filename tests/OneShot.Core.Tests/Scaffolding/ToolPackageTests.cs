using OneShot.Core.Model;
using OneShot.Core.Scaffolding;
using OneShot.Testing.Fakes;

namespace OneShot.Core.Tests.Scaffolding;

/// <summary>Whether a run could get the tool, of what the feeds say and what the repository names.</summary>
public sealed class ToolPackageTests : IDisposable
{
    private const string Start = "OneShot.Tool 0.1.0, which the workflow installs, ";

    private readonly TempFolder _tree = new("tool-package");

    [Theory]
    [InlineData("nuget.org", "", "", nameof(CheckState.Pass), "can be had from nuget.org")]
    [InlineData("ours", "nuget.org", "", nameof(CheckState.Pass), "can be had from ours")]
    [InlineData("inside", "", "", nameof(CheckState.Pass), "can be had from inside")]
    [InlineData(
        "mine",
        "nuget.org",
        "",
        nameof(CheckState.Warn),
        "is in mine, a feed of this machine only: no runner has it."
    )]
    [InlineData(
        "disk",
        "nuget.org",
        "",
        nameof(CheckState.Warn),
        "is in disk, a feed of this machine only: no runner has it."
    )]
    [InlineData(
        "",
        "nuget.org ours",
        "",
        nameof(CheckState.Warn),
        "is in none of this repository's feeds (nuget.org, ours): its first job would fail."
    )]
    [InlineData(
        "",
        "ours",
        "nuget.org",
        nameof(CheckState.Warn),
        "can't be looked for in nuget.org, and is not in ours."
    )]
    [InlineData("", "", "ours", nameof(CheckState.Warn), "can't be looked for in ours, which did not answer.")]
    public async Task It_says_from_where_it_can_be_had(
        string having,
        string lacking,
        string silent,
        string state,
        string told
    )
    {
        _tree.Write(
            "NuGet.config",
            "<configuration><packageSources><add key=\"ours\" value=\"https://feed.example/v3/index.json\" />"
                + "<add key=\"inside\" value=\"tools/packages\" /><add key=\"disk\" value=\"/somewhere/else\" />"
                + "</packageSources></configuration>"
        );
        var check = await LookAsync(new FeedAnswer(Names(having), Names(lacking), Names(silent)));
        check.ShouldSatisfyAllConditions(
            one => one.Name.ShouldBe("tool"),
            one => one.State.ToString().ShouldBe(state),
            one => one.Message.ShouldBe(Start + told)
        );
        (check.Fix is null).ShouldBe(state == nameof(CheckState.Pass));
    }

    [Theory]
    [InlineData("1.2.0", "dotnet tool install OneShot.Tool")]
    [InlineData("1.2.0-standin.5", "dotnet tool install OneShot.Tool --prerelease")]
    public void What_brings_it_finds_the_version_that_tells_it(string version, string told) =>
        ToolPackage.InstallOf(version).ShouldBe(told);

    [Fact]
    public async Task Where_nobody_can_be_asked_it_says_so_and_what_to_type()
    {
        var check = await LookAsync(null);
        check.State.ShouldBe(CheckState.Warn);
        check.Message.ShouldBe(Start + "can't be looked for: dotnet package search told nothing.");
        check.Fix!.ShouldContain("dotnet package search OneShot.Tool --exact-match");
    }

    public void Dispose() => _tree.Dispose();

    private Task<Check> LookAsync(FeedAnswer? answer) =>
        new ToolPackage(new FakeFeeds(answer)).LookAsync("0.1.0", _tree.Path, CancellationToken.None);

    private static string[] Names(string text) => text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
}
