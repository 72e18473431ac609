using System.Text.Json;

namespace OneShot.MSBuild.Tests;

/// <summary>MSBuild told to be quiet shows warnings and errors, and nothing that a task tells.</summary>
public sealed class QuietTests : IDisposable
{
    private readonly Shop _shop = new();

    [Fact]
    public void Quiet_shows_warnings_and_errors_and_the_receipt_is_in_its_file()
    {
        string[] asked = ["-t:OneShot", "-p:OneShotPrompt=Add it", "-p:OneShotForge=local"];
        var made = _shop.Build([.. asked, "-p:OneShotAgent=rehearsal", "-v:q", "-p:OneShotResult=receipt.json"]);
        made.ExitCode.ShouldBe(0, made.All);
        made.Output.ShouldNotContain("OneShot");
        using var receipt = JsonDocument.Parse(File.ReadAllText(_shop.Repo["receipt.json"]));
        receipt.RootElement.GetProperty("pr_url").GetString()!.ShouldEndWith("/pulls/1.html");

        _shop.Build("-t:OneShotStatus", "-v:q").Output.ShouldNotContain("OneShot");
        _shop.Build("-t:OneShotStatus", "-v:m").Output.ShouldContain("OneShot -> one-shot ");
        var found = _shop.Build("-t:OneShotStatus", "-v:q", "-getTargetResult:OneShotStatus");
        using var items = JsonDocument.Parse(found.Output);
        items
            .RootElement.GetProperty("TargetResults")
            .GetProperty("OneShotStatus")
            .GetProperty("Items")[0]
            .GetProperty("State")
            .GetString()
            .ShouldBe("ready");

        _shop.Build([.. asked, "-p:OneShotAgent=cluade", "-v:q"]).Output.ShouldContain("error OS2010: ");
        _shop.Build("-t:OneShotStats", "-v:q").Output.ShouldContain("warning OS2143: ");
    }

    [Theory]
    [InlineData("docs/faces.md")]
    [InlineData("src/OneShot.MSBuild/README.md")]
    public void What_quiet_hides_and_what_to_use_is_told(string page)
    {
        var text = File.ReadAllText(Path.Combine(Repository.Root, page)).ReplaceLineEndings(" ");
        text.ShouldContain("`-v:q` shows warnings and errors only");
        text.ShouldContain("`-p:OneShotResult=receipt.json`");
        text.ShouldContain("`-getTargetResult:OneShotStatus`");
    }

    public void Dispose() => _shop.Dispose();
}
