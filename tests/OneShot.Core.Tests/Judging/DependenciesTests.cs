using OneShot.Core.Judging;

namespace OneShot.Core.Tests.Judging;

public class DependenciesTests
{
    [Theory]
    [InlineData(
        "src/A/A.csproj",
        """<Project><ItemGroup><PackageReference Include="X" Version="1.0" /></ItemGroup></Project>""",
        "X 1.0"
    )]
    [InlineData(
        "a.fsproj",
        """<Project><ItemGroup><PackageReference Include="X"><PrivateAssets>all</PrivateAssets><Version>2.0</Version></PackageReference></ItemGroup></Project>""",
        "X 2.0"
    )]
    [InlineData(
        "a.vbproj",
        """<Project xmlns="http://schemas.microsoft.com/developer/msbuild/2003"><ItemGroup><PackageReference Include="X" /></ItemGroup></Project>""",
        "X"
    )]
    [InlineData(
        "Directory.Packages.props",
        """<Project><ItemGroup><PackageVersion Include="X" Version="1" /><GlobalPackageReference Include="Y" Version="2" /></ItemGroup></Project>""",
        "X 1|Y 2"
    )]
    [InlineData(
        "directory.build.TARGETS",
        """<Project><ItemGroup><PackageDownload Include="X;Y" Version="[1]" /></ItemGroup></Project>""",
        "X [1]|Y [1]"
    )]
    [InlineData(
        "a.csproj",
        """<Project Sdk="Microsoft.NET.Sdk;Evil.Sdk/1.0"><Sdk Name="More.Sdk" Version="2" /><Import Project="p" Sdk="Third" Version="3" /></Project>""",
        "Evil.Sdk 1.0 (an SDK of MSBuild)|More.Sdk 2 (an SDK of MSBuild)|Third 3 (an SDK of MSBuild)"
    )]
    [InlineData("a/packages.config", """<packages><package id="X" version="1.0" /></packages>""", "X 1.0")]
    [InlineData(
        ".config/dotnet-tools.json",
        """{"version":1,"tools":{"x":{"version":"1.0","commands":["x"]}}}""",
        "x 1.0 (a tool)"
    )]
    [InlineData("global.json", """{"msbuild-sdks":{"My.Sdk":"1.0"} /* ours */}""", "My.Sdk 1.0 (an SDK of MSBuild)")]
    [InlineData(
        "packages.lock.json",
        """{"dependencies":{"net10.0":{"X":{"type":"Direct","resolved":"1.0"},"Y":{"type":"Transitive","resolved":"2.0"}},"net8.0":{"X":{"type":"Direct","resolved":"1.0"}}}}""",
        "X 1.0"
    )]
    [InlineData(
        "web/package.json",
        """{"dependencies":{"a":"^1"},"devDependencies":{"b":"2"},"peerDependencies":{"c":"3"},"optionalDependencies":{"d":"4"},"scripts":{"e":"5"}}""",
        "a ^1|b 2|c 3|d 4"
    )]
    [InlineData(
        "package-lock.json",
        """{"packages":{"":{},"node_modules/a":{"version":"1"},"node_modules/@s/b":{"version":"2","hasInstallScript":true},"node_modules/a/node_modules/c":{"version":"3"}}}""",
        "a 1|@s/b 2 (runs a script when it is installed)"
    )]
    [InlineData(
        "npm-shrinkwrap.json",
        """{"dependencies":{"a":{"version":"1","dependencies":{"b":{"version":"2"}}}}}""",
        "a 1"
    )]
    [InlineData(
        "requirements.txt",
        "# ours\nDjango==4.2  # why\nrequests[security]>=2 ; python_version > '3'\n-r other.txt\n--index-url "
            + "https://x\n-e git+https://x/y\nfoo",
        "Django ==4.2|requests >=2|git+https://x/y|foo"
    )]
    [InlineData("requirements-dev.txt", "a==1 --hash=sha256:00", "a ==1")]
    public void What_a_new_file_takes_is_listed(string path, string text, string listed)
    {
        Dependencies.Added(path, null, text).ShouldBe(listed.Split('|'));
        Dependencies.Added(path, "", text).ShouldBe(listed.Split('|'));
        Dependencies.Added(path, text, text).ShouldBeEmpty();
    }

    [Fact]
    public void Another_version_is_no_other_package()
    {
        Dependencies.Added("a.csproj", Project("X", "1"), Project("x", "2")).ShouldBeEmpty();
        Dependencies
            .Added("package.json", """{"dependencies":{"a":"1"}}""", """{"devDependencies":{"a":"^2"}}""")
            .ShouldBeEmpty();
        Dependencies.Added("requirements.txt", "my_pkg==1", "My-Pkg==2").ShouldBeEmpty();
    }

    [Fact]
    public void Another_place_or_a_script_that_was_none_is_told()
    {
        Dependencies
            .Added("package.json", """{"dependencies":{"a":"1"}}""", """{"dependencies":{"a":"npm:evil@1"}}""")
            .ShouldBe(["a npm:evil@1"]);
        Dependencies
            .Added("package.json", """{"dependencies":{"a":"1"}}""", """{"dependencies":{"a":"them/evil"}}""")
            .ShouldBe(["a them/evil"]);
        Dependencies
            .Added(
                "package-lock.json",
                """{"packages":{"node_modules/a":{"version":"1"}}}""",
                """{"packages":{"node_modules/a":{"version":"2","hasInstallScript":true}}}"""
            )
            .ShouldBe(["a 2 (runs a script when it is installed)"]);
    }

    [Theory]
    [InlineData("a.csproj", "<Project>")]
    [InlineData(
        "a.csproj",
        "<!DOCTYPE x [<!ENTITY a SYSTEM 'file:///etc/passwd'>]><Project><PackageReference Include='&a;' /></Project>"
    )]
    [InlineData("a.csproj", "not xml")]
    [InlineData("a.csproj", "")]
    [InlineData("package.json", "{")]
    [InlineData("package.json", "[]")]
    [InlineData("package.json", """{"dependencies":["a"]}""")]
    [InlineData("package.json", """{"dependencies":{"a\ud800":"\ud800"}}""")]
    [InlineData("packages.lock.json", """{"dependencies":{"net":{"X":"Direct"}}}""")]
    [InlineData("packages.lock.json", """{"dependencies":7}""")]
    [InlineData("package-lock.json", """{"packages":{"":1}}""")]
    [InlineData("README.md", "PackageReference")]
    [InlineData("proj", "<Project><PackageReference Include='X' /></Project>")]
    public void What_can_not_be_read_brings_nothing_in(string path, string text) =>
        Dependencies.Added(path, null, text).ShouldBeEmpty();

    [Fact]
    public void What_is_too_deep_brings_nothing_in()
    {
        Dependencies
            .Added(
                "a.csproj",
                null,
                string.Concat(Enumerable.Repeat("<a>", 100_000))
                    + "<PackageReference Include='X'/>"
                    + string.Concat(Enumerable.Repeat("</a>", 100_000))
            )
            .ShouldBeEmpty();
        Dependencies.Added("package.json", null, new string('[', 100_000)).ShouldBeEmpty();
    }

    [Fact]
    public void Odd_values_are_listed_as_far_as_they_go()
    {
        Dependencies.Added("package.json", null, """{"dependencies":{"a":1,"b":null}}""").ShouldBe(["a", "b"]);
        Dependencies.Added("package-lock.json", null, """{"packages":{"node_modules/a":1}}""").ShouldBe(["a"]);
    }

    [Fact]
    public void A_list_has_an_end_and_its_lines_too()
    {
        var text =
            $"{{\"dependencies\":{{{string.Join(',', Enumerable.Range(0, 70).Select(i => $"\"p{i}\":\"1\""))}}}}}";
        var listed = Dependencies.Added("package.json", null, text);
        (listed.Count, listed[0], listed[^1]).ShouldBe((51, "p0 1", "and 20 more"));
        Dependencies
            .Added("requirements.txt", null, "a==" + new string('1', 500))
            .Single()
            .Length.ShouldBeLessThan(130);
        Dependencies
            .Added("package.json", null, """{"dependencies":{"a\n::error::x":"1\u202E"}}""")
            .ShouldBe(["a ::error::x 1"]);
    }

    private static string Project(string name, string version) =>
        $"""<Project><ItemGroup><PackageReference Include="{name}" Version="{version}" /></ItemGroup></Project>""";
}
