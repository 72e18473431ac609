namespace OneShot.Tests.Git;

public sealed class SigningTests : IDisposable
{
    private readonly PeerRepository _peer = new();

    [Fact]
    public async Task Commit_gpgsign_is_honoured()
    {
        var repo = Signing(out var key);
        var dispatching = new Dispatching(_peer, repo);
        var receipt = await dispatching.RunAsync();
        File.WriteAllText(_peer.Folder["signers"], $"ada@example.com {File.ReadAllText(key + ".pub")}");
        _peer.Bare.Git("-c", $"gpg.ssh.allowedSignersFile={_peer.Folder["signers"]}", "verify-commit", receipt.Branch);
        _peer
            .Bare.Git("cat-file", "-p", receipt.Branch)
            .ShouldNotContain("encoding", customMessage: "its message is UTF-8");
        dispatching.Reporter.Processes.ShouldBe(7); // the signature
    }

    [Fact]
    public async Task A_key_that_does_not_sign_leaves_nothing()
    {
        var repo = Signing(out var key);
        File.Delete(key);
        var exception = await new Dispatching(_peer, repo).FailAsync();
        exception.Error.Code.ShouldBe("OS3013");
        _peer.Branches.ShouldBe(["refs/heads/main"]);
    }

    public void Dispose() => _peer.Dispose();

    private GitRepo Signing(out string key)
    {
        key = _peer.Folder["key"];
        Launch
            .Run(_peer.Folder.Path, null, "ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", key)
            .ExitCode.ShouldBe(0);
        var repo = _peer.LocalClone();
        repo.Git("config", "commit.gpgsign", "true");
        repo.Git("config", "gpg.format", "ssh");
        repo.Git("config", "i18n.commitEncoding", "ISO-8859-1");
        repo.Git("config", "user.signingkey", key);
        return repo;
    }
}
