using Cake.Core;
using Cake.Core.Diagnostics;
using Cake.Frosting;
using Microsoft.Extensions.DependencyInjection;
using OneShot.Core.Errors;
using OneShot.Core.Places;
using OneShot.Core.Receipts;
using OneShot.Core.Scaffolding;
using OneShot.Core.Settings;
using OneShot.Core.Text;
using OneShot.Frosting.Output;
using IToolInstaller = Cake.Core.Tooling.IToolInstaller;

namespace OneShot.Frosting.Running;

/// <summary>Runs a host the way OneShot's contracts want it: exit codes, one JSON document, cancellation.</summary>
internal sealed class OneShotRunner(CakeHost host, string[] args, OneShotRunOptions options)
{
    private readonly CommandLine _line = new(args);

    public int Run()
    {
        if (AsksForVersion)
            return PrintVersion();
        using var scope = new RunScope
        {
            Declared = options.Arguments,
            CallerFolder = UserFolder.Here,
            IsBare = options.IsBare || IsJson(),
            IsUndo = Value("undo") is not null,
        };
        using var channel = IsJson() ? JsonChannel.Open() : null;
        Colours.Settle();
        using var signals = new ShutdownSignals(scope);
        var command = Faces.Command(Environment.GetEnvironmentVariable);
        var result = Value("result") is { Length: > 0 } path ? Path.GetFullPath(path, scope.CallerFolder) : null;
        var ending = new Ending(scope, channel, result, command, IsDryRun);
        scope.End = exit => ending.Say(exit);
        var exit = Run(scope, signals, command, result);
        if (scope.Bug is { } bug)
        {
            Console.Error.WriteLine(SafeText.Without(scope.Secrets, bug.ToString()));
            scope.Failure ??= OneShotErrors
                .Unexpected($"{bug.GetType().Name}: {bug.Message}")
                .Hiding(text => SafeText.Without(scope.Secrets, text));
        }

        return (int)ending.Say(exit);
    }

    // Cake's own switch tells the version of whatever program it is in,
    // which for a build is none. A value makes it a build's own argument.
    private bool AsksForVersion =>
        args.Any(arg => arg is "--version" or "--ver")
        && _line.ValueOf("version") is null
        && !options.Arguments.Contains("version");

    private static int PrintVersion()
    {
        Console.Out.Write(Scaffold.Version + "\n");
        return (int)ExitCode.Done;
    }

    private ExitCode Run(RunScope scope, ShutdownSignals signals, string command, string? result)
    {
        try
        {
            Check(scope.CallerFolder);
            if (result is not null)
                ResultFile.Check(result);
        }
        catch (OneShotException exception)
        {
            scope.Failure = exception.For(command);
            Console.Error.WriteLine(scope.Failure.Line);
            return exception.Error.Exit;
        }

        using var home = CakeHome.Make();
        host.ConfigureServices(services =>
        {
            Observe(services, scope);
            Colours.KeepFromErrors(services);
            services.AddSingleton(provider => new Frame(scope, () => Others<ICakeReportPrinter, Frame>(provider)));
            services.AddSingleton<IToolInstaller>(provider => new LateToolInstaller(
                new Lazy<IToolInstaller>(() => Others<IToolInstaller, LateToolInstaller>(provider))
            ));
            services.AddSingleton<ICakeReportPrinter>(provider => provider.GetRequiredService<Frame>());
            services.AddSingleton<ICakeLog>(provider => new FrameLog(
                scope,
                new Lazy<ICakeLog>(() => Others<ICakeLog, FrameLog>(provider)),
                provider.GetRequiredService<Frame>()
            ));
        });
        var code = host.Run(args);
        if (args.Contains("--help") || args.Contains("-h"))
            Console.WriteLine(
                $"\nTasks and arguments of OneShot: {Faces.Spelled(command, "--target=" + TaskNames.OneShotHelp)}"
            );
        if (signals.WasCancelled)
            return ExitCode.Cancelled;
        if (code == 0)
            return ExitCode.Done;
        if (scope.Bug is not null)
            return ExitCode.Unexpected;
        if (scope.Failure is { } failure)
            return failure.Error.Exit;
        return scope.HasStarted ? ExitCode.Unexpected : ExitCode.BadInput;
    }

    // What stands in front of another service is itself one of its kind.
    private static TService Others<TService, TOwn>(IServiceProvider provider) =>
        provider.GetServices<TService>().Last(service => service is not TOwn);

    private bool IsJson() => Value("output")?.Equals("json", StringComparison.OrdinalIgnoreCase) == true;

    private string? Value(string name)
    {
        var argument = Arguments.Find(name)!;
        return _line.ValueOf(argument.LongName)
            ?? _line.ValueOf(argument.Name)
            ?? Environment.GetEnvironmentVariable(argument.Variable);
    }

    // Cake's own, under which no task's body runs.
    private bool IsDryRun => _line.Has("dryrun") || _line.Has("noop") || _line.Has("whatif");

    // Cake drops "--prompt" before a text that starts with a dash, and refuses "--prompt=" with a message of its own.
    private void Check(string folder)
    {
        // Cake itself does not get over these: it stops with a trace, or waits for a lock that it can't make.
        PlaceRules.Require(folder);
        if (_line.ValueOf("working") is { Length: > 0 } working)
            RequireFolder(Path.GetFullPath(working, folder));
        TemporaryFolder.Require();
        // Its other words may look like arguments.
        if (_line.FollowsPrompt || _line.Words.Count > 1)
            throw TargetRules.Bare(_line);
        if (options.RefuseUnknownArguments)
            UnknownArguments.Refuse(_line.Names, options.Arguments, strict: true);
        TargetRules.RefuseMisspelt(_line, options.Arguments);
        if (_line.Words.Count > 0)
            throw TargetRules.Bare(_line);
        var names = Arguments
            .All.Where(argument => !argument.IsSwitch)
            .SelectMany(argument => new[] { argument.Name, argument.LongName });
        if (names.FirstOrDefault(name => _line.Has(name) && string.IsNullOrEmpty(_line.ValueOf(name))) is not { } empty)
            return;
        throw empty is "prompt" && _line.ValueOf(empty) is ""
            ? OneShotErrors.PromptBlank("--prompt")
            : OneShotErrors.ArgumentNeedsValue(empty);
    }

    private static void RequireFolder(string working)
    {
        PlaceRules.Require(working);
        if (!Directory.Exists(working))
            throw OneShotErrors.NotARepository(working);
    }

    // The context is made once, after the engine and before anything runs: the moment to look at the engine's events.
    private static void Observe(IServiceCollection services, RunScope scope)
    {
        var own =
            services.LastOrDefault(service => service.ServiceType == typeof(IFrostingContext))?.ImplementationType
            ?? typeof(FrostingContext);
        services.AddSingleton(scope);
        services.AddSingleton(provider =>
        {
            var engine = provider.GetRequiredService<ICakeEngine>();
            scope.Tasks = () => engine.Tasks;
            engine.BeforeSetup += (_, _) => scope.HasStarted = true;
            engine.BeforeTeardown += (_, _) => scope.IsTearingDown = true;
            engine.BeforeTaskSetup += (_, _) => scope.HasStarted = true;
            try
            {
                return (IFrostingContext)ActivatorUtilities.CreateInstance(provider, own);
            }
            catch (Exception exception)
            {
                scope.Bug = exception;
                throw;
            }
        });
    }
}
