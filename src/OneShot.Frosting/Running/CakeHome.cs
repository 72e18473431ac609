using OneShot.Core.Storage;

namespace OneShot.Frosting.Running;

/// <summary>
/// A home for what Cake's engine keeps in the user's: it makes NuGet's settings there before any task runs, and ends
/// with a trace where it can't, as in many a container. The .NET SDK's own variable names another one.
/// </summary>
internal sealed class CakeHome : IDisposable
{
    private const string Variable = "DOTNET_CLI_HOME";

    private readonly string _folder = Directory.CreateTempSubdirectory("oneshot-cake-").FullName;

    private CakeHome() => Environment.SetEnvironmentVariable(Variable, _folder);

    /// <summary>Makes one, if it is needed.</summary>
    /// <returns>The home, until it is disposed; <see langword="null"/> where the user's own will do.</returns>
    public static CakeHome? Make() =>
        OperatingSystem.IsWindows()
        || !string.IsNullOrEmpty(Environment.GetEnvironmentVariable(Variable))
        || IsGood(Environment.GetEnvironmentVariable("HOME"))
            ? null
            : new CakeHome();

    public void Dispose()
    {
        Environment.SetEnvironmentVariable(Variable, null);
        Directory.Delete(_folder, recursive: true);
    }

    private static bool IsGood(string? home)
    {
        if (string.IsNullOrEmpty(home))
            return true; // then it is the one of the user's account
        var settings = Path.Combine(home, ".nuget", "NuGet");
        try
        {
            return File.Exists(Path.Combine(settings, "NuGet.Config"))
                || WritableFolder.Fault(Directory.CreateDirectory(settings).FullName) is null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
