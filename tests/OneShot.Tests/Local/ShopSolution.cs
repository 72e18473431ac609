namespace OneShot.Tests.Local;

/// <summary>A solution in a repository of a test, whose tests are of several frameworks and need no feed.</summary>
internal static class ShopSolution
{
    public const string Xunit = "Shop.Xunit.Tests";
    public const string NUnit = "Shop.NUnit.Tests";
    public const string MSTest = "Shop.MSTest.Tests";

    private const string Price = """
        namespace Shop;

        public static class Price
        {
            public static int Total(int price, int count) => price * count;
            public static int Less(int price, int percent) => price - price * percent / 100;
            public static int Rounded(int price) => price / 10 * 10;
        }

        """;

    // Each has a test that is red from the first: 16 is nearer to 20.
    private static readonly Dictionary<string, (string[] Packages, string Tests)> Frameworks = new()
    {
        [Xunit] = (
            ["xunit", "xunit.runner.visualstudio"],
            """
            using Xunit;
            public class PriceTests
            {
                [Theory, InlineData(2, 2, 4), InlineData(4, 5, 20)]
                public void Total_is_price_times_count(int a, int b, int c) => Assert.Equal(c, Shop.Price.Total(a, b));
                [Fact] public void Less_takes_percent() => Assert.Equal(90, Shop.Price.Less(100, 10));
                [Fact] public void Rounded_is_the_nearest() => Assert.Equal(20, Shop.Price.Rounded(16));
                [Fact(Skip = nameof(Later))] public void Later() { }
            }
            """
        ),
        [NUnit] = (
            ["NUnit", "NUnit3TestAdapter"],
            """
            using NUnit.Framework;
            public class PriceTests
            {
                [TestCase(2, 2, 4), TestCase(4, 5, 20)]
                public void Total_is_price_times_count(int a, int b, int c) =>
                    Assert.That(Shop.Price.Total(a, b), Is.EqualTo(c));
                [Test] public void Less_takes_percent() => Assert.That(Shop.Price.Less(100, 10), Is.EqualTo(90));
                [Test] public void Rounded_is_the_nearest() => Assert.That(Shop.Price.Rounded(16), Is.EqualTo(20));
                [Test, Ignore("later")] public void Later() { }
            }
            """
        ),
        [MSTest] = (
            ["MSTest.TestFramework", "MSTest.TestAdapter"],
            """
            using Microsoft.VisualStudio.TestTools.UnitTesting;
            [TestClass]
            public class PriceTests
            {
                [DataTestMethod, DataRow(2, 2, 4), DataRow(4, 5, 20)]
                public void Total_is_price_times_count(int a, int b, int c) =>
                    Assert.AreEqual(c, Shop.Price.Total(a, b));
                [TestMethod] public void Less_takes_percent() => Assert.AreEqual(90, Shop.Price.Less(100, 10));
                [TestMethod] public void Rounded_is_the_nearest() => Assert.AreEqual(20, Shop.Price.Rounded(16));
                [TestMethod, Ignore] public void Later() { }
            }
            """
        ),
    };

    /// <summary>Commits it to trunk, with a project of tests for each framework.</summary>
    public static void Commit(GitRepo repo, params string[] tests)
    {
        repo.Write("Directory.Packages.props", File.ReadAllText($"{Repository.Root}/Directory.Packages.props"));
        repo.Write(
            "nuget.config",
            $"""
            <configuration><config><add key="globalPackagesFolder" value="{RepositoryCopy.Packages}" /></config>
            <packageSources><clear /></packageSources></configuration>
            """
        );
        repo.Write("Shop/Price.cs", Price);
        repo.Write("Shop/Shop.csproj", Project(""));
        foreach (var name in tests)
        {
            repo.Write(
                $"{name}/PriceTests.cs",
                $"namespace {name.Replace(".", "", StringComparison.Ordinal)};\n" + Frameworks[name].Tests
            );
            repo.Write(
                $"{name}/{name}.csproj",
                Project(
                    "<ProjectReference Include=\"../Shop/Shop.csproj\" />"
                        + string.Concat(
                            Frameworks[name]
                                .Packages.Prepend("Microsoft.NET.Test.Sdk")
                                .Select(package => $"<PackageReference Include=\"{package}\" />")
                        )
                )
            );
        }

        repo.Write(".gitignore", "bin/\nobj/\n");
        repo.Write(
            "Shop.slnx",
            $"""
            <Solution><Project Path="Shop/Shop.csproj" />
            {string.Join('\n', tests.Select(name => $"<Project Path=\"{name}/{name}.csproj\" />"))}
            </Solution>
            """
        );
        repo.Git("add", "-A");
        repo.Git("commit", "--quiet", "-m", "Shop");
    }

    private static string Project(string items) =>
        $"""
            <Project Sdk="Microsoft.NET.Sdk">
            <PropertyGroup><TargetFramework>net10.0</TargetFramework><NuGetAudit>false</NuGetAudit></PropertyGroup>
            <ItemGroup>{items}</ItemGroup>
            </Project>
            """;
}
