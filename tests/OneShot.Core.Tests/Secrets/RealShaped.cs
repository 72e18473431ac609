using static OneShot.Core.Tests.Secrets.Made;

namespace OneShot.Core.Tests.Secrets;

/// <summary>
/// Fifty secrets as they stand in files, logs and texts: of no account, and of the shape that their issuers give them.
/// </summary>
internal static class RealShaped
{
    public static IReadOnlyList<(string Name, string Text)> All { get; } =
    [.. Make(new Made(12)).Select(one => (one.Name, one.Text))];

    private static IEnumerable<(string Name, string Text)> Make(Made made) =>
        [
            ("GitHub, classic", $"token: ghp_{made.Of(36)}"),
            ("GitHub, fine-grained", $"export TOKEN=github_pat_{made.Of(22)}_{made.Of(59)}"),
            ("GitHub, OAuth, in JSON after a line end", $"{{\"text\":\"it says\\ngho_{made.Of(36)}\"}}"),
            ("GitHub, app", $"https://x-access-token:ghs_{made.Of(36)}@github.com/acme/shop.git"),
            ("GitHub, refresh", $"ghr_{made.Of(76)}"),
            ("GitLab, personal", $"PRIVATE-TOKEN: glpat-{made.Url(20)}"),
            ("GitLab, routable", $"glpat-{made.Url(27)}.01.{made.Of(9, Digits + Small)}"),
            ("GitLab, deploy", $"gldt-{made.Url(20)}"),
            ("GitLab, runner", $"token = \"glrt-{made.Url(20)}\""),
            ("GitLab, job", $"glcbt-64_{made.Url(20)}"),
            ("AWS, access key", $"aws_access_key_id = AKIA{made.Of(16, Large + "234567")}"),
            ("AWS, session key", $"ASIA{made.Of(16, Large + "234567")}"),
            ("AWS, secret key", $"aws_secret_access_key={made.Of(20)}/{made.Of(12)}+{made.Of(6)}"),
            (
                "Azure, storage",
                $"DefaultEndpointsProtocol=https;AccountName=shop;AccountKey={made.Base64(64)};EndpointSuffix=core.windows.net"
            ),
            (
                "Azure, service bus",
                $"Endpoint=sb://shop.servicebus.windows.net/;SharedAccessKeyName=Root;SharedAccessKey={made.Base64(32)}"
            ),
            (
                "Azure, shared access signature",
                $"https://shop.blob.core.windows.net/c?sv=2024-11-04&se=2026-12-01T00%3A00%3A00Z&sr=c&sp=rl&sig={made.Of(43)}%3D"
            ),
            ("Azure, client secret", $"AZURE_CLIENT_SECRET={made.Of(3)}8Q~{made.Of(31)}.{made.Of(2)}"),
            ("Azure DevOps", $"{made.Of(52)}JQQJ99{made.Of(18)}AZDO{made.Of(4)}"),
            ("Azure, functions", $"x-functions-key: {made.Of(44)}AzFu{made.Of(6)}=="),
            ("Google, key", $"\"key\": \"AIza{made.Url(35)}\""),
            ("Google, client secret", $"GOCSPX-{made.Url(28)}"),
            ("Google, access token", $"Bearer ya29.a0{made.Url(200)}"),
            (
                "Google, service account",
                $"{{\"type\":\"service_account\",\"private_key\":\"{made.Block("PRIVATE KEY", 1200, "\\n")}\\n\",\"client_email\":\"a@b.iam\"}}"
            ),
            ("Slack, bot", $"SLACK_TOKEN=xoxb-{made.Of(12, Digits)}-{made.Of(13, Digits)}-{made.Of(24)}"),
            (
                "Slack, webhook",
                $"https://hooks.slack.com/services/T{made.Of(10, Large + Digits)}/B{made.Of(10, Large + Digits)}/{made.Of(24)}"
            ),
            ("Stripe", $"sk_live_{made.Of(24)}"),
            ("Twilio", $"TWILIO_AUTH_TOKEN={made.Hex(32)}"),
            ("SendGrid", $"SG.{made.Url(22)}.{made.Url(43)}"),
            ("npm", $"//registry.npmjs.org/:_authToken=npm_{made.Of(36)}"),
            ("NuGet", $"dotnet nuget push -k oy2{made.Of(43, Digits + Small)}"),
            ("PyPI", $"pypi-AgEIcHlwaS5vcmc{made.Url(120)}"),
            ("Docker", $"docker login -p dckr_pat_{made.Url(27)}"),
            ("Hugging Face", $"hf_{made.Of(34, Small + Large)}"),
            ("Anthropic, key", $"ANTHROPIC_API_KEY=sk-ant-api03-{made.Url(93)}AA"),
            (
                "Anthropic, log-in",
                $"{{\"claudeAiOauth\":{{\"accessToken\":\"sk-ant-oat01-{made.Url(86)}-{made.Of(6)}AA\"}}}}"
            ),
            ("OpenAI, earlier", $"sk-{made.Of(20)}T3BlbkFJ{made.Of(20)}"),
            ("OpenAI, project", $"sk-proj-{made.Url(74)}T3BlbkFJ{made.Url(74)}"),
            ("OpenAI, service account", $"sk-svcacct-{made.Url(74)}T3BlbkFJ{made.Url(74)}"),
            ("Discord", $"discord.login(\"M{made.Of(25)}.{made.Url(6)}.{made.Url(38)}\")"),
            ("Telegram", $"https://api.telegram.org/bot{made.Of(10, "123456789")}:AA{made.Url(33)}/getMe"),
            ("DigitalOcean", $"dop_v1_{made.Hex(64)}"),
            ("Databricks", $"DATABRICKS_TOKEN=dapi{made.Hex(32)}"),
            ("Vault", $"X-Vault-Token: hvs.{made.Url(90)}"),
            ("Shopify", $"shpat_{made.Hex(32)}"),
            ("RSA", made.Block("RSA PRIVATE KEY", 1190)),
            ("OpenSSH", made.Block("OPENSSH PRIVATE KEY", 290, "\r\n")),
            ("PGP", made.Block("PGP PRIVATE KEY BLOCK", 900)),
            ("age", $"AGE-SECRET-KEY-1{made.Of(58, "QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L")}"),
            (
                "signed token",
                $"{made.Base64Url("{\"alg\":\"RS256\",\"typ\":\"JWT\",\"kid\":\"1\"}")}.{made.Base64Url($"{{\"sub\":\"{made.Uuid()}\",\"iss\":\"https://login.acme.com\",\"exp\":1798761600}}")}.{made.Url(342)}"
            ),
            ("password in an address", $"postgres://shop:{made.Of(16)}@db.acme.io:5432/shop"),
        ];
}
