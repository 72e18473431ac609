namespace Shop;

public static class Cart
{
    public static int Total(int price, int count) => price * count;
}
