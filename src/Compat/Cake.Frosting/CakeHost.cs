using System.Reflection;
using Cake.Cli;
using Cake.Core;
using Cake.Core.Diagnostics;
using Cake.Frosting.Internal;
using Microsoft.Extensions.DependencyInjection;
using Spectre.Console.Cli;

namespace Cake.Frosting;

/// <summary>
/// The console application that a Frosting build is: collects services
/// and task assemblies, then runs the targets of the command line.
/// </summary>
public sealed class CakeHost
{
    private readonly ServiceCollection _services = new();
    private readonly List<Assembly> _assemblies = [];

    /// <summary>Creates a host that knows the tasks of the entry assembly.</summary>
    public CakeHost()
    {
        if (Assembly.GetEntryAssembly() is { } entry)
            _assemblies.Add(entry);
    }

    /// <summary>Creates a host, like the constructor.</summary>
    /// <returns>The new host.</returns>
    public static CakeHost Create() => new();

    /// <summary>Adds an assembly whose exported tasks belong to this build.</summary>
    /// <param name="assembly">The assembly to search for tasks.</param>
    /// <returns>The same host.</returns>
    public CakeHost AddAssembly(Assembly assembly)
    {
        ArgumentNullException.ThrowIfNull(assembly);
        _assemblies.Add(assembly);
        return this;
    }

    /// <summary>Registers services; of several registrations for one service the last wins.</summary>
    /// <param name="services">Receives the host's service collection.</param>
    /// <returns>The same host.</returns>
    public CakeHost ConfigureServices(Action<IServiceCollection> services)
    {
        ArgumentNullException.ThrowIfNull(services);
        services(_services);
        return this;
    }

    /// <summary>Runs what the arguments ask for.</summary>
    /// <param name="args">The command line.</param>
    /// <returns>0 when all went well; the exit code of the failure otherwise;
    /// a negative number when the command line does not parse.</returns>
    public int Run(IEnumerable<string> args)
    {
        ArgumentNullException.ThrowIfNull(args);
        IServiceCollection services = new ServiceCollection();
        services.AddCakeDiagnostics();
        services.UseCakeDefaultModules();
        services.AddFrostingDefaults();
        foreach (var task in _assemblies.Distinct().SelectMany(TaskCatalog.TasksOf))
            services.AddSingleton(typeof(IFrostingTask), task);
        foreach (var descriptor in _services)
            services.Add(descriptor);

        // The command line has services of its own: its console must not replace the host's.
        var app = new CommandApp<FrostingCommand>(new TypeRegistrar(new ServiceCollection().AddSingleton(services)));
        app.Configure(configurator =>
        {
            configurator.Settings.ApplicationName = Assembly.GetEntryAssembly()?.GetName().Name ?? "build";
            configurator.SetExceptionHandler((exception, _) => Report(exception));
        });
        return app.Run(args, CancellationToken.None);
    }

    // Only the command line itself fails here: a run reports its own failures.
    private static int Report(Exception exception)
    {
        new CakeBuildLog(new CakeConsole(new CakeEnvironment(new CakePlatform(), new CakeRuntime()))).LogException(
            exception
        );
        return -1;
    }
}
