namespace OneShot.Tests.Local;

/// <summary>Real tests of xunit, NUnit and MSTest are told by their names, with no argument of anybody's.</summary>
public sealed class VerifyFrameworksTests : IDisposable
{
    private const string Xunit = "ShopXunitTests.PriceTests";
    private const string NUnit = "ShopNUnitTests.PriceTests";
    private const string MSTest = "ShopMSTestTests.PriceTests";

    private readonly LocalOneShot _here = new();

    // One one-shot for all of it, as each run of the tests takes its time.
    [Fact]
    public async Task Tests_of_three_frameworks_are_told_by_name_to_the_agent_and_to_people()
    {
        _here.ShortenDotNet();
        ShopSolution.Commit(_here.Repo, ShopSolution.Xunit, ShopSolution.NUnit, ShopSolution.MSTest);

        // The session breaks a case of each. Its round mends that and what was red before, breaks another test of each,
        // and takes a case of each away: deleted, or skipped.
        var settings = Settings(
            $"""
            if grep -q 'price + count' Shop/Price.cs; then
                sed -i 's/price + count/price * count/; s/price - price \* percent/price + price * percent/' Shop/Price.cs
                sed -i 's|price / 10 \* 10|(price + 5) / 10 * 10|' Shop/Price.cs
                sed -i 's/InlineData(2, 2, 4), //' {ShopSolution.Xunit}/PriceTests.cs
                sed -i 's/TestCase(2, 2, 4), /TestCase(2, 2, 4, Ignore = "no"), /' {ShopSolution.NUnit}/PriceTests.cs
                sed -i 's/DataRow(2, 2, 4), //' {ShopSolution.MSTest}/PriceTests.cs
            else
                sed -i 's/price \* count/price + count/' Shop/Price.cs
            fi
            """
        );
        (await Should.ThrowAsync<OneShotException>(() => _here.RunAsync(settings))).Error.Code.ShouldBe("OS6021");
        ToldInTheRound(await File.ReadAllTextAsync(_here.Folder["sessions/2"]));
        ToldToPeople(_here.Pull(1).GetProperty("body").GetString()!);
        _here.Pull(1).GetProperty("labels")[0].GetString().ShouldBe("oneshot:unverified");
    }

    public void Dispose() => _here.Dispose();

    private static void ToldInTheRound(string told)
    {
        told.ShouldContain(
            $"""
            ```text
            {MSTest}.Total_is_price_times_count (4,5,20)

            Assert.AreEqual failed. Expected:<20>. Actual:<9>.

            at {MSTest}.Total_is_price_times_count(Int32 a, Int32 b, Int32 c) in Shop.MSTest.Tests/PriceTests.cs:
            """.TrimEnd()
        );
        told.ShouldContain($"{NUnit}.Total_is_price_times_count(4,5,20)\n\n  Assert.That(Shop.Price.Total(a, b), ");
        told.ShouldContain("  Expected: 20\n  But was:  9\n\nat ShopNUnitTests.");
        told.ShouldContain(
            $"{Xunit}.Total_is_price_times_count(a: 4, b: 5, c: 20)\n\nAssert.Equal() Failure: Values differ\n"
                + "Expected: 20\nActual:   9\n\nat ShopXunitTests."
        );
        told.ShouldContain(
            $"dotnet test --filter \"FullyQualifiedName={MSTest}.Total_is_price_times_count|"
                + $"FullyQualifiedName={NUnit}.Total_is_price_times_count|"
                + $"FullyQualifiedName={Xunit}.Total_is_price_times_count\""
        );
        told.ShouldNotContain("Rounded_is_the_nearest", customMessage: "it was red before");
        told.ShouldNotContain("Less_takes_percent", customMessage: "it is green");
    }

    private static void ToldToPeople(string body)
    {
        body.ShouldContain("### Not verified: it is red");
        body.ShouldContain("`dotnet build Shop.slnx && dotnet test Shop.slnx --no-build` at ");
        body.ShouldContain("6 passed, 3 failed, 4 skipped). On trunk, at ");
        body.ShouldContain(", 9 passed, 3 failed, 3 skipped).");
        body.ShouldContain(Section("Red since the one-shot's commit", "Less_takes_percent", ": green on trunk"));
        body.ShouldContain(
            $"""
            No longer run, though they were before (3):

            - `{MSTest}.Total_is_price_times_count (2,2,4)`: not there any more
            - `{NUnit}.Total_is_price_times_count(2,2,4)`: skipped now
            - `{Xunit}.Total_is_price_times_count(a: 2, b: 2, c: 4)`: not there any more

            """
        );
        body.ShouldContain(Section("Green since the one-shot's commit, and red on trunk", "Rounded_is_the_nearest"));
        body.ShouldNotContain("20)`", customMessage: "the round has mended that case");
        body.ShouldContain("Assert.AreEqual failed. Expected:");
        body.ShouldContain("  But was:  110");
        body.ShouldContain("went back to the agent once: 1 round is the limit.");
    }

    private static string Section(string title, string test, string how = "") =>
        $"{title} (3):\n\n- `{MSTest}.{test}`{how}\n- `{NUnit}.{test}`{how}\n- `{Xunit}.{test}`{how}\n";

    // The agent keeps what each of its sessions was told.
    private OneShotSettings Settings(string implement)
    {
        var (settings, sessions) = (LocalOneShot.Settings("command"), _here.Folder["sessions"]);
        var script = _here.Folder.Write(
            "agent.sh",
            $"set -e\nif [ \"$ONESHOT_PHASE\" = plan ]; then cat > /dev/null\n{PlannerScript.Good}\nelse\n"
                + $"mkdir -p '{sessions}'; cat > '{sessions}'/$(($(ls '{sessions}' | wc -l) + 1))\n{implement}\nfi\n"
        );
        (settings.AgentCommand, settings.Timeout) = ($"sh '{script}'", null);
        return settings;
    }
}
