namespace OneShot.MSBuild.Tests;

/// <summary>MSBuild's display for terminals hides what a target says, and shows what a project made.</summary>
public sealed class TerminalTests : IDisposable
{
    private readonly Shop _shop = new();

    [Theory]
    [InlineData("")]
    [InlineData("MSBUILDNOINPROCNODE=1")] // in a process that has no terminal
    [InlineData("MSBUILDUSESERVER=1 MSBUILDDISABLENODEREUSE=0 MSBUILDNODEHANDSHAKESALT=$$")] // which ends with its terminal
    public void An_answer_is_seen_on_a_terminal(string variables)
    {
        var seen = _shop.BuildAtTerminal(80, variables, "-m", "-t:OneShotStatus");
        seen.ExitCode.ShouldBe(0, seen.All);
        seen.Output.ShouldContain("OneShot succeeded");
        seen.Output.ShouldContain("→ there is no one-shot in this repository yet");
    }

    [Fact]
    public void A_preview_is_seen_whole_and_what_was_made_or_undone_is()
    {
        string[] asked = ["-t:OneShot", "-p:OneShotForge=local", "-p:OneShotAgent=rehearsal"];
        var preview = _shop.BuildAtTerminal(80, "", [.. asked, "-p:OneShotPrompt=Add it", "-p:OneShotPreview=true"]);
        preview.Output.ShouldContain("→ this was a preview: nothing was made\n  git fast-import");
        preview.Output.ShouldContain("\n      ### Prompt\n");
        preview.Output.ShouldContain("\n  start a run here\n");

        var made = _shop.BuildAtTerminal(80, "", [.. asked, "-p:OneShotPrompt=Add it"]);
        var id = Path.GetFileNameWithoutExtension(Directory.GetFiles(_shop.Repo[".git/oneshot/journal"]).Single());
        var typed = "dotnet build -t:OneShotReport -p:OneShotDistinctId=" + id;
        made.Output.ShouldContain(
            $"→ pull request: file://{_shop.Repo.Path}/.git/oneshot/pulls/1.html\n  run: file://"
        );
        made.Output.ShouldContain($"\n  open: {typed} -p:OneShotOpen=true\n  undo: dotnet build -t:OneShotUndo ");
        var undone = _shop.BuildAtTerminal(80, "", "-t:OneShotUndo", "-p:OneShotDistinctId=" + id);
        undone.Output.ShouldContain($"→ {id} is undone; prompt, plan and logs are kept in .git/oneshot\n");
        undone.Output.ShouldContain("\n  deleted the branch oneshot-add-it-");
    }

    public void Dispose() => _shop.Dispose();
}
