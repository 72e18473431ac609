using OneShot.Core.Model;

namespace OneShot.Core.Tests.Model;

public class RemoteTests
{
    [Fact]
    public void It_prints_its_name_and_where_it_is_without_a_password()
    {
        var address = RemoteAddress.Parse("https://eve:hunter22@github.com/acme/shop.git");
        var text = new Remote("origin", address, address, address.Text).ToString();
        text.ShouldBe($"origin ({address.Display})");
        text.ShouldNotContain("hunter22");
    }
}
