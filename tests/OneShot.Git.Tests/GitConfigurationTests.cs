using OneShot.Core.Secrets;

namespace OneShot.Git.Tests;

public class GitConfigurationTests
{
    [Theory]
    [InlineData("remote.origin.url=https://a/b/c", "https://a/b/c", "https://a/b/c")]
    [InlineData(
        "remote.origin.url=https://a/b/c\nremote.origin.pushurl=https://d/e/f",
        "https://a/b/c",
        "https://d/e/f"
    )]
    [InlineData("remote.origin.url=one\nremote.origin.url=two", "one", "one")]
    [InlineData("remote.origin.url=one\nremote.origin.url=\nremote.origin.url=two", "two", "two")]
    [InlineData(
        "remote.origin.url=gh:acme/shop\nurl.https://github.com/.insteadof=gh:",
        "https://github.com/acme/shop",
        "https://github.com/acme/shop"
    )]
    [InlineData(
        "remote.origin.url=https://github.com/a/b\nurl.git@github.com:.pushinsteadof=https://github.com/",
        "https://github.com/a/b",
        "git@github.com:a/b"
    )]
    [InlineData(
        "remote.origin.url=gh:a/b\nurl.https://x/.insteadof=gh:\nurl.https://y/.insteadof=gh:a/",
        "https://y/b",
        "https://y/b"
    )]
    [InlineData(
        "remote.origin.url=gh:a/b\nurl.https://x/?q=1&z=.insteadof=gh:",
        "https://x/?q=1&z=a/b",
        "https://x/?q=1&z=a/b"
    )]
    [InlineData("remote.origin.url=a\nremote.origin.pushurl=b\nurl.c.pushinsteadof=b\nurl.d.insteadof=b", "a", "d")]
    public void Addresses_are_rewritten_as_git_does_it(string listing, string fetch, string push)
    {
        var remote = new GitConfiguration(listing).Remote("origin")!;
        (remote.Fetch.Text, remote.Push.Text).ShouldBe((fetch, push));
    }

    [Fact]
    public void A_remote_that_is_not_there_is_none() =>
        new GitConfiguration("remote.other.url=x").Remote("origin").ShouldBeNull();

    [Theory]
    [InlineData("commit.gpgsign=true", true)]
    [InlineData("commit.gpgsign=1", true)]
    [InlineData("commit.gpgsign", true)]
    [InlineData("commit.gpgsign=", false)]
    [InlineData("commit.gpgsign=true\ncommit.gpgsign=false", false)]
    [InlineData("", false)]
    public void The_last_value_counts(string listing, bool isOn) =>
        new GitConfiguration(listing).IsOn("commit.gpgsign").ShouldBe(isOn);

    [Theory]
    [InlineData("fatal: unable to access 'https://user:secret@host/x': no", "secret")]
    [InlineData("https://ghp_0123456789abcdefghij@host/", "ghp_0123456789abcdefghij")]
    [InlineData("token ghs_0123456789abcdefghij0123 here", "ghs_0123456789abcdefghij0123")]
    [InlineData("github_pat_0123456789_abcdefghij", "github_pat_0123456789_abcdefghij")]
    [InlineData("Authorization: Bearer abcdefghijklmnop", "abcdefghijklmnop")]
    [InlineData("authorization: basic eDphYmNkZWZnaGlq", "eDphYmNkZWZnaGlq")]
    public void Secrets_are_taken_out_of_what_others_wrote(string text, string secret) =>
        Redaction.Of(text).ShouldNotContain(secret);
}
