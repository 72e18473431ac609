using OneShot.Core.Model;

namespace OneShot.Core.Tests.Model;

public class RemoteAddressTests
{
    [Theory]
    [InlineData("https://github.com/acme/shop.git", "github.com", "acme/shop")]
    [InlineData("https://github.com/acme/shop", "github.com", "acme/shop")]
    [InlineData("https://github.com/acme/shop/", "github.com", "acme/shop")]
    [InlineData("https://user:secret@github.com/acme/shop.git", "github.com", "acme/shop")]
    [InlineData("https://ghe.example.com:8443/acme/shop.git", "ghe.example.com:8443", "acme/shop")]
    [InlineData("HTTPS://GitHub.com/acme/shop", "github.com", "acme/shop")]
    [InlineData("ssh://git@github.com/acme/shop.git", "github.com", "acme/shop")]
    [InlineData("ssh://git@ssh.github.com:443/acme/shop.git", "github.com", "acme/shop")]
    [InlineData("git@github.com:acme/shop.git", "github.com", "acme/shop")]
    [InlineData("https://github.com:443/acme/shop", "github.com", "acme/shop")]
    [InlineData("http://ghe.example.com:80/acme/shop", "ghe.example.com", "acme/shop")]
    [InlineData("https://www.github.com/acme/shop", "github.com", "acme/shop")]
    [InlineData("org-1234@github.com:acme/shop.git", "github.com", "acme/shop")]
    [InlineData("work:acme/shop", "work", "acme/shop")]
    [InlineData("https://github.com/acme/my.repo", "github.com", "acme/my.repo")]
    public void Host_owner_and_name_are_read(string text, string host, string repository)
    {
        var address = RemoteAddress.Parse(text);
        address.Authority.ShouldBe(host);
        address.Repository!.ToString().ShouldBe(repository);
    }

    [Theory]
    [InlineData("https://www.github.com/acme/shop", "https://www.github.com")]
    [InlineData("https://ada@WWW.github.com:443/acme/shop", "https://ada@WWW.github.com")]
    [InlineData("https://GitHub.com/acme/shop", null)]
    [InlineData("git@www.github.com:acme/shop", null)]
    public void Another_name_of_a_host_is_told(string text, string? root) =>
        RemoteAddress.Parse(text).OtherRoot.ShouldBe(root);

    [Theory]
    [InlineData("/srv/git/acme/shop.git")]
    [InlineData("../acme/shop.git")]
    [InlineData("file:///srv/git/shop.git")]
    [InlineData("C:\\git\\acme\\shop")]
    [InlineData("C:/git/acme/shop")]
    [InlineData("")]
    public void A_path_has_neither_host_nor_owner(string text)
    {
        var address = RemoteAddress.Parse(text);
        address.Host.ShouldBeNull();
        address.Repository.ShouldBeNull();
    }

    [Theory]
    [InlineData("https://user:secret@github.com/acme/shop.git")]
    [InlineData("https://ghp_secretsecretsecretsecret@github.com/acme/shop.git")]
    [InlineData("ssh://user:secret@github.com/acme/shop.git")]
    public void A_password_is_not_shown(string text) => RemoteAddress.Parse(text).Display.ShouldNotContain("secret");
}
