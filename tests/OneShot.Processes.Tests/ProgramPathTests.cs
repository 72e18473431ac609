namespace OneShot.Processes.Tests;

/// <summary>Programs are found where a shell would find them.</summary>
public sealed class ProgramPathTests : IDisposable
{
    private readonly TempFolder _folder = new("path");

    [Fact]
    public void The_first_folder_that_has_it_wins()
    {
        var (first, second) = (
            _folder.Executable("a/tool", "#!/bin/sh\n"),
            _folder.Executable("b/tool", "#!/bin/sh\n")
        );
        ProgramPath.Find("tool", $"{_folder["a"]}:{_folder["b"]}").ShouldBe(first);
        ProgramPath.Find("tool", $"{_folder["none"]}::{_folder["b"]}").ShouldBe(second);
        ProgramPath.Find(second, _folder["a"]).ShouldBe(second);
    }

    [Fact]
    public void What_is_nowhere_is_not_found()
    {
        Directory.CreateDirectory(_folder["a/tool"]);
        ProgramPath.Find("tool", _folder["a"]).ShouldBeNull("a folder is no program");
        ProgramPath.Find("tool", "").ShouldBeNull();
        ProgramPath.Find("tool", null).ShouldBeNull();
    }

    public void Dispose() => _folder.Dispose();
}
