namespace OneShot.Processes.Tests;

/// <summary>Variables whose names say that they are secret.</summary>
public class OwnSecretsTests
{
    [Theory]
    [InlineData("GH_TOKEN", "correct-horse", true)]
    [InlineData("DB_PASSWORD", "correct-horse", true)]
    [InlineData("shop_api_key", "correct-horse", true)]
    [InlineData("AZURE_PAT", "correct-horse", true)]
    [InlineData("SONAR_PROJECT_KEY", "acme_shop", false)]
    [InlineData("DB_PASSWORD", "short", false)]
    [InlineData("SSH_PRIVATE_KEY", "/etc/passwd", false)]
    [InlineData("PATH", "/usr/bin:/bin", false)]
    public void Their_values_are_secrets(string name, string value, bool isSecret) =>
        OwnSecrets.In(new System.Collections.Hashtable { [name] = value }).ShouldBe(isSecret ? [value] : []);
}
