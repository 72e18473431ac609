using System.Globalization;

namespace OneShot.Core.Errors;

/// <content>Failures of time: a limit was reached.</content>
internal static partial class OneShotErrors
{
#pragma warning disable CS1591 // each message is its own documentation, and is printed in docs/errors.md

    public static OneShotException ForgeTimedOut(string host, string what, double seconds) =>
        Error(
            7001,
            $"{host} did not answer within {seconds.ToString("0.#", CultureInfo.InvariantCulture)} s ({what}).",
            "Try again, or allow more: --http-timeout=SECONDS"
        );

    public static OneShotException GitTimedOut(string command, double seconds) =>
        Error(
            CaughtCode.GitTimedOut,
            $"git {command} did not end within {seconds.ToString("0.#", CultureInfo.InvariantCulture)} s.",
            "Check the remote, or allow more: --git-timeout=SECONDS"
        );

    public static OneShotException RunNotFound(string id, double seconds) =>
        Error(
            7003,
            $"The run of {id} did not appear within {seconds.ToString("0.#", CultureInfo.InvariantCulture)} s, "
                + $"although the server took the request.",
            "Look at the Actions page of the repository."
        );

    public static OneShotException WatchTimedOut(string url, string limit) =>
        Error(7004, $"The run did not end within {limit}: {url}", "Watch longer: --watch-minutes=N");

    public static OneShotException AgentTimedOut(string agent, double seconds) =>
        Error(
            7005,
            $"The agent {agent} did not end within "
                + $"{(seconds < 120 ? seconds.ToString("0.#", CultureInfo.InvariantCulture) + " s" : (seconds / 60).ToString("0.#", CultureInfo.InvariantCulture) + " min")}.",
            "Allow more: --timeout=SECONDS (or --plan-minutes=N, --implement-minutes=N)."
        );

#pragma warning restore CS1591
}
