using System.Globalization;
using Cake.Core;
using Cake.Core.Configuration;
using Cake.Core.Diagnostics;
using Cake.Core.IO;
using Cake.Core.Tooling;

namespace OneShot.Cake.Tests;

/// <summary>What a script's log has while an agent works.</summary>
public class ScriptReporterTests
{
    [Fact]
    public void A_log_that_would_stand_still_gets_a_line_now_and_then()
    {
        var clock = new Clock();
        var context = new Context();
        var reporter = ScriptReporter.Waiting(context, clock);
        for (var second = 0; second < 70; second++)
        {
            if (second == 20)
                reporter.Progress("a line of the log");
            reporter.Doing($"implement: {{step}} {second}");
            clock.Now = clock.Now.AddSeconds(1);
        }

        reporter.Doing(null);
        context.Lines.ShouldBe(["a line of the log", "still at it after 50 s: implement: {step} 50"]);
    }

    private sealed class Clock : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = DateTimeOffset.UnixEpoch;

        public override DateTimeOffset GetUtcNow() => Now;
    }

    // Cake's own context, but for what a line of a log has nothing to do with.
    private sealed class Context : ICakeContext, ICakeLog
    {
        public List<string> Lines { get; } = [];

        public Verbosity Verbosity { get; set; } = Verbosity.Normal;

        public ICakeLog Log => this;

        public IFileSystem FileSystem => throw new NotSupportedException();

        public ICakeEnvironment Environment => throw new NotSupportedException();

        public IGlobber Globber => throw new NotSupportedException();

        public ICakeArguments Arguments => throw new NotSupportedException();

        public IProcessRunner ProcessRunner => throw new NotSupportedException();

        public IRegistry Registry => throw new NotSupportedException();

        public IToolLocator Tools => throw new NotSupportedException();

        public ICakeDataResolver Data => throw new NotSupportedException();

        public ICakeConfiguration Configuration => throw new NotSupportedException();

        public void Write(Verbosity verbosity, LogLevel level, string format, params object[] args) =>
            Lines.Add(string.Format(CultureInfo.InvariantCulture, format, args));
    }
}
