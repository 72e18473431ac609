using OneShot.Local;

namespace OneShot.Tests.Local;

public sealed class RunnerProcessTests
{
    private static readonly ProgramStore Copies = new([Path.GetTempPath()]);

    [Fact]
    public void A_host_without_the_runs_program_is_told_before_anything_is_made()
    {
        using var folder = new TempFolder("host");
        var missing = Should.Throw<OneShotException>(new RunnerProcess(folder.Path, Copies).Require);
        missing.Error.Code.ShouldBe("OS3029");
        missing.Error.Message.ShouldContain("refers to the package OneShot");
        Should.NotThrow(new RunnerProcess(AppContext.BaseDirectory, Copies).Require);
    }
}
