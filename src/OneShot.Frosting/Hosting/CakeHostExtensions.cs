using System.Reflection;
using Cake.Frosting;
using Microsoft.Extensions.DependencyInjection;
using OneShot.Frosting.Output;
using OneShot.Frosting.Running;
using OneShot.Frosting.Tasks;

namespace OneShot.Frosting;

/// <summary>Adds OneShot to a Cake Frosting build.</summary>
public static class CakeHostExtensions
{
    /// <summary>
    /// Uses a context of your own and adds OneShot's tasks, with a <c>Default</c> that helps where the build has none.
    /// </summary>
    /// <typeparam name="TContext">The context: derived from <see cref="OneShotContext"/>,
    /// or implementing <see cref="IOneShotContext"/>.</typeparam>
    /// <param name="host">The host.</param>
    /// <returns>The same host.</returns>
    public static CakeHost UseOneShot<TContext>(this CakeHost host)
        where TContext : class, IOneShotContext => host.UseOneShot<TContext>(_ => { });

    /// <summary>The same with some of OneShot's tasks only.</summary>
    /// <typeparam name="TContext">The context.</typeparam>
    /// <param name="host">The host.</param>
    /// <param name="filter">Tells which to add, by class. A task that another one depends on must stay.</param>
    /// <returns>The same host.</returns>
    public static CakeHost UseOneShot<TContext>(this CakeHost host, Func<Type, bool> filter)
        where TContext : class, IOneShotContext => host.UseOneShot<TContext>(options => options.OnlyTasks(filter));

    /// <summary>
    /// The same with what your code gives OneShot, such as <c>options =&gt; options.UseGitHub(_ =&gt; client)</c>.
    /// </summary>
    /// <typeparam name="TContext">The context.</typeparam>
    /// <param name="host">The host.</param>
    /// <param name="configure">Gives it.</param>
    /// <returns>The same host.</returns>
    public static CakeHost UseOneShot<TContext>(this CakeHost host, Action<OneShotHostOptions> configure)
        where TContext : class, IOneShotContext
    {
        ArgumentNullException.ThrowIfNull(host);
        ArgumentNullException.ThrowIfNull(configure);
        var options = new OneShotHostOptions();
        configure(options);
        _ = UserFolder.Here; // a host that is told to go elsewhere does so under Run
        return host.UseContext<TContext>()
            .ConfigureServices(services =>
            {
                services.AddSingleton(options);
                foreach (var task in OwnTasks.All.Where(options.Takes))
                    services.AddSingleton(typeof(IFrostingTask), task);
                if (options.Takes(typeof(OneShotHelpTask)) && HelpfulDefaultTask.IsWanted(Assembly.GetEntryAssembly()))
                    services.AddSingleton<IFrostingTask, HelpfulDefaultTask>();
            });
    }

    /// <summary>
    /// Runs the host with OneShot's exit codes, <c>--output=json</c>
    /// and cancellation. Everything else is as under <c>Run</c>.
    /// </summary>
    /// <param name="host">The host.</param>
    /// <param name="args">The command line.</param>
    /// <param name="options">How to read it.</param>
    /// <returns>0 done · 1 unexpected · 2 bad input · 3 environment · 4 refused · 5
    /// conflict · 6 agent or plan failed · 7 timed out · 130 cancelled.</returns>
    public static int RunOneShot(this CakeHost host, IEnumerable<string> args, OneShotRunOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(host);
        ArgumentNullException.ThrowIfNull(args);
        return new OneShotRunner(host, args.ToArray(), options ?? new OneShotRunOptions()).Run();
    }
}
