using OneShot.Core.Verifying;

namespace OneShot.Core.Tests.Verifying;

/// <summary>Which files are those of a repository's tests.</summary>
public sealed class TestPathsTests
{
    [Theory]
    [InlineData("src/Shop.Tests/Fakes/Clock.cs src/Shop.Tests/Shop.Tests.csproj src/Shop/Cart.cs", 2)]
    [InlineData("Shop.Tests.csproj Cart.cs CartTests.cs", 2)]
    [InlineData("src/CartTest.java src/cart_test.go src/test_cart.py src/cart.test.tsx src/cart-spec.rb", 5)]
    [InlineData("tests/a.sh Test/b.sh src/__tests__/c.js spec/d.rb", 4)]
    [InlineData("src/Contest.cs src/latest.cs src/attestation.go testing/x.cs docs/tests.md src/Tests.md", 0)]
    [InlineData("xunit.runner.json ci/all.runsettings", 2)]
    public void They_are_known_by_their_project_their_folder_or_their_name(string paths, int count) =>
        TestPaths.In(paths.Split(' ')).Count.ShouldBe(count, string.Join(' ', TestPaths.In(paths.Split(' '))));
}
