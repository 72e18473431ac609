using static OneShot.Core.Tests.Secrets.Made;

namespace OneShot.Core.Tests.Secrets;

/// <summary>Fifty texts that honest work is full of, and that are no secrets.</summary>
internal static class LookAlikes
{
    public static IReadOnlyList<(string Name, string Text)> All { get; } = [.. Make(new Made(21))];

    private static IEnumerable<(string Name, string Text)> Make(Made made) =>
        [
            ("commit", $"commit {made.Hex(40)}"),
            ("commit, SHA-256", $"tree {made.Hex(64)}"),
            ("lock file of npm", $"\"integrity\": \"sha512-{made.Base64(64)}\""),
            ("lock file of NuGet", $"\"contentHash\": \"{made.Base64(64)}\""),
            ("lock file of Cargo", $"checksum = \"{made.Hex(64)}\""),
            ("go.sum", $"github.com/acme/shop v1.2.3 h1:{made.Base64(32)}"),
            ("GUID", $"<ProjectGuid>{{{made.Uuid()}}}</ProjectGuid>"),
            ("many GUIDs", string.Join(',', Enumerable.Range(0, 50).Select(_ => made.Uuid()))),
            ("image in an address", $"<img src=\"data:image/png;base64,{made.Base64(40_000)}\">"),
            ("bytes", System.Text.Encoding.Latin1.GetString(made.Bytes(2_000_000))),
            ("font in a style", $"@font-face{{src:url(data:font/woff2;base64,{made.Base64(90_000)})}}"),
            ("public key of a strong name", $"PublicKey=0024000004800000{made.Hex(288)}"),
            ("certificate", made.Block("CERTIFICATE", 900)),
            ("public key", made.Block("PUBLIC KEY", 270)),
            ("SSH public key", $"ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAI{made.Of(43)} mona@example.com"),
            (
                "first line of a key in code",
                "if (line == \"-----BEGIN RSA PRIVATE KEY-----\") isKey = true; // until -----END RSA PRIVATE KEY-----"
            ),
            ("key that is left out", "-----BEGIN PRIVATE KEY-----\n...\n-----END PRIVATE KEY-----"),
            ("AWS's example", "AKIAIOSFODNN7EXAMPLE"),
            ("AWS's other example", "aws_secret_access_key = wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY"),
            (
                "Azure's emulator",
                "AccountKey=Eby8vdM02xNOcqFlqUwJPLlm"
                    + "EtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==;"
            ),
            (
                "Cosmos's emulator",
                "AccountKey=C2y6yDjf5/R+ob0N8A7Cgv30"
                    + "VRDJIWEHLM+4QDU5DE2nQ9nDuVTqobD4b8mGGyPMbIZnqyMsEcaGQy67XIw/Jw=="
            ),
            ("placeholder of GitHub's", "ghp_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"),
            ("placeholder in a row", "ghp_abcdefghijklmnopqrstuvwxyz0123456789"),
            ("placeholder of Anthropic's", "ANTHROPIC_API_KEY=sk-ant-api03-your-key-goes-here-0123456789"),
            ("placeholder of OpenAI's", "OPENAI_API_KEY=sk-proj-your_api_key_goes_here_and_nowhere_else_1"),
            ("placeholder of Slack's", "xoxb-000000000000-0000000000000-XXXXXXXXXXXXXXXXXXXXXXXX"),
            (
                "webhook of Slack's documentation",
                "https://hooks.slack.com/services/T00000000/B00000000/XXXXXXXXXXXXXXXXXXXXXXXX"
            ),
            ("variable in a workflow", "token: ${{ secrets.GITHUB_TOKEN }} # or ghp_, github_pat_"),
            ("variable in an address", "https://x-access-token:${GITHUB_TOKEN}@github.com/acme/shop.git"),
            ("address of a book", "https://user:password@host.com/path"),
            ("address of a test", "postgres://postgres:postgres1@localhost:5432/shop"),
            ("address of an example", "https://mona:s3cr3tp4ss@example.com/"),
            ("address of a time", "see https://acme.io/12:30:45/mona@acme.io"),
            (
                "token of jwt.io",
                $"{made.Base64Url("{\"alg\":\"HS256\",\"typ\":\"JWT\"}")}.{made.Base64Url("{\"sub\":\"1234567890\",\"name\":\"John Doe\",\"admin\":true,\"iat\":1516239022,\"more\":\"for its length\"}")}.{made.Url(43)}"
            ),
            (
                "token without a signature",
                $"{made.Base64Url("{\"alg\":\"none\"}")}.{made.Base64Url($"{{\"sub\":\"{made.Uuid()}\",\"iss\":\"https://login.acme.com\"}}")}."
            ),
            (
                "short token of a test",
                $"{made.Base64Url("{\"alg\":\"HS256\"}")}.{made.Base64Url("{\"sub\":\"mona\"}")}.{made.Url(43)}"
            ),
            ("class of a style", "<div class=\"sk-folding-cube sk-cube-container-with-a-very-long-name-2 sk-cube1\">"),
            (
                "minified code",
                string.Concat(
                    Enumerable
                        .Range(0, 3_000)
                        .Select(_ =>
                            $"function {made.Of(2, Small)}({made.Of(1, Small)}){{return "
                            + $"{made.Of(2, Small)}.{made.Of(6, Small)}_{made.Of(4)}[{made.Of(3, Digits)}]}}"
                        )
                )
            ),
            (
                "source map",
                $"{{\"version\":3,\"mappings\":\"{string.Join(',', Enumerable.Range(0, 9_000).Select(_ => made.Of(4) + ";" + made.Of(5)))}\"}}"
            ),
            (
                "snake case",
                "npm_config_registry npm_lifecycle_event hf_transfer_enabled ghs_of_the_job "
                    + "secret_of_the_repository_with_a_long_name_here"
            ),
            ("test's own token", "GH_TOKEN=ghp_secret ghp_unknown-everywhere ghp_wrongwrongwrongwrong"),
            ("identifier", "AKIAbleToReadThisAsAName AIzaBellaAndOtherNames dapiVersionOfThis"),
            ("digest of an image", $"FROM mcr.microsoft.com/dotnet/sdk@sha256:{made.Hex(64)}"),
            ("digest of a policy", $"style-src 'sha256-{made.Base64(32)}'"),
            ("ETag", $"ETag: W/\"{made.Hex(32)}\""),
            ("cache key", $"key-{made.Hex(32)}"),
            ("Git LFS", $"oid sha256:{made.Hex(64)}\nsize 12345"),
            (
                "solution",
                $"Project(\"{{{made.Uuid().ToUpperInvariant()}}}\") = \"Shop\", \"src\\Shop.csproj\", "
                    + $"\"{{{made.Uuid().ToUpperInvariant()}}}\""
            ),
            ("connection on this machine", "Server=localhost;Database=Shop;User Id=sa;Password=yourStrong(!)Password;"),
            (
                "words about secrets",
                "Set aws_secret_access_key, the discord token, twilio's and mailgun's keys in the vault; the parts "
                    + "are read from settings."
            ),
        ];
}
