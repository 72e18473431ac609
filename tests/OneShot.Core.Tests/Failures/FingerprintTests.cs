using OneShot.Core.Failures;
using OneShot.Core.Model;

namespace OneShot.Core.Tests.Failures;

/// <summary>The same failure has the same key on every machine, another failure another.</summary>
public sealed class FingerprintTests : IDisposable
{
    private readonly Reading _here = new();

    [Theory]
    [InlineData("Expected: 6\nActual:   5", "Expected: 7\r\nActual:   5")]
    [InlineData("timed out after 00:00:05.0412", "timed out after 00:00:07.9")]
    [InlineData("took 1,204 ms", "took 98 ms")]
    [InlineData("no file /tmp/a1b2/x.txt", "no file /var/folders/zz/x.txt")]
    [InlineData(@"no file C:\Users\ada\x.txt here", @"no file D:\a\shop\x.txt here")]
    [InlineData("order 3f2504e0-4f89-11d3-9a0c-0305e82c3301", "order 9b2504e0-4f89-11d3-9a0c-0305e82c33ff")]
    [InlineData("at 0x7ffdeadbeef", "at 0x7ffc0ffee00")]
    [InlineData("blob 9daeafb9864cf43055ae93beb0afd6c7d144bfa4", "blob 1daeafb9864cf43055ae93beb0afd6c7d144bfa4")]
    public void What_changes_from_run_to_run_does_not_count(string one, string two) =>
        Key(Failing("A.B", one)).ShouldBe(Key(Failing("A.B", two)));

    [Theory]
    [InlineData("A.B", "not found", "A.C", "not found")]
    [InlineData("A.B(x: 1)", "not found", "A.B(x: 2)", "not found")]
    [InlineData("A.B", "not found", "A.B", "not allowed")]
    public void Another_test_or_another_reason_does(
        string name,
        string message,
        string otherName,
        string otherMessage
    ) => Key(Failing(name, message)).ShouldNotBe(Key(Failing(otherName, otherMessage)));

    [Fact]
    public void Order_and_repetition_do_not_count_and_the_commit_does()
    {
        var (one, two) = (Failing("A.B", "x"), Failing("A.C", "y"));
        Key(one, two).ShouldBe(Key(two, one, two));
        Key(one, two).ShouldNotBe(Key(one));
        FailureFingerprint.KeyOf([one], "c1").ShouldNotBe(FailureFingerprint.KeyOf([one], "c2"));
        Key(one).Length.ShouldBeLessThan(256);
    }

    [Fact]
    public void An_error_moves_within_its_file_but_not_into_another()
    {
        static Failure At(string path, int line) =>
            new(FailureKind.Error, "CS1002", "; expected") { Place = new FailurePlace(path, line) };
        Key(At("a.cs", 1)).ShouldBe(Key(At("a.cs", 9)));
        Key(At("a.cs", 1)).ShouldNotBe(Key(At("b.cs", 1)));
    }

    [Fact]
    public void A_real_run_has_the_same_key_on_a_machine_with_other_paths()
    {
        var there = _here.Folder.Write(
            "there.trx",
            File.ReadAllText(Reading.Recorded("shop.trx"))
                .Replace("/work/shop/", @"D:\a\shop\", StringComparison.Ordinal)
                .Replace("duration=\"00:00:00", "duration=\"00:01:07", StringComparison.Ordinal)
        );
        Key([.. _here.Read("from-trx", there)])
            .ShouldBe(Key([.. _here.Read("from-trx", Reading.Recorded("shop.trx"))]));
    }

    public void Dispose() => _here.Dispose();

    private static string Key(params Failure[] failures) => FailureFingerprint.KeyOf(failures, "c0ffee");

    private static Failure Failing(string name, string message) => new(FailureKind.Test, name, message);
}
