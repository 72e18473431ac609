namespace OneShot.Frosting.Tests;

/// <summary>
/// A build without a <c>Default</c> of its own helps whoever just starts it. One that has it keeps it: the example of a
/// Cake Frosting build, which the tests of the examples start so.
/// </summary>
public sealed class DefaultTests : IDisposable
{
    private readonly PeerRepository _peer = new();

    [Fact]
    public void A_bare_start_helps()
    {
        var sample = new Sample(_peer, _peer.Clone());
        var bare = sample.Run();
        bare.ExitCode.ShouldBe(0, bare.All);
        bare.Output.ShouldContain("--target=OneShot --prompt=");
        bare.Output.ShouldContain("OneShotStatus");
        bare.Output.TrimEnd().Split((char)10).Length.ShouldBeLessThanOrEqualTo(20);

        var meant = sample.Run("--prompt=Add it");
        meant.ExitCode.ShouldBe(2, meant.All);
        meant.Error.ShouldContain("--target=OneShot");
        _peer.Pulls.Count.ShouldBe(0);
    }

    [Fact]
    public void Under_a_plain_host_there_is_none_of_ours() =>
        new Sample(_peer, _peer.Clone(), "plain").Run().ExitCode.ShouldNotBe(0);

    public void Dispose() => _peer.Dispose();
}
