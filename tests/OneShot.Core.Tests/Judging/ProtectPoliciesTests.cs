using OneShot.Core.Model;
using OneShot.Core.Protection;
using OneShot.Core.Text;

namespace OneShot.Core.Tests.Judging;

public class ProtectPoliciesTests
{
    [Theory]
    [InlineData(".github/workflows/ci.yml", "workflows", nameof(Policy.Block))]
    [InlineData(".GitHub/Workflows/ci.yml", "workflows", nameof(Policy.Block))]
    [InlineData(".github\u200B/workflows/ci.yml", "workflows", nameof(Policy.Block))]
    [InlineData(".github./workflows /ci.yml", "workflows", nameof(Policy.Block))]
    [InlineData(".github", "workflows", nameof(Policy.Block))]
    [InlineData(".github/workflows", "workflows", nameof(Policy.Block))]
    [InlineData(".github/actions/x/run.sh", "workflows", nameof(Policy.Block))]
    [InlineData("tools/my/action.yml", "workflows", nameof(Policy.Block))]
    [InlineData("Action.YAML", "workflows", nameof(Policy.Block))]
    [InlineData("build.sh", "bootstrap", nameof(Policy.Ask))]
    [InlineData("Build.ps1", "bootstrap", nameof(Policy.Ask))]
    [InlineData("build/Program.cs", "bootstrap", nameof(Policy.Ask))]
    [InlineData("azure-pipelines.yml", "bootstrap", nameof(Policy.Ask))]
    [InlineData("CODEOWNERS", "owners", nameof(Policy.Ask))]
    [InlineData("docs/CodeOwners", "owners", nameof(Policy.Ask))]
    [InlineData(".github/CODEOWNERS", "owners", nameof(Policy.Ask))]
    [InlineData("nuget.CONFIG", "feeds", nameof(Policy.Ask))]
    [InlineData("src/deep/NuGet.Config", "feeds", nameof(Policy.Ask))]
    [InlineData("web/.npmrc", "feeds", nameof(Policy.Ask))]
    [InlineData(".yarnrc.yml", "feeds", nameof(Policy.Ask))]
    [InlineData("pip.conf", "feeds", nameof(Policy.Ask))]
    [InlineData("global.json", "sdk", nameof(Policy.Ask))]
    [InlineData("src/Directory.Build.Props", "sdk", nameof(Policy.Ask))]
    [InlineData(".config/dotnet-tools.json", "sdk", nameof(Policy.Ask))]
    [InlineData("Directory.Build.rsp", "sdk", nameof(Policy.Ask))]
    [InlineData("Directory.Solution.targets", "sdk", nameof(Policy.Ask))]
    [InlineData("src/MSBuild.rsp", "sdk", nameof(Policy.Ask))]
    [InlineData("after.Shop.sln.targets", "sdk", nameof(Policy.Ask))]
    [InlineData("src/A/A.csproj.user", "sdk", nameof(Policy.Ask))]
    [InlineData("src/AGENTS.md", "agents", nameof(Policy.Ask))]
    [InlineData("claude.MD", "agents", nameof(Policy.Ask))]
    [InlineData("a/.claude/settings.json", "agents", nameof(Policy.Ask))]
    [InlineData(".claude", "agents", nameof(Policy.Ask))]
    [InlineData(".mcp.json", "agents", nameof(Policy.Ask))]
    [InlineData(".github/copilot-instructions.md", "agents", nameof(Policy.Ask))]
    [InlineData(".github/prompts/x.md", "agents", nameof(Policy.Ask))]
    [InlineData(".oneshot/oneshot.yaml", "agents", nameof(Policy.Ask))]
    [InlineData(".gitattributes", "git", nameof(Policy.Ask))]
    [InlineData("a/.gitattributes", "git", nameof(Policy.Ask))]
    [InlineData(".gitmodules", "git", nameof(Policy.Ask))]
    [InlineData(".lfsconfig", "git", nameof(Policy.Ask))]
    [InlineData(".git-blame-ignore-revs", "git", nameof(Policy.Ask))]
    [InlineData(".husky/pre-commit", "git", nameof(Policy.Ask))]
    [InlineData(".vscode/tasks.json", "editor", nameof(Policy.Ask))]
    [InlineData(".devcontainer/devcontainer.json", "editor", nameof(Policy.Ask))]
    [InlineData(".idea/x.xml", "editor", nameof(Policy.Ask))]
    [InlineData("devcontainer.json", "editor", nameof(Policy.Ask))]
    [InlineData(".github/dependabot.yml", "github", nameof(Policy.Ask))]
    [InlineData(".github/ISSUE_TEMPLATE/bug.yml", "github", nameof(Policy.Ask))]
    [InlineData("Directory.Packages.props", "packages", nameof(Policy.Tell))]
    [InlineData("web/package.json", "packages", nameof(Policy.Tell))]
    [InlineData("src/A/packages.lock.json", "packages", nameof(Policy.Tell))]
    [InlineData("pnpm-lock.yaml", "packages", nameof(Policy.Tell))]
    [InlineData("go.sum", "packages", nameof(Policy.Tell))]
    public void A_protected_file_has_its_usual_policy(string path, string kind, string policy)
    {
        var found = ProtectPolicies.Usual.Of(path).ShouldNotBeNull();
        (found.Path, $"{found.Policy}").ShouldBe((path, policy));
        found.Reason.ShouldEndWith($" (--protect={kind}:{policy.ToLowerInvariant()})");
    }

    [Theory]
    [InlineData("src/Shop/Cart.cs")]
    [InlineData("README.md")]
    [InlineData(".gitignore")]
    [InlineData(".editorconfig")]
    [InlineData(".mailmap")]
    [InlineData("src/build.sh")]
    [InlineData("src/build/Program.cs")]
    [InlineData("docs/agents.md.txt")]
    [InlineData("workflows/ci.yml")]
    [InlineData("src/.github/x")]
    [InlineData("Shop.sln")]
    [InlineData("src/CODEOWNERS")]
    [InlineData(".mailmap/x")]
    public void An_everyday_file_is_not_protected(string path) => ProtectPolicies.Usual.Of(path).ShouldBeNull();

    [Fact]
    public void A_file_of_several_kinds_has_the_strictest_policy()
    {
        ProtectPolicies.Usual.Of(".github/workflows/AGENTS.md")!.Policy.ShouldBe(Policy.Block);
        ProtectPolicies.Parse("workflows:allow").Of(".github/workflows/AGENTS.md")!.Reason.ShouldContain("agents:ask");
        ProtectPolicies.Parse("bootstrap:block").Of("build/package.json")!.Reason.ShouldContain("bootstrap:block");
    }

    [Fact]
    public void The_rest_of_a_folder_is_what_no_other_kind_holds()
    {
        ProtectPolicies.Parse("workflows:allow").Of(".github/workflows/ci.yml").ShouldBeNull();
        ProtectPolicies.Parse("github:block").Of(".github/CODEOWNERS")!.Policy.ShouldBe(Policy.Ask);
        ProtectPolicies.Parse("github:block").Of(".github/release.yml")!.Policy.ShouldBe(Policy.Block);
    }

    [Theory]
    [InlineData("deploy/run.sh", true)]
    [InlineData("Deploy", true)]
    [InlineData("DEPLOY/x/y", true)]
    [InlineData("infra/prod/main.tf", true)]
    [InlineData("infra", true)]
    [InlineData("infra/test/main.tf", false)]
    [InlineData("deployment/x", false)]
    [InlineData("src/deploy/x", false)]
    public void What_a_repository_protects_itself_is_taken_out(string path, bool isProtected)
    {
        var policies = ProtectPolicies.Usual.WithOwn([" deploy/", "infra/prod"]);
        (policies.Of(path)?.Policy == Policy.Block).ShouldBe(isProtected);
        policies.With("own", Policy.Allow).Of(path).ShouldBeNull();
        ProtectPolicies.Usual.Of(path).ShouldBeNull();
    }

    [Theory]
    [InlineData("feeds:block", "feeds:block")]
    [InlineData(" FEEDS : Block , sdk:tell", "feeds:block,sdk:tell")]
    [InlineData("sdk:tell,feeds:block", "feeds:block,sdk:tell")]
    [InlineData("sdk:tell,sdk:block,sdk:allow", "sdk:block")]
    [InlineData("", "")]
    [InlineData(null, "")]
    public void Policies_are_read_and_written(string? text, string written)
    {
        ProtectPolicies.Parse(text).ToString().ShouldBe(written);
        ProtectPolicies.Parse(written).ToString().ShouldBe(written);
    }

    [Theory]
    [InlineData("feeds", "OS2089", "'feeds'")]
    [InlineData("feeds:block:x", "OS2089", "KIND:POLICY")]
    [InlineData("feeds:block,", "OS2089", "''")]
    [InlineData("feed:block", "OS2090", "Did you mean feeds?")]
    [InlineData("workflow:block", "OS2090", "Did you mean workflows?")]
    [InlineData("feeds:blok", "OS2091", "Did you mean block?")]
    [InlineData("feeds:3", "OS2091", "block, ask, tell, allow")]
    [InlineData("feeds:", "OS2091", "The policies are")]
    public void What_is_none_is_told_with_the_nearest(string text, string code, string said)
    {
        var error = Should.Throw<OneShotException>(() => ProtectPolicies.Parse(text)).Error;
        error.Code.ShouldBe(code);
        error.ToLine(string.Empty).ShouldContain(said);
    }

    [Theory]
    [InlineData("sdk:ask", "sdk:block", true, "sdk:block")]
    [InlineData("sdk:ask", "sdk:ask", true, "sdk:ask")]
    [InlineData("sdk:ask", "sdk:tell", false, "sdk:ask")]
    [InlineData("sdk:ask", "feeds:allow", true, "feeds:allow,sdk:ask")]
    [InlineData("", "sdk:allow", true, "sdk:allow")]
    [InlineData("sdk:ask", "", true, "sdk:ask")]
    public void What_is_nearer_may_only_be_stricter(string floor, string nearer, bool isKept, string both)
    {
        ProtectPolicies.Parse(floor).IsKeptBy(ProtectPolicies.Parse(nearer)).ShouldBe(isKept);
        ProtectPolicies.Parse(floor).Under(ProtectPolicies.Parse(nearer)).ToString().ShouldBe(both);
    }

    [Fact]
    public void Another_policy_makes_other_policies()
    {
        var other = ProtectPolicies.Usual.With("Packages", Policy.Block);
        (other["packages"], ProtectPolicies.Usual["packages"]).ShouldBe((Policy.Block, Policy.Tell));
        Should.Throw<OneShotException>(() => other.With("nothing", Policy.Ask)).Error.Code.ShouldBe("OS2090");
    }

    [Fact]
    public void The_table_is_in_the_form_that_it_is_compared_in()
    {
        foreach (var kind in ProtectedKinds.All)
        {
            foreach (var name in kind.Names.Concat(kind.Folders).Concat(kind.Paths).Concat(kind.Ends))
                FoldedName.Of(name).ShouldBe(name);
        }

        ProtectPolicies.Choices.Count.ShouldBe(ProtectedKinds.All.Count * 4);
        foreach (var choice in ProtectPolicies.Choices)
            ProtectPolicies.Parse(choice).ToString().ShouldBe(choice);
    }
}
