namespace OneShot.Tests.Local;

/// <summary>A build of Cake Frosting, and a package of npm, are found and run as their people run them.</summary>
public sealed class VerifyBuildsTests : IDisposable
{
    private readonly LocalOneShot _here = new();

    private string Body => _here.Pull(1).GetProperty("body").GetString()!;

    private bool IsDraft => _here.Pull(1).GetProperty("draft").GetBoolean();

    // The build starts dotnet test and knows nothing of us.
    [Fact]
    public async Task A_build_of_Cake_Frosting_is_run_by_its_script_and_its_tests_are_told_by_name()
    {
        _here.ShortenDotNet();
        FrostingBuild();
        await FailAsync("sed -i 's/price \\* count/price + count/' Shop/Price.cs");
        IsDraft.ShouldBeTrue();
        Body.ShouldContain("### Not verified: it is red\n\n`./build.sh --target=Test` at ");
        Body.ShouldContain("2 passed, 2 failed, 1 skipped");
        Body.ShouldContain(
            "Red since the one-shot's commit (1):\n\n"
                + "- `ShopXunitTests.PriceTests.Total_is_price_times_count(a: 4, b: 5, c: 20)`: green on trunk\n"
        );
        Body.ShouldContain("Red on trunk, too (1):\n\n- `ShopXunitTests.PriceTests.Rounded_is_the_nearest`\n");
        Body.ShouldContain("Assert.Equal() Failure: Values differ\nExpected: 20\nActual:   9");
        Body.ShouldNotContain("Errors of the build"); // there are none
    }

    [NodeFact]
    public async Task A_package_that_writes_JUnit_has_its_tests_told_by_name()
    {
        Package("node --test --test-reporter=junit --test-reporter-destination=$ONESHOT_RESULTS/r.xml");
        await FailAsync("sed -i 's/a + b/a - b/' sum.js; sed -i '/has one/d' sum.test.js");
        IsDraft.ShouldBeTrue();
        Body.ShouldContain("### Not verified: it is red since the one-shot's commit\n\n`npm test` at ");
        Body.ShouldContain("1 passed, 1 failed, 1 skipped). On trunk, at ");
        Body.ShouldContain(", 3 passed, 1 skipped).");
        Body.ShouldContain("Red since the one-shot's commit (1):\n\n- `");
        Body.ShouldContain("sums two numbers`: green on trunk\n");
        Body.ShouldContain("No longer run, though they were before (1):\n\n- `");
        Body.ShouldContain("has one`: not there any more\n");
        Body.ShouldContain("-1 !== 9");
    }

    [NodeFact]
    public async Task A_package_that_writes_nothing_has_the_end_of_what_it_printed_told()
    {
        Package("node --test");
        await FailAsync("sed -i 's/a + b/a - b/' sum.js");
        IsDraft.ShouldBeTrue();
        Body.ShouldContain("### Not verified: it is red since the one-shot's commit\n\n`npm test` at ");
        Body.ShouldContain("it is red, exit code 1 (");
        Body.ShouldContain("# fail 1");
        Body.ShouldNotContain("Red since the one-shot's commit (");
    }

    [NodeFact]
    public async Task A_package_whose_tests_pass_is_ready()
    {
        Package("node --test");
        await _here.RunAsync(Settings("echo 'exports.less = (a, b) => a - b;' >> sum.js"));
        IsDraft.ShouldBeFalse();
        Body.ShouldContain("### Verified\n\n`npm test` at ");
    }

    public void Dispose() => _here.Dispose();

    // The assemblies of Cake lie beside the tests: no feed is asked for them.
    private void FrostingBuild()
    {
        _here.Repo.Write(
            "build/Build.csproj",
            $"""
            <Project Sdk="Microsoft.NET.Sdk">
            <PropertyGroup><TargetFramework>net10.0</TargetFramework><OutputType>Exe</OutputType></PropertyGroup>
            <ItemGroup><!-- as Cake.Frosting brings them -->
            <Reference Include="{AppContext.BaseDirectory}Cake.*.dll;{AppContext.BaseDirectory}Spectre.*.dll" />
            <Reference Include="{AppContext.BaseDirectory}Microsoft.Extensions.DependencyInjection*.dll" />
            </ItemGroup>
            </Project>
            """
        );
        _here.Repo.Write(
            "build/Program.cs",
            """
            using Cake.Common.Tools.DotNet;
            using Cake.Core;
            using Cake.Frosting;

            return new CakeHost().UseContext<FrostingContext>().Run(args);

            [TaskName("Test")]
            public sealed class TestTask : FrostingTask
            {
                public override void Run(ICakeContext context) => context.DotNetTest("Shop.slnx");
            }
            """
        );
        var script = _here.Repo.Write(
            "build.sh",
            "#!/bin/sh\ncd \"$(dirname \"$0\")\" && exec dotnet run --project build/Build.csproj -- \"$@\"\n"
        );
        Launch.Run("/", null, "chmod", "+x", script);
        ShopSolution.Commit(_here.Repo, ShopSolution.Xunit);
    }

    private void Package(string test)
    {
        _here.Repo.Write("sum.js", "exports.sum = (a, b) => a + b;\n");
        _here.Repo.Write(
            "sum.test.js",
            """
            const { test, describe, it } = require('node:test');
            const assert = require('node:assert');
            const { sum } = require('./sum.js');
            test('sums two numbers', () => assert.strictEqual(sum(4, 5), 9));
            describe('a cart', () => {
              it('is empty', () => assert.strictEqual(sum(0, 0), 0));
              it('has one', () => assert.strictEqual(sum(1, 0), 1));
              it('has many', { skip: 'later' }, () => {});
            });

            """
        );
        _here.Repo.Git("add", "-A");
        _here.Repo.Commit(
            "Package",
            "package.json",
            System.Text.Json.JsonSerializer.Serialize(new { name = "shop", scripts = new { test } })
        );
    }

    private async Task FailAsync(string implement)
    {
        var settings = Settings(implement);
        settings.Rounds = 0;
        (await Should.ThrowAsync<OneShotException>(() => _here.RunAsync(settings))).Error.Code.ShouldBe("OS6021");
    }

    private OneShotSettings Settings(string implement)
    {
        var settings = LocalOneShot.Settings("command");
        settings.AgentCommand = _here.Script(PlannerScript.Good, implement);
        settings.Timeout = null;
        return settings;
    }
}
