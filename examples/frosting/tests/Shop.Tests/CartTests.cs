using Xunit;

namespace Shop.Tests;

public class CartTests
{
    [Fact]
    public void Total_is_price_times_count() => Assert.Equal(6, Cart.Total(2, 3));
}
