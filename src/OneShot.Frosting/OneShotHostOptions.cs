using Octokit;

namespace OneShot.Frosting;

/// <summary>What a build's own code gives OneShot beside settings.</summary>
public sealed class OneShotHostOptions
{
    /// <summary>Makes the client for GitHub.</summary>
    internal Func<IOneShotContext, IGitHubClient>? GitHub { get; private set; }

    /// <summary>Tells which of OneShot's tasks to add, by class.</summary>
    internal Func<Type, bool> Takes { get; private set; } = _ => true;

    /// <summary>
    /// Uses your own client for GitHub: its credentials, address, proxy and handlers, and no token is looked up. git is
    /// lent its credentials where they are a token.
    /// </summary>
    /// <param name="client">Gives the client when it is needed, so not in a one-shot of this machine; it is not disposed
    /// of. One that speaks to another server than the remote's is OS3138.</param>
    /// <returns>The same options.</returns>
    public OneShotHostOptions UseGitHub(Func<IOneShotContext, IGitHubClient> client)
    {
        ArgumentNullException.ThrowIfNull(client);
        GitHub = client;
        return this;
    }

    /// <summary>Adds only some of OneShot's tasks. A task that another one depends on must stay.</summary>
    /// <param name="filter">Tells which, by class.</param>
    /// <returns>The same options.</returns>
    public OneShotHostOptions OnlyTasks(Func<Type, bool> filter)
    {
        ArgumentNullException.ThrowIfNull(filter);
        Takes = filter;
        return this;
    }

    /// <summary>The client of the build that a context is of, where it gives one.</summary>
    internal static Func<IConnection>? ClientOf(IOneShotContext context) =>
        (context.ServiceProvider.GetService(typeof(OneShotHostOptions)) as OneShotHostOptions)?.GitHub is { } client
            ? () => client(context).Connection
            : null;
}
