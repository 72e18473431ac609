namespace Cake.Frosting.Tests;

/// <summary>
/// The stand-in has the package's public signatures, no more and
/// no fewer: what is compiled against one runs on the other.
/// <c>PublicApi.txt</c> is the list that was read off the package (facts of Cake.Frosting, 2.3).
/// </summary>
public sealed class PublicApiTests
{
    [Fact]
    public void It_is_that_of_the_package()
    {
        var lines = PublicApi.Of(typeof(CakeHost).Assembly).ToArray();
        var approved = File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "PublicApi.txt"));
        lines.Except(approved).ShouldBeEmpty();
        approved.ShouldBe(lines);
    }

    [Fact]
    public void Assembly_name_and_version_are_the_packages() =>
        typeof(CakeHost).Assembly.FullName.ShouldBe(
            "Cake.Frosting, Version=7.0.0.0, Culture=neutral, PublicKeyToken=null"
        );
}
