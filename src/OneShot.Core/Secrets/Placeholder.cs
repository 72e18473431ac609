namespace OneShot.Core.Secrets;

/// <summary>
/// What stands where a secret would stand: examples of documentations, and what people type when they mean nothing.
/// </summary>
internal static class Placeholder
{
    private static readonly string[] Words =
    [
        "example",
        "placeholder",
        "changeme",
        "change_me",
        "change-me",
        "redacted",
        "xxxxxx",
        "your_",
        "your-",
        "yourkey",
        "yourtoken",
        "yourpassword",
        "insert_",
        "insert-",
        "replace",
        "dummy",
        "not-a-real",
        "notareal",
        "not_a_real",
        "-goes-here",
        "fake_",
        "fake-",
        "fakekey",
        "faketoken",
        "......",
        "******",
    ];

    // The keys of Azure's emulators, the same on every machine, by their beginnings.
    private static readonly string[] Known = ["Eby8vdM02xNOcqFlqUwJPLlm", "C2y6yDjf5/R+ob0N8A7Cgv30"];

    /// <summary>Whether a secret is none.</summary>
    public static bool Is(ReadOnlySpan<char> value)
    {
        foreach (var word in Words)
        {
            if (value.Contains(word, StringComparison.OrdinalIgnoreCase))
                return true;
        }

        foreach (var known in Known)
        {
            if (value.StartsWith(known, StringComparison.Ordinal))
                return true;
        }

        return IsRow(value);
    }

    // 0000…, abcd…, 123123…: of a thousand million that chance makes none has so few different letters, or so many
    // that follow upon each other.
    private static bool IsRow(ReadOnlySpan<char> value)
    {
        if (value.Length < 16)
            return false;
        var followers = 0;
        UInt128 seen = 0;
        for (var at = 0; at < value.Length; at++)
        {
            if (value[at] < 128)
                seen |= (UInt128)1 << value[at];
            if (at > 0 && value[at] - value[at - 1] is 0 or 1)
                followers++;
        }

        return UInt128.PopCount(seen) < 7 || followers * 2 > value.Length;
    }
}
