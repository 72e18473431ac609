using OneShot.Core.Model;
using OneShot.Core.Verifying;

namespace OneShot.Core.Tests.Verifying;

/// <summary>Green: no test and no step that was green on trunk is red on the result.</summary>
public sealed class VerdictTests
{
    [Theory]
    [InlineData("0 a+ b+", "0 a+ b+ c+", true, null)]
    [InlineData("0", "0", true, null)] // nothing but exit codes
    [InlineData("0", "1", false, null)]
    [InlineData("0 a+ b+", "1 a+ b-", false, null)]
    [InlineData("0 a+ b+", "1 a+ b+", false, null)] // a step that is no test
    [InlineData("0 a+ b+", "1", false, null)] // it does not even build
    [InlineData("1 a+ b-", "1 a+ b-", true, null)] // as red as trunk
    [InlineData("1 a+ b-", "1 a- b-", false, null)]
    [InlineData("1 a+ b-", "0 a+ b+", true, null)]
    [InlineData("1", "0", true, null)]
    [InlineData("1", "1", false, "it fails on trunk, too (exit code 1)")] // such as a database that isn't there
    [InlineData("1 a-", "1 a-", false, "it fails on trunk, too (exit code 1)")]
    [InlineData("0 a+", "! ", false, "did not end")]
    [InlineData("! ", "1", false, "on trunk did not end")]
    [InlineData("! ", "0 a+", true, null)]
    [InlineData("0 a+", "1 a+ new-", false, null)] // a new test that fails is red, too
    public void It_compares_with_trunk(string trunk, string result, bool isGreen, string? undecided)
    {
        var verdict = new Verdict(Result(trunk), Result(result));
        (verdict.IsGreen, verdict.Undecided).ShouldBe((isGreen, undecided));
    }

    [Fact]
    public void Each_test_is_told_by_its_name()
    {
        var verdict = new Verdict(
            Result("1 broken+ fixed- gone+ skipped+ red- was-skipped?"),
            Result("1 broken- fixed+ skipped? red- new- good+")
        );
        verdict.Broken.ShouldBe(["broken", "new"], ignoreOrder: true);
        verdict.Fixed.ShouldBe(["fixed"]);
        verdict.Gone.ShouldBe(["gone", "skipped"], ignoreOrder: true);
        verdict.StillRed.ShouldBe(["red"]);
    }

    [Fact]
    public void Where_it_does_not_build_no_test_is_said_to_be_gone() =>
        new Verdict(Result("0 a+ b+"), Result("1")).Gone.ShouldBeEmpty();

    [Fact]
    public void Where_all_tests_are_gone_and_it_is_green_each_is_named() =>
        new Verdict(Result("0 a+ b+"), Result("0")).Gone.ShouldBe(["a", "b"], ignoreOrder: true);

    [Theory]
    [InlineData("Shop.CartTests.Adds", "Delete `CartTests.Adds`.", true)]
    [InlineData("Shop.CartTests.Adds", "Delete Shop.CartTests.Adds: it is wrong", true)]
    [InlineData("Shop.CartTests.Adds", "Delete Other.CartTests.Adds.", false)]
    [InlineData("Shop.CartTests.Adds", "Delete CartTests.AddsTwo and OldCartTests.Adds.", false)]
    [InlineData("Shop.CartTests.Adds", "Adds is deleted, and CartTests.cs changes.", false)] // whose?
    [InlineData("Shop.CartTests.Adds(a: 1, b: \"x\")", "Delete CartTests.Adds.", true)]
    [InlineData("Shop.CartTests.Adds(a: 1, b: \"x\")", "Delete Adds(a: 1, b: \"x\").", false)]
    [InlineData("Shop.CartTests.Adds (adds two)", "Delete CartTests.Adds.", true)]
    [InlineData("cart adds two numbers", "The test cart adds two numbers goes.", true)]
    [InlineData("cart adds two numbers", "The test cart adds two numbers2 goes.", false)]
    [InlineData("adds", "The cart adds two numbers.", false)]
    [InlineData("adds", "Delete `adds`.", true)]
    [InlineData("Shop.CartTests.Adds", null, false)]
    public void A_test_that_is_gone_is_excused_by_a_plan_that_names_it(string test, string? plan, bool isExcused)
    {
        var (before, now) = (Result("0 b+"), Result("0 b+"));
        before = before with { Tests = new Dictionary<string, TestState> { [test] = TestState.Passed } };
        var verdict = new Verdict(before, now, plan);
        verdict.GoneAsPlanned.ShouldBe(isExcused ? [test] : []);
        verdict.Gone.ShouldBe(isExcused ? [] : [test]);
    }

    // "0 a+ b- c?" is exit code 0, a passed, b failed, c skipped; "!" did not end.
    private static VerifyResult Result(string text)
    {
        var parts = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return new VerifyResult
        {
            Commit = new string('a', 40),
            Command = "dotnet test",
            ExitCode = parts[0] == "!" ? null : parts[0][0] - '0',
            EndedBy = parts[0] == "!" ? "did not end" : null,
            Tests = parts
                .Skip(1)
                .ToDictionary(
                    test => test[..^1],
                    test =>
                        test[^1] switch
                        {
                            '+' => TestState.Passed,
                            '-' => TestState.Failed,
                            _ => TestState.Skipped,
                        }
                ),
        };
    }
}
