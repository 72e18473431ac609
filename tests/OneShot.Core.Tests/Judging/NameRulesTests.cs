using OneShot.Core.Judging;
using OneShot.Core.Text;

namespace OneShot.Core.Tests.Judging;

public class NameRulesTests
{
    [Theory]
    [InlineData("src/Shop/Cart.cs")]
    [InlineData("docs/Übersicht – neu.md")]
    [InlineData("docs/日本語/説明.md")]
    [InlineData(" leading/space")]
    [InlineData(".gitignore")]
    [InlineData(".github/workflows/ci.yml")]
    [InlineData("a/.gitkeep")]
    [InlineData("...config")]
    [InlineData("git")]
    [InlineData("console/auxiliary/nulls.cs")]
    [InlineData("common/com10/lpt")]
    [InlineData("file.txt~")]
    [InlineData("something~1")]
    [InlineData("file.~1~")]
    [InlineData("a+b=c,d;e[f]{g}(h)!@#$%^&'`")]
    [InlineData("assets/🚀.png")]
    public void An_honest_name_has_no_fault(string path) => NameRules.Fault(path).ShouldBeNull();

    [Theory]
    [InlineData("", "has no name")]
    [InlineData("/etc/passwd", "empty part")]
    [InlineData("a//b", "empty part")]
    [InlineData("a/", "empty part")]
    [InlineData("a/./b", "part .")]
    [InlineData("a/../b", "part ..")]
    [InlineData("a\nb", "control")]
    [InlineData("a\u007fb", "control")]
    [InlineData("a\u0085b", "control")]
    [InlineData("a\u2028b", "control")]
    [InlineData("a\u0000b", "control")]
    [InlineData("a\u202Etxt.exe", "turn its direction")]
    [InlineData("a\u2066b", "turn its direction")]
    [InlineData("a\u200Fb", "turn its direction")]
    [InlineData("a\u061Cb", "turn its direction")]
    [InlineData("a\u200Bb", "invisible")]
    [InlineData("a\u200Db", "invisible")]
    [InlineData("a\u00ADb", "invisible")]
    [InlineData("a\uFE0Fb", "invisible")]
    [InlineData("a\uFEFFb", "invisible")]
    [InlineData("a\u3164b", "invisible")]
    [InlineData("a\u180Eb", "invisible")]
    [InlineData("a\uFFF9b", "invisible")]
    [InlineData("a\U000E0041b", "invisible")]
    [InlineData("a\U000E0100b", "invisible")]
    [InlineData("a\U0001D173b", "invisible")]
    [InlineData("a\uFFFDb", "no valid text")]
    [InlineData("a\uF03Ab", "private")]
    [InlineData("a\\b", "\\, which Windows")]
    [InlineData("a:b", ":, which Windows")]
    [InlineData("a<b", "Windows")]
    [InlineData("a>b", "Windows")]
    [InlineData("a\"b", "Windows")]
    [InlineData("a|b", "Windows")]
    [InlineData("a?b", "Windows")]
    [InlineData("a*b", "Windows")]
    [InlineData("a.", "ends in")]
    [InlineData("a ", "ends in")]
    [InlineData("a./b", "ends in")]
    [InlineData("GITHUB~1/workflows/x.yml", "short name")]
    [InlineData("github~12", "short name")]
    [InlineData("PROGRA~1", "short name")]
    [InlineData("NUGET~1.CON", "short name")]
    [InlineData("con", "device")]
    [InlineData("src/Aux.cs", "device")]
    [InlineData("NUL.tar.gz", "device")]
    [InlineData("prn", "device")]
    [InlineData("COM0", "device")]
    [InlineData("com9.txt", "device")]
    [InlineData("LPT1", "device")]
    [InlineData("COM¹", "device")]
    [InlineData("lpt³.x", "device")]
    [InlineData("CONIN$", "device")]
    [InlineData("conout$.log", "device")]
    [InlineData("aux .c", "device")]
    [InlineData(".git/config", "git directory")]
    [InlineData("a/.GIT/hooks/x", "git directory")]
    [InlineData(".g\u200Cit/config", "git directory")]
    [InlineData(".git\u200B", "git directory")]
    [InlineData(".git.", "git directory")]
    [InlineData(".git . .", "git directory")]
    [InlineData(".git::$INDEX_ALLOCATION/config", "git directory")]
    [InlineData(".git :x", "git directory")]
    [InlineData("GIT~1/config", "git directory")]
    [InlineData("a/git~23", "git directory")]
    [InlineData("GI7EBA~1", "git directory")]
    [InlineData(".ｇｉｔ", "git directory")]
    public void A_name_that_misleads_is_told(string path, string said) =>
        NameRules.Fault(path).ShouldNotBeNull().ShouldContain(said);

    [Fact]
    public void A_lone_surrogate_is_no_text() =>
        NameRules.Fault("a" + (char)0xD800 + "b").ShouldBe("has a name that is no valid text");

    [Fact]
    public void A_name_has_an_end()
    {
        NameRules.Fault(new string('a', 255)).ShouldBeNull();
        NameRules.Fault(new string('a', 256)).ShouldBe("has a part of more than 255 bytes in its name");
        NameRules.Fault(new string('ä', 128)).ShouldBe("has a part of more than 255 bytes in its name");
        NameRules.Fault(string.Join('/', Enumerable.Repeat("a", 100))).ShouldBeNull();
        NameRules.Fault(string.Join('/', Enumerable.Repeat("a", 101))).ShouldBe("lies in more than 99 folders");
        NameRules
            .Fault(string.Join('/', Enumerable.Repeat(new string('a', 200), 21)))
            .ShouldBe("has a name of more than 4096 bytes");
    }

    [Theory]
    [InlineData("NuGet.Config", "nuget.config")]
    [InlineData(".GitHub\u200B/Workflows ./CI.yml...", ".github/workflows/ci.yml")]
    [InlineData("Straße", "STRASSE")]
    [InlineData("ÉTÉ", "e\u0301te\u0301")]
    [InlineData("\u212Aelvin", "kelvin")]
    [InlineData("ΟΔΟΣ", "οδος")]
    [InlineData("ofﬁce", "office")]
    [InlineData("ſdk", "SDK")]
    public void Names_that_are_the_same_somewhere_have_the_same_form(string first, string second) =>
        FoldedName.Of(first).ShouldBe(FoldedName.Of(second));

    [Fact]
    public void The_form_of_a_form_is_itself()
    {
        var random = new Random(7);
        for (var i = 0; i < 20_000; i++)
        {
            var text = string.Concat(Enumerable.Range(0, random.Next(1, 6)).Select(_ => (char)random.Next(1, 0x10000)));
            FoldedName
                .Of(FoldedName.Of(text))
                .ShouldBe(FoldedName.Of(text), string.Join(' ', text.Select(c => $"{(int)c:X4}")));
        }
    }

    [Fact]
    public void A_new_name_that_is_another_elsewhere_is_told()
    {
        Collisions(["src/A.cs", "README.md"], ["src/a.cs"])
            .ShouldBe(["src/a.cs is the same name as src/A.cs on Windows and macOS"]);
        Collisions(["src/A.cs"], ["Src/B.cs"]).ShouldBe(["Src/B.cs is the same name as src on Windows and macOS"]);
        Collisions(["docs/x"], ["DOCS"]).ShouldBe(["DOCS is the same name as docs on Windows and macOS"]);
        Collisions(["e\u0301"], ["é"]).Count.ShouldBe(1);
        Collisions(["src/A.cs"], ["src/B.cs", "docs/a.cs"]).ShouldBeEmpty();
    }

    [Fact]
    public void Of_new_names_that_are_the_same_the_first_stays() =>
        Collisions([], ["b/x", "B/y", "a"]).ShouldBe(["b/x is the same name as B on Windows and macOS"]);

    [Fact]
    public void What_trunk_has_twice_already_is_nobodys_fault()
    {
        Collisions(["src/a", "Src/b"], ["src/c", "Src/d"]).ShouldBeEmpty();
        Collisions(["src/a", "Src/b"], ["src/B"]).ShouldBe(["src/B is the same name as Src/b on Windows and macOS"]);
    }

    [Fact]
    public void A_large_delivery_into_a_large_tree_costs_little()
    {
        var deep = string.Join('/', Enumerable.Repeat("folder-with-a-long-name-of-forty-letters", 99));
        Allocations
            .OfTwice(
                500,
                size =>
                    Collisions(
                            [.. Enumerable.Range(0, 20 * size).Select(i => $"src/{i % 500}/File{i}.cs")],
                            [.. Enumerable.Range(0, size).Select(i => $"{i}/{deep}")]
                        )
                        .ShouldBeEmpty()
            )
            .ShouldBeLessThan(3);
    }

    private static List<string> Collisions(string[] trunk, string[] added) =>
        [.. NameRules.Collisions([.. trunk, .. added], added).Select(finding => $"{finding.Path} {finding.Reason}")];
}
