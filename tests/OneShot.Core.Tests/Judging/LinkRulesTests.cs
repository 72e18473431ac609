using OneShot.Core.Judging;

namespace OneShot.Core.Tests.Judging;

public class LinkRulesTests
{
    [Theory]
    [InlineData("docs/a", "b")]
    [InlineData("docs/a", "../README.md")]
    [InlineData("a", ".")]
    [InlineData("docs/a", "./x//y/")]
    [InlineData("docs/deep/a", "../..")]
    [InlineData("a", ".gitignore")]
    [InlineData("a", ".github/workflows")]
    [InlineData("a", "not/there/../../either")]
    [InlineData("a", "...config")]
    public void A_link_inside_of_the_tree_may_stay(string path, string target) =>
        Leaving((path, target)).ShouldBeEmpty();

    [Theory]
    [InlineData("a", "/etc/passwd", "out of the tree, to /etc/passwd")]
    [InlineData("a", "..", "out of the tree")]
    [InlineData("docs/a", "../../x", "out of the tree")]
    [InlineData("docs/a", "../docs/../../x", "out of the tree")]
    [InlineData("a", "not-there/../../x", "out of the tree")]
    [InlineData("a", "C:/Windows", "out of the tree")]
    [InlineData("a", "c:x", "out of the tree")]
    [InlineData("a", "\\\\server\\share", "out of the tree")]
    [InlineData("a", "..\\x", "out of the tree")]
    [InlineData("a", "//server/share", "out of the tree")]
    [InlineData("a", ".. /x", "out of the tree")]
    [InlineData("a", "b/.../x", "out of the tree")]
    [InlineData("a", ".\u200C./x", "out of the tree")]
    [InlineData("docs/a", "../.git/config", "into .git")]
    [InlineData("a", "sub/.GIT", "into .git")]
    [InlineData("a", ".g\u200Cit/config", "into .git")]
    [InlineData("a", ".git./config", "into .git")]
    [InlineData("a", ".git::$INDEX_ALLOCATION", "into .git")]
    [InlineData("a", "GIT~1/config", "into .git")]
    [InlineData("a", ".git/..", "into .git")]
    [InlineData("a", "a", "in a circle")]
    [InlineData("a", "a/b", "in a circle")]
    [InlineData("d/a", "../d/./a/..", "in a circle")]
    [InlineData("a", "", "to no name")]
    [InlineData("a", "b\nc", "to no name")]
    public void A_link_that_leaves_is_told(string path, string target, string said) =>
        Leaving((path, target))[path].ShouldContain(said);

    [Fact]
    public void A_target_has_an_end()
    {
        Leaving(("a", new string('b', 4096))).ShouldBeEmpty();
        Leaving(("a", new string('b', 4097)))["a"].ShouldContain("no name");
        Leaving(("a", new string('ä', 2049)))["a"].ShouldContain("no name");
    }

    [Fact]
    public void A_chain_is_followed_to_its_end()
    {
        // Each looks harmless: x goes to the top, y from there on goes out.
        var found = Leaving(("a/b/c/x", "../../.."), ("a/y", "b/c/x/../etc/passwd"));
        found.Keys.ShouldBe(["a/y"]);
        found["a/y"].ShouldBe("is a link out of the tree, to b/c/x/../etc/passwd");
        Leaving(("up", "docs"), ("docs/out", "../up/../.."), ("z", "docs/out/x"))["z"]
            .ShouldBe("is a link out of the tree, by docs/out");
    }

    [Fact]
    public void What_goes_up_goes_up_from_where_the_link_ends()
    {
        // by Windows
        Leaving(("m/a", "../b/c/d"), ("m/x", "a/../../y"), ("m/z", "a/../../../w/..")).Keys.ShouldBe(["m/z"]);
        Leaving(("m/a", "../b/c/d"), ("m/x", "a/../../y")).ShouldBeEmpty();
        Leaving(("x/a", "../b"), ("x/y", "a/../..")).Keys.ShouldBe(["x/y"]);
    }

    [Fact]
    public void Windows_takes_two_dots_off_before_it_looks_for_links() =>
        Leaving(("a", "b/c/d"), ("x", "a/../../y/../../z"))["x"].ShouldContain("out of the tree");

    [Fact]
    public void A_circle_of_several_is_found()
    {
        var found = Leaving(("a", "b"), ("b", "c/x"), ("c", "a"), ("d", "e"));
        found.Keys.Order().ShouldBe(["a", "b", "c"]);
        found.Values.ShouldAllBe(reason => reason == "is a link in a circle");
    }

    [Fact]
    public void Forty_links_are_followed_and_no_more()
    {
        var links = Enumerable.Range(0, 60).Select(i => ($"l{i:00}", i == 59 ? "end" : $"l{i + 1:00}")).ToArray();
        var found = Leaving(links);
        found.Keys.Order().ShouldBe(Enumerable.Range(0, 20).Select(i => $"l{i:00}"));
        found["l00"].ShouldBe("is a link through more than 40 others");
    }

    [Fact]
    public void Many_links_side_by_side_count_too() =>
        Leaving(("h", "."), ("x", string.Concat(Enumerable.Repeat("h/", 41)) + "y"))["x"].ShouldContain("more than 40");

    [Fact]
    public void A_name_that_is_the_same_on_Windows_is_followed()
    {
        Leaving(("Up", "a"), ("b/x", "../up/../../y")).Keys.ShouldBe(["b/x"]);
        Leaving(("deep/er/Link", "../.."), ("deep/x", "er/LINK/../y"))["deep/x"].ShouldContain("out of the tree");
        Leaving(("docs", "deep/er"), ("Docs/evil", "../../x"))["Docs/evil"].ShouldContain("out of the tree");
    }

    [Fact]
    public void Links_of_the_same_name_on_Windows_are_none_on_which_to_rely() =>
        Leaving(("a", "x"), ("A", "y")).Keys.Order(StringComparer.Ordinal).ShouldBe(["A", "a"]);

    [Fact]
    public void Trunks_own_link_that_always_left_is_nobodys_fault()
    {
        Leaving([("out", "/usr/share"), ("here", "docs")], []).ShouldBeEmpty();
        Leaving([("out", "/usr/share")], [("a", "docs")]).ShouldBeEmpty();
        Leaving([("out", "/usr/share")], [("a", "out/x")])["a"].ShouldBe("is a link out of the tree, by out");
    }

    [Fact]
    public void A_delivered_link_by_which_trunks_own_leaves_is_taken_out()
    {
        // In trunk, deep/er was a folder.
        var found = Leaving(
            [("own", "deep/er/../../../x/../y")],
            [("deep/er", "../top"), ("z", "deep/er/readme"), ("w", "docs")]
        );
        found.Keys.Order().ShouldBe(["deep/er", "z"]);
        found["deep/er"].ShouldBe("is a link by which own leads out of the tree");
        found["z"].ShouldBe("is a link through deep/er, which is taken out");
    }

    [Fact]
    public void Only_delivered_links_are_taken_out() =>
        Leaving([("a", "b"), ("c", "..")], [("b", "c")]).Keys.ShouldBe(["b"]);

    [Fact]
    public void Thousands_of_links_cost_little()
    {
        var wide = string.Concat(Enumerable.Repeat("a/", 300));
        Allocations
            .OfTwice(
                2_500,
                size =>
                    Leaving(
                        [.. Enumerable.Range(0, 4 * size).Select(i => ($"t/{i}", $"../t/{i + 1}/../x"))],
                        [.. Enumerable.Range(0, size).Select(i => ($"d/{i}", $"{wide}../../d/{(i + 1) % size}/b"))]
                    )
            )
            .ShouldBeLessThan(3);
        Leaving([], [.. Enumerable.Range(0, 5_000).Select(i => ($"c{i}", $"c{(i + 1) % 5_000}"))])
            .Count.ShouldBe(5_000);
        Leaving([], [.. Enumerable.Range(0, 30).Select(i => ($"b{i}", i == 29 ? "x" : $"b{i + 1}/../b{i + 1}"))])
            .Count.ShouldBe(25, "where each doubles the ways, it ends");
    }

    [Fact]
    public void What_stays_leads_nowhere_else_by_a_slower_reckoning()
    {
        var random = new Random(11);
        string[] names = ["a", "b", "A", "c"];
        for (var i = 0; i < 3_000; i++)
        {
            var links = new Dictionary<string, string>();
            for (var k = random.Next(1, 6); k > 0; k--)
                links[Path(random, names, 3, up: false)] = Path(random, names, 5, up: true);
            foreach (
                var path in links
                    .Keys.Where(path => links.Keys.Any(other => path.StartsWith(other + "/", StringComparison.Ordinal)))
                    .ToList()
            )
                links.Remove(path);
            var found = LinkRules.Leaving(links, links.Keys.ToHashSet());
            var left = links.Where(link => !found.ContainsKey(link.Key)).ToDictionary();
            foreach (var link in left.Keys)
                Ends(left, link).ShouldBeTrue($"{link} of {string.Join("; ", links)}");
        }
    }

    private static string Path(Random random, string[] names, int most, bool up) =>
        string.Join(
            '/',
            Enumerable
                .Range(0, random.Next(1, most + 1))
                .Select(_ => up && random.Next(3) == 0 ? ".." : names[random.Next(names.Length)])
        );

    // As path_resolution(7) says it, without remembering anything.
    private static bool Ends(Dictionary<string, string> links, string link)
    {
        var at = link.Split('/')[..^1].ToList();
        var left = new Stack<string>(links[link].Split('/').Reverse());
        var followed = 1;
        while (left.TryPop(out var part))
        {
            if (part == "..")
            {
                if (at.Count == 0)
                    return false;
                at.RemoveAt(at.Count - 1);
            }
            else if (links.TryGetValue(string.Join('/', at.Append(part)), out var target))
            {
                if (++followed > 41)
                    return false;
                foreach (var one in target.Split('/').Reverse())
                    left.Push(one);
            }
            else
                at.Add(part);
        }

        return true;
    }

    [Fact]
    public void A_link_of_trunks_without_which_another_would_leave_stays()
    {
        var trunk = new Dictionary<string, string>
        {
            ["up"] = "deep/er/folder",
            ["there"] = "up/../../x",
            ["apart"] = "deep",
        };
        var result = new Dictionary<string, string>(trunk);
        result.Remove("apart");
        LinkRules.Missed(trunk, result, new HashSet<string> { "apart" }).ShouldBeEmpty();
        result.Remove("up");
        var found = LinkRules.Missed(trunk, result, new HashSet<string> { "apart", "up" });
        found.Keys.ShouldBe(["up"]);
        found["up"].ShouldBe("is a link without which there leads out of the tree");
    }

    private static IReadOnlyDictionary<string, string> Leaving(params (string Path, string Target)[] delivered) =>
        Leaving([], delivered);

    private static IReadOnlyDictionary<string, string> Leaving(
        (string Path, string Target)[] trunk,
        (string Path, string Target)[] delivered
    ) =>
        LinkRules.Leaving(
            trunk.Concat(delivered).ToDictionary(link => link.Path, link => link.Target),
            delivered.Select(link => link.Path).ToHashSet()
        );
}
