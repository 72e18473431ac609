using Cake.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Win32.SafeHandles;
using Spectre.Console;

namespace OneShot.Frosting.Output;

/// <summary>
/// Codes of colours are for terminals, and for the log of GitHub, which shows them. A file or a pipe gets text.
/// </summary>
internal static class Colours
{
    private const string Switch = "NO_COLOR";

    /// <summary>
    /// Says by the variable that everybody knows that standard output takes none: Cake, Spectre and whatever the
    /// build starts ask no more than that. Must come after standard output was moved, and before anything is written.
    /// </summary>
    public static void Settle()
    {
        if (TakesOutput())
            return;
        Environment.SetEnvironmentVariable(Switch, "1");
        AnsiConsole.Profile.Capabilities.Ansi = false; // bold letters are none of the variable's business
    }

    /// <summary>A console of Spectre's on standard output, which takes codes where that does.</summary>
    public static IAnsiConsole NewConsole() =>
        AnsiConsole.Create(
            new AnsiConsoleSettings
            {
                Ansi = TakesOutput() ? AnsiSupport.Detect : AnsiSupport.No,
                Out = Console.IsOutputRedirected ? new AnsiConsoleOutput(new TrimmedWriter(Console.Out)) : null,
            }
        );

    /// <summary>
    /// Keeps codes out of standard error where that alone is led away, unless the build has a console of its own.
    /// </summary>
    public static void KeepFromErrors(IServiceCollection services)
    {
        if (Takes(2, Console.IsErrorRedirected) || services.Any(service => service.ServiceType == typeof(IConsole)))
            return;
        services.AddSingleton<IConsole>(provider => new PlainErrorConsole(
            new CakeConsole(provider.GetRequiredService<ICakeEnvironment>())
        ));
    }

    private static bool TakesOutput() => Takes(1, Console.IsOutputRedirected);

    private static bool Takes(int descriptor, bool isRedirected) =>
        !isRedirected
        || (Says("GITHUB_ACTIONS") is "true" && Says(Switch) is not { Length: > 0 } && !IsFile(descriptor));

    private static string? Says(string variable) => Environment.GetEnvironmentVariable(variable);

    // A step's output is a pipe, which has no length; what the step itself leads into a file has.
    private static bool IsFile(int descriptor)
    {
        if (OperatingSystem.IsWindows())
            return false;
        try
        {
            using var handle = new SafeFileHandle(descriptor, ownsHandle: false);
            return RandomAccess.GetLength(handle) >= 0;
        }
        catch (Exception exception) when (exception is NotSupportedException or IOException)
        {
            return false;
        }
    }
}
