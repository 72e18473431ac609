using System.Diagnostics;
using System.Text;
using OneShot.Core.Secrets;
using Xunit.Abstractions;

namespace OneShot.Core.Tests.Secrets;

/// <summary>What looks like a secret is found wherever it is, and what only looks a little like one isn't.</summary>
public sealed class SecretRulesTests(ITestOutputHelper output)
{
    [Fact]
    public void Of_fifty_secrets_none_is_missed()
    {
        RealShaped.All.Count.ShouldBe(50);
        string[] missed =
        [
            .. RealShaped.All.Where(one => SecretRules.Find(one.Text).Count != 1).Select(one => one.Name),
        ];
        output.WriteLine($"{RealShaped.All.Count - missed.Length} found, missed: {string.Join(", ", missed)}");
        missed.ShouldBeEmpty();
    }

    [Fact]
    public void Of_fifty_look_alikes_none_is_an_alarm()
    {
        LookAlikes.All.Count.ShouldBe(50);
        string[] alarms =
        [
            .. LookAlikes
                .All.Where(one =>
                    SecretRules.Find(one.Text).Count + SecretRules.Find(Encoding.Latin1.GetBytes(one.Text)).Count > 0
                )
                .Select(one => $"{one.Name} ({string.Join(", ", SecretRules.Find(one.Text))})"),
        ];
        output.WriteLine($"{LookAlikes.All.Count - alarms.Length} passed, false alarms: {string.Join(", ", alarms)}");
        alarms.ShouldBeEmpty();
    }

    [Fact]
    public void In_a_binary_and_in_UTF_16_of_both_orders_they_are_found_too()
    {
        var noise = new Made(3).Bytes(1_001);
        foreach (var (name, text) in RealShaped.All)
        {
            var wanted = SecretRules.Find(text);
            foreach (var encoding in new[] { Encoding.UTF8, Encoding.Unicode, Encoding.BigEndianUnicode })
            {
                var bytes = encoding.GetBytes($"\n{text}\n");
                foreach (
                    byte[] file in new[]
                    {
                        bytes,
                        [.. noise, .. bytes],
                        [.. noise, 0, .. bytes, .. noise],
                        encoding.GetBytes(text),
                    }
                )
                    SecretRules.Find(file).ShouldBe(wanted, $"{name} in {encoding.WebName}");
            }
        }
    }

    [Fact]
    public void In_a_large_file_it_does_not_matter_where_they_are()
    {
        // Across every place where a window could end, whatever the letters' width: a few thousand places of each.
        foreach (var (name, text) in new[] { RealShaped.All[0], RealShaped.All.MaxBy(one => one.Text.Length) })
        {
            var wanted = SecretRules.Find(text);
            foreach (var encoding in new[] { Encoding.Latin1, Encoding.Unicode, Encoding.BigEndianUnicode })
            {
                foreach (
                    var before in Enumerable.Range(-40, 60).Select(i => SecretWindows.Stride + (i * text.Length / 40))
                )
                {
                    var file = encoding.GetBytes($"{new string('.', before)}\n{text}\n{new string('.', 40_000)}");
                    SecretRules.Find(file).ShouldBe(wanted, $"{name} in {encoding.WebName} after {before}");
                }
            }
        }
    }

    [Fact]
    public void So_many_that_nobody_would_count_them_are_not_counted()
    {
        var made = new Made(5);
        var many = Encoding.UTF8.GetBytes(
            string.Concat(Enumerable.Range(0, 20_000).Select(_ => $"key: ghp_{made.Of(36)}\n"))
        );
        SecretRules.Find(many).Count.ShouldBe(SecretRules.Most);
        SecretRules.Find(many, many).Count.ShouldBe(SecretRules.Most, "the one after them may be new");
    }

    [Fact]
    public void What_was_there_before_is_no_finding()
    {
        var (old, @new) = (RealShaped.All[0].Text, RealShaped.All[1].Text);
        SecretRules.Find(old + "\n" + @new, "x" + old).Single().Kind.ShouldBe("a GitHub token");
        SecretRules.Find(Encoding.UTF8.GetBytes(old), Encoding.Unicode.GetBytes(old)).ShouldBeEmpty();
        SecretRules.Find(Encoding.UTF8.GetBytes(old), []).Count.ShouldBe(1);
    }

    [Fact]
    public void Taken_out_once_they_stay_out_and_the_rest_stays()
    {
        foreach (var (name, text) in RealShaped.All)
        {
            var secret = SecretRules.Find(text).Single();
            var clean = SecretRules.Without($"before {text} after {text}");
            clean.ShouldBe($"before {text} after {text}".Replace(secret.Value, "***", StringComparison.Ordinal), name);
            SecretRules.Without(clean).ShouldBe(clean);
            secret.ToString().ShouldBe(secret.Kind);
        }

        foreach (var (_, text) in LookAlikes.All)
            SecretRules.Without(text).ShouldBeSameAs(text);
    }

    [Theory]
    [InlineData("ghp_", 36, "x{0}")]
    [InlineData("gho_", 36, "token={1}{0}")]
    [InlineData("npm_", 36, "docs/mine{0}.md")]
    [InlineData("gsk_", 52, "_{0}\n")]
    [InlineData("sk-ant-", 60, "key{0}")]
    [InlineData("github_pat_", 60, "A{0}")]
    public void A_letter_right_before_it_hides_none(string word, int length, string text)
    {
        var secret = word + "aZ9z8" + new Made(7).Of(length - 5);
        text = string.Format(null, text, secret, "abc");
        SecretRules.Find(text).Select(found => found.Value).ShouldBe([secret]);
        SecretRules.Find(Encoding.UTF8.GetBytes(text)).Select(found => found.Value).ShouldBe([secret]);
        SecretRules.Without(text).ShouldBe(text.Replace(secret, SecretRules.Mask, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("laughs_da39a3ee5e6b4b0d3255bfef95601890afd80709")] // a sum behind a word
    [InlineData("task-5d41402abc4b2a76b9719d911017c592")]
    [InlineData("weighs_TheWholeWorldAndEverythingThatIsInItToday")]
    [InlineData("highs_averagedOverTheWindowOfTheLast30DaysOfTheYear.csv")]
    public void A_word_that_ends_like_the_beginning_of_one_is_none(string text) =>
        (SecretRules.Find(text).Count, SecretRules.Without(text)).ShouldBe((0, text));

    [Fact]
    public void Twenty_megabytes_without_a_secret_are_read_to_their_end()
    {
        var made = new Made(4);
        SecretRules.Find("x").ShouldBeEmpty();
        foreach (
            var (name, bytes) in new (string, byte[])[]
            {
                ("noise", made.Bytes(20_000_000)),
                (
                    "text",
                    Encoding.UTF8.GetBytes(
                        string.Concat(
                            Enumerable.Repeat(
                                "        public static string Https => \"https://www.acme.io/packages\"; // sk-, "
                                    + "eyJ, ghp_\n",
                                230_000
                            )
                        )
                    )
                ),
                (
                    "words of secrets",
                    Encoding.UTF8.GetBytes(
                        string.Concat(Enumerable.Repeat("sk-ghp_eyJ-----BEGIN PRIVATE KEY-----://discord", 420_000))
                    )
                ),
                (
                    "UTF-16",
                    Encoding.Unicode.GetBytes(
                        string.Concat(Enumerable.Repeat("The rules say what a secret is. ", 310_000))
                    )
                ),
            }
        )
        {
            var watch = Stopwatch.StartNew();
            SecretRules.Find(bytes).ShouldBeEmpty();
            output.WriteLine($"{name}: {bytes.Length / 1_000_000} MB in {watch.ElapsedMilliseconds} ms");
        }
    }
}
