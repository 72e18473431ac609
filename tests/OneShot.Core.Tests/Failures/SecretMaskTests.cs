using OneShot.Core.Failures;

namespace OneShot.Core.Tests.Failures;

/// <summary>What looks like a secret does not reach a prompt, which is committed and published.</summary>
public class SecretMaskTests
{
    [Theory]
    [InlineData("token ghp_0123456789abcdefghijABCDEFGHIJ0123456", "token ***")]
    [InlineData("cut ghs_0123456789abcdef…", "cut ***…")]
    [InlineData("https://ada:hunter22@example.com/x", "https://***@example.com/x")]
    [InlineData("Authorization: Bearer abcdef0123456789", "Authorization: ***")]
    [InlineData("curl -H 'Authorization: Basic YWRhOmh1bnRlcjIy'", "curl -H 'Authorization: ***'")]
    [InlineData(
        "Server=db;User Id=sa;Password=hunter22;Encrypt=true",
        "Server=db;User Id=sa;Password=***;Encrypt=true"
    )]
    [InlineData("""{"client_secret": "hunter22", "user": "ada"}""", """{"client_secret": "***", "user": "ada"}""")]
    [InlineData("export API_KEY=hunter22 x", "export API_KEY=*** x")]
    [InlineData(
        "jwt eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.dozjgNryP4J3jVmNHl0w5N_XgL0n3I9PlFUP0THsR8U end",
        "jwt *** end"
    )]
    [InlineData("-----BEGIN RSA PRIVATE KEY-----\nMIIE\n-----END RSA PRIVATE KEY-----\nafter", "***\nafter")]
    [InlineData("it printed s3cr3t-of-mine!", "it printed ***!")]
    public void It_is_taken_out(string text, string masked) =>
        new SecretMask(["s3cr3t-of-mine"]).Of(text).ShouldBe(masked);

    [Theory]
    [InlineData("Unexpected token: identifier")]
    [InlineData("token = null, password=true")]
    [InlineData("The name 'token' does not exist in the current context")]
    [InlineData("basic arithmetic")]
    [InlineData("the documented key AKIAIOSFODNN7EXAMPLE")]
    [InlineData("Assert.Equal() Failure: key not found in https://example.com/a@b")]
    public void Ordinary_messages_stay(string text) => new SecretMask([]).Of(text).ShouldBe(text);
}
