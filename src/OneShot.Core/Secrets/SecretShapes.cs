using System.Buffers;
using static OneShot.Core.Secrets.Letters;

namespace OneShot.Core.Secrets;

/// <summary>
/// The kinds of secrets that are known, in the forms that their issuers document. Generic words such as "password"
/// would refuse half of all code.
/// </summary>
/// <remarks>
/// Compared with what secretlint, gitleaks and GitHub's own push protection look for; no package for .NET has them.
/// </remarks>
internal static class SecretShapes
{
    private const int Long = 400;

    /// <summary>All of them; of two that begin alike the longer word is looked at first.</summary>
    public static IReadOnlyList<SecretShape> All { get; } =
    [.. Keys, .. Forges, .. Clouds, .. Models, .. Packages, .. Services];

    private static IEnumerable<SecretShape> Keys =>
        [
            new PrivateKeyShape("a private key", "-----BEGIN ", "PRIVATE KEY"),
            new PrivateKeyShape("a private key", "Private-Lines:", null),
            new TokenShape("a private key", "AGE-SECRET-KEY-1", Upper, 58, 58),
            new SignedTokenShape("a signed token", "eyJ"),
            new AddressShape("a password in an address", "://"),
        ];

    private static IEnumerable<SecretShape> Forges =>
        [
            .. Each("a GitHub token", ["ghp_", "gho_", "ghu_", "ghs_", "ghr_"], Word, 36, Long),
            new TokenShape("a GitHub token", "github_pat_", Name, 50, Long),
            .. Each("a GitLab token", ["glpat-", "glptt-", "gldt-", "glrt-", "glcbt-"], Dotted, 20, Long),
            .. Each("a GitLab token", ["glsoat-", "gloas-", "glagent-", "glimt-", "glft-"], Dotted, 20, Long),
            new TokenShape("a GitLab token", "GR1348941", Url, 20, 20),
            new TokenShape("an Azure DevOps token", "AZDO", Word, 4, 4) { Before = 76 },
            new TokenShape("an Atlassian token", "ATATT3", Token, 100, Long),
            new TokenShape("a Bitbucket token", "ATBB", Word, 32, 32) { HasDigit = true },
        ];

    private static IEnumerable<SecretShape> Clouds =>
        [
            .. Each("an AWS key", ["AKIA", "ASIA", "ABIA", "ACCA"], Upper, 16, 16),
            .. Near("an AWS secret key", ["aws_secret", "AWS_SECRET"], Slashed, 40, 40),
            .. Near("an AWS secret key", ["secretAccessKey", "SecretAccessKey"], Slashed, 40, 40),
            new TokenShape("an AWS key", "ABSKQmVkcm9ja0FQSUtleS", Base64, 60, Long),
            new TokenShape("an Azure key", "AccountKey=", Base64, 80, 100) { IsAssigned = true },
            new TokenShape("an Azure key", "SharedAccessKey=", Base64, 40, 100) { IsAssigned = true },
            new TokenShape("an Azure key", "JQQJ99", Word, 26, 30) { Before = 52 },
            new TokenShape("an Azure key", "AzFu", Base64, 8, 8) { Before = 44 },
            new TokenShape("an Azure key", "AzSe", Word, 6, 6) { Before = 42 },
            new TokenShape("an Azure key", "+ASt", Base64, 8, 8) { Before = 76 },
            .. Each("an Azure signature", ["?sig=", "&sig=", ";sig="], Escaped, 43, 70)
                .Select(shape => shape with { IsAssigned = true, Holds = "%3D" }),
            new TokenShape("an Azure client secret", "7Q~", Tilde, 31, 34) { Before = 3 },
            new TokenShape("an Azure client secret", "8Q~", Tilde, 31, 34) { Before = 3 },
            new TokenShape("a Google key", "AIza", Url, 35, 35),
            new TokenShape("a Google client secret", "GOCSPX-", Url, 28, 28),
            new TokenShape("a Google token", "ya29.", Dotted, 40, 4_000),
            new TokenShape("a Google token", "1//0", Url, 60, 150) { HasDigit = true },
            .. Each("a DigitalOcean token", ["dop_v1_", "doo_v1_", "dor_v1_"], Hex, 64, 64),
            new TokenShape("a Databricks token", "dapi", HexParts, 32, 34) { HasDigit = true },
            .. Each("a Vault token", ["hvs.", "hvb.", "hvr."], Url, 24, Long),
            new TokenShape("a Terraform token", ".atlasv1.", Word, 60, 70) { Before = 14 },
            new TokenShape("a Heroku key", "HRKU-AA", Url, 50, 70),
            new TokenShape("a Pulumi token", "pul-", Hex, 40, 40),
            new TokenShape("a Tailscale key", "tskey-", Url, 20, 100) { HasDigit = true },
            new TokenShape("a Fly token", "fm2_", Base64, 100, 4_000),
        ];

    private static IEnumerable<SecretShape> Models =>
        [
            new TokenShape("an Anthropic key", "sk-ant-", Url, 20, Long) { HasDigit = true },
            .. Each("an OpenAI key", ["sk-proj-", "sk-svcacct-", "sk-admin-", "sk-None-"], Url, 40, Long),
            new TokenShape("an OpenRouter key", "sk-or-v1-", Hex, 64, 64),
            new TokenShape("an OpenAI key", "sk-", Word, 40, Long) { HasDigit = true },
            new TokenShape("a model's key", "sk-", Hex, 32, 32),
            new TokenShape("a Hugging Face token", "hf_", Word, 34, 40),
            new TokenShape("an xAI key", "xai-", Word, 70, 90),
            new TokenShape("a Groq key", "gsk_", Word, 50, 60),
            new TokenShape("a Perplexity key", "pplx-", Word, 40, 60),
            new TokenShape("a Replicate token", "r8_", Word, 37, 37),
        ];

    private static IEnumerable<SecretShape> Packages =>
        [
            new TokenShape("an npm token", "npm_", Word, 36, 36),
            new TokenShape("a NuGet key", "oy2", Lower, 43, 43) { HasDigit = true },
            new TokenShape("a PyPI token", "pypi-AgE", Url, 50, Long),
            new TokenShape("a RubyGems key", "rubygems_", Hex, 48, 48),
            .. Each("a Docker token", ["dckr_pat_", "dckr_oat_"], Url, 27, 40),
            new TokenShape("an Artifactory key", "AKCp", Word, 65, 75) { HasDigit = true },
            new TokenShape("an Artifactory token", "cmVmdGtu", Word, 56, 56),
        ];

    private static IEnumerable<SecretShape> Services =>
        [
            .. Each("a Slack token", ["xoxb-", "xoxp-", "xoxa-", "xoxr-", "xoxs-", "xapp-"], Token, 24, Long)
                .Select(shape => shape with { HasDigit = true }),
            .. Each("a Slack token", ["xoxc-", "xoxd-", "xoxe-", "xoxe."], Token, 24, Long)
                .Select(shape => shape with { HasDigit = true }),
            .. Each("a Slack webhook", ["hooks.slack.com/services/T", "hooks.slack.com/workflows/T"], Slashes, 30, 100),
            .. Each("a Stripe key", ["sk_live_", "rk_live_", "whsec_"], Word, 20, 200),
            .. Near("a Twilio key", ["twilio", "Twilio", "TWILIO"], Hex, 32, 32),
            new TokenShape("a SendGrid key", "SG.", Dotted, 66, 66) { Holds = "." },
            .. Near("a Mailgun key", ["mailgun", "Mailgun", "MAILGUN"], HexParts, 32, 50),
            .. Near("a Discord token", ["discord", "Discord", "DISCORD"], Dotted, 59, 80)
                .Select(shape => shape with { Parts = 3 }),
            new TokenShape("a Discord webhook", "/api/webhooks/", Slashes, 80, 100) { Holds = "/" },
            new BotShape("a Telegram token", ":AA"),
            .. Each("a Shopify token", ["shpat_", "shpss_", "shpca_", "shppa_"], Hex, 32, 32),
            new TokenShape("a Square token", "sq0atp-", Url, 22, 22),
            new TokenShape("a Square secret", "sq0csp-", Url, 43, 43),
            .. Each("a Linear key", ["lin_api_", "lin_oauth_"], Word, 40, 80),
            new TokenShape("a Notion token", "ntn_", Word, 40, 50),
            new TokenShape("a Notion token", "secret_", Word, 43, 43) { HasDigit = true },
            new TokenShape("a Figma token", "figd_", Url, 40, 60),
            new TokenShape("a Grafana token", "glsa_", Name, 41, 41),
            new TokenShape("a Grafana token", "glc_eyJ", Base64, 60, Long),
            new TokenShape("a Sentry token", "sntrys_eyJ", Token, 80, Long),
            new TokenShape("a Sentry token", "sntryu_", Hex, 64, 64),
            new TokenShape("a New Relic key", "NRAK-", Upper, 27, 27),
            new TokenShape("a Postman key", "PMAK-", HexParts, 59, 59),
            new TokenShape("a PlanetScale token", "pscale_", Dotted, 36, 80) { HasDigit = true },
            new TokenShape("a Doppler token", "dp.pt.", Word, 40, 44),
            new TokenShape("a Brevo key", "xkeysib-", HexParts, 81, 81),
            new TokenShape("a Supabase token", "sbp_", Hex, 40, 40),
            new TokenShape("a 1Password token", "ops_eyJ", Token, 200, 4_000),
        ];

    private static IEnumerable<TokenShape> Each(
        string kind,
        string[] words,
        SearchValues<char> letters,
        int least,
        int most
    ) => words.Select(word => new TokenShape(kind, word, letters, least, most));

    private static IEnumerable<NearbyShape> Near(
        string kind,
        string[] words,
        SearchValues<char> letters,
        int least,
        int most
    ) => words.Select(word => new NearbyShape(kind, word, letters, least, most));
}
