using System.Text;

namespace OneShot.Core.Tests.Secrets;

/// <summary>
/// Makes what looks like a secret, the same each time. None stands
/// in the repository: forges refuse pushes of what looks real.
/// </summary>
internal sealed class Made(int seed)
{
    public const string Digits = "0123456789";
    public const string Small = "abcdefghijklmnopqrstuvwxyz";
    public const string Large = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
    public const string Word = Digits + Small + Large;

    private readonly Random _random = new(seed);

    public string Of(int count, string letters = Word) => new(_random.GetItems<char>(letters, count));

    public string Hex(int count) => Of(count, Digits + "abcdef");

    public string Url(int count) => Of(1) + Of(count - 2, Word + "_-") + Of(1);

    public string Base64(int bytes) => Convert.ToBase64String(Bytes(bytes));

    public string Base64Url(string text) =>
        Convert.ToBase64String(Encoding.UTF8.GetBytes(text)).TrimEnd('=').Replace('+', '-').Replace('/', '_');

    public byte[] Bytes(int count)
    {
        var bytes = new byte[count];
        _random.NextBytes(bytes);
        return bytes;
    }

    public string Block(string what, int bytes, string line = "\n") =>
        $"-----BEGIN "
        + $"{what}-----{line}{string.Join(line, Base64(bytes).Chunk(64).Select(chunk => new string(chunk)))}{line}-----END "
        + $"{what}-----";

    public string Uuid() => new Guid(Bytes(16)).ToString();
}
