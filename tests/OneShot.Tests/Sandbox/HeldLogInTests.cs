namespace OneShot.Tests.Sandbox;

/// <summary>A log-in that no proxy can put in: the session has it in memory, and no disk ever has it.</summary>
public sealed class HeldLogInTests : IDisposable
{
    private const string Secret = "gho_of_the_user_0123456789abcdefghij";

    private readonly SandboxedRun _run = new();

    [SandboxFact]
    public async Task It_is_on_no_disk_while_the_session_works_nor_after_kill_9()
    {
        _run.Write("home/.copilot/config.json", $$"""{"token":"{{Secret}}"}""");
        var program = _run.Write(
            "bin/copilot",
            $"#!/bin/sh\n[ \"$1\" = --version ] && echo 99.0.0 && exit\ncat > /dev/null\ngrep -q {Secret} "
                + $"~/.copilot/config.json && touch .impl/started\nsleep {_run.Marker}1\n"
        );
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(program, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        _run.Launch(
                "--forge=local",
                "--agent=copilot",
                "--prompt=Try it",
                "--sandbox=required",
                "--detach",
                "--output=json"
            )
            .ExitCode.ShouldBe(0, _run.Log);
        for (var i = 0; i < 3600 && !Sessions("started").Any(); i++)
            await Task.Delay(50);
        Sessions("started").ShouldNotBeEmpty(_run.Log + " the session has it");
        Holding().ShouldBeEmpty();

        Launch.End(Runners.First()).ShouldBeTrue();
        Holding().ShouldBeEmpty();
    }

    public void Dispose()
    {
        foreach (var runner in Runners)
            Launch.End(runner);
        _run.Dispose();
    }

    private IEnumerable<int> Runners =>
        Directory
            .GetDirectories("/proc")
            .Where(folder => Path.GetFileName(folder).All(char.IsAsciiDigit))
            .Where(folder =>
                Command(folder).Contains("OneShot.Tool.dll\0run\0" + _run["work"], StringComparison.Ordinal)
            )
            .Select(folder => int.Parse(Path.GetFileName(folder), System.Globalization.CultureInfo.InvariantCulture));

    private IEnumerable<string> Sessions(string name) =>
        Directory.EnumerateFiles(
            _run["tmp"],
            name,
            new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint }
        );

    // Everywhere but in the user's own file and program.
    private IEnumerable<string> Holding() =>
        Directory
            .EnumerateFiles(
                _run[""],
                "*",
                new EnumerationOptions
                {
                    RecurseSubdirectories = true,
                    AttributesToSkip = FileAttributes.ReparsePoint | FileAttributes.Device,
                }
            )
            .Where(file =>
                !file.StartsWith(_run["home"], StringComparison.Ordinal)
                && !file.StartsWith(_run["bin"], StringComparison.Ordinal)
                && new FileInfo(file) is { Length: < 1_000_000 }
                && Path.GetExtension(file) is not (".sock" or ".lock")
                && File.ReadAllText(file).Contains(Secret, StringComparison.Ordinal)
            );

    private static string Command(string folder)
    {
        try
        {
            return File.ReadAllText(folder + "/cmdline");
        }
        catch (IOException)
        {
            return "";
        }
    }
}
