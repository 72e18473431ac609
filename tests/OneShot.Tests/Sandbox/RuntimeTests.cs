using OneShot.Agents.Sandbox;

namespace OneShot.Tests.Sandbox;

/// <summary>
/// What the proxy is built on is found, or there is one reason;
/// npm and Node are scripts, because tests reach no registry.
/// </summary>
public sealed class RuntimeTests : IDisposable
{
    private readonly TempFolder _folder = new("runtime");
    private readonly Dictionary<string, string> _variables = [];

    public RuntimeTests()
    {
        (_variables["PATH"], _variables["HOME"]) = (_folder["bin"] + ":/usr/bin:/bin", _folder["home"]);
        Program("node", "echo v20.20.2");
    }

    [Fact]
    public async Task It_is_installed_once_whole_or_not_at_all()
    {
        Program(
            "npm",
            $"echo \"$PWD $*\" >> {_folder["calls"]}; mkdir -p node_modules/{SandboxRuntime.Package}; env > "
                + $"{_folder["environment"]}; echo '{{\"packages\":{{}}}}' > node_modules/.package-lock.json"
        );
        Environment.SetEnvironmentVariable("MODEL_TEST_API_KEY", "sk-of-the-user");
        for (var time = 0; time < 2; time++)
        {
            var (files, reason) = await PrepareAsync();
            reason.ShouldBeNull();
            Directory.Exists(files!.Folder).ShouldBeTrue();
        }

        var call = File.ReadAllLines(_folder["calls"]).Single();
        call.ShouldContain(" ci --ignore-scripts");
        File.ReadAllText(_folder["environment"]).ShouldNotContain("sk-of-the-user");
        var made = Directory.GetDirectories(_folder["home/.cache/oneshot"]).Single();
        Path.GetFileName(made).ShouldStartWith("sandbox-0.0.");
        if (!OperatingSystem.IsWindows())
            File.GetUnixFileMode(made)
                .ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    [Fact]
    public async Task One_that_others_could_have_written_is_made_anew()
    {
        Program(
            "npm",
            $"mkdir -p node_modules/{SandboxRuntime.Package}; echo '{{\"packages\":{{}}}}' > "
                + $"node_modules/.package-lock.json"
        );
        var (files, _) = await PrepareAsync();
        var made = Path.GetFullPath(files!.Folder + "/../../..");
        File.WriteAllText(Path.Combine(made, "planted"), "x");
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(made, (UnixFileMode)0x1FF);
        (await PrepareAsync()).Reason.ShouldBeNull();
        File.Exists(Path.Combine(made, "planted")).ShouldBeFalse();
    }

    [Theory]
    [InlineData(
        "npm",
        "echo 'npm error network request to the registry failed' >&2; exit 1",
        "npm ci: npm error network request to the registry failed"
    )]
    [InlineData(
        "npm",
        "mkdir -p node_modules; echo '{\"packages\":{\"node_modules/x\":{}}}' > node_modules/.package-lock.json",
        "the lock file has no hash of x"
    )]
    [InlineData("node", "echo v18.1.0", "node 20 or newer is needed, and this is 18")]
    [InlineData("node", "exit 1", "does not report its version")]
    public async Task What_is_in_the_way_is_one_reason(string program, string script, string reason)
    {
        Program(program, script);
        var (files, why) = await PrepareAsync();
        files.ShouldBeNull();
        why.ShouldNotBeNull().ShouldContain(reason);
        if (Directory.Exists(_folder["home/.cache/oneshot"]))
            Directory.GetFileSystemEntries(_folder["home/.cache/oneshot"]).ShouldBeEmpty();
    }

    [Fact]
    public async Task In_a_job_it_is_in_the_runners_own_folder()
    {
        Program(
            "npm",
            $"mkdir -p node_modules/{SandboxRuntime.Package}; echo '{{\"packages\":{{}}}}' > "
                + $"node_modules/.package-lock.json"
        );
        (_variables["GITHUB_ACTIONS"], _variables["RUNNER_TEMP"]) = ("true", _folder["runner"]);
        (await PrepareAsync()).Files!.Folder.ShouldStartWith(_folder["runner/oneshot/sandbox-"]);
    }

    public void Dispose()
    {
        Environment.SetEnvironmentVariable("MODEL_TEST_API_KEY", null);
        _folder.Dispose();
    }

    private Task<(RuntimeFiles? Files, string? Reason)> PrepareAsync() =>
        new SandboxRuntime(_variables.GetValueOrDefault).PrepareAsync(CancellationToken.None);

    private void Program(string name, string script)
    {
        _folder.Executable("bin/" + name, "#!/bin/sh\n" + script + "\n");
    }
}
