using OneShot.Core.Errors;
using OneShot.Core.Ports;

namespace OneShot.Core.Tests.Ports;

public class PreviewLogTests
{
    [Fact]
    public void An_obstacle_names_the_command_of_the_face()
    {
        var reporter = new RecordingReporter();
        var log = new PreviewLog(reporter, "dotnet oneshot");
        log.Stop(OneShotErrors.PromptMissing());
        log.Stop(OneShotErrors.PromptMissing());
        log.Obstacles.ShouldHaveSingleItem().ShouldContain("Type: dotnet oneshot \"what should be done\"");
        reporter.Text.ShouldContain("a dispatch would stop here: OS2001");
    }
}
