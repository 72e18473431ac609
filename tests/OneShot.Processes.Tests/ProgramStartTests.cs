namespace OneShot.Processes.Tests;

/// <summary>What a program gets of the one that starts it: what it is given, and nothing else.</summary>
public sealed class ProgramStartTests : IDisposable
{
    private readonly TempFolder _folder = new("start");

    [Fact]
    public async Task No_shell_reads_its_arguments()
    {
        string[] typed = ["a b", "$HOME", "`id`", "\"'", "", "-n", "ö\u00a0"];
        (await PrintedAsync(new("printf", ["%s|", .. typed]))).ShouldBe(string.Join('|', typed) + "|");
    }

    [Fact]
    public async Task Its_variables_are_those_that_it_is_given()
    {
        var start = new ProgramStart("/usr/bin/env")
        {
            Variables = ProgramStart.Only(KeyValuePair.Create("ONLY", "this")),
        };
        (await PrintedAsync(start)).ShouldBe("ONLY=this\n");
    }

    [Fact]
    public async Task A_bound_one_inherits_no_open_file()
    {
        if (!OperatingSystem.IsLinux())
            return;
        // Inheritable, as those of a shell that starts the build are.
        using var open = new FileStream(
            _folder["open"],
            FileMode.CreateNew,
            FileAccess.Write,
            FileShare.Inheritable | FileShare.ReadWrite
        );
        var start = new ProgramStart("ls", "-l", "/proc/self/fd");
        (await PrintedAsync(start)).ShouldContain(_folder["open"]);
        (await PrintedAsync(start, BoundProcess.Start)).ShouldNotContain(_folder["open"]);
    }

    public void Dispose() => _folder.Dispose();

    private static async Task<string> PrintedAsync(
        ProgramStart start,
        Func<ProgramStart, System.Diagnostics.Process>? how = null
    )
    {
        start = start with { Streams = ProgramStreams.Output };
        using var process = how?.Invoke(start) ?? start.Start();
        var printed = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return printed;
    }
}
