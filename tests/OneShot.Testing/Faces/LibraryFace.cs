using OneShot.Core.Settings;

namespace OneShot.Testing.Faces;

/// <summary>A program's own code, which is this test.</summary>
public sealed class LibraryFace : IFace
{
    public IReadOnlyDictionary<string, string> Files { get; } = new Dictionary<string, string>();

    public bool HasExitCodes => true;

    public Outcome Ask(
        string folder,
        IReadOnlyDictionary<string, string?> environment,
        IReadOnlyDictionary<string, string> arguments
    )
    {
        var settings = new OneShotSettings();
        foreach (var (name, value) in arguments)
            Arguments.Find(name)!.Set(settings, value);
        using var client = new OneShotClient(
            new OneShotClientOptions
            {
                WorkingFolder = folder,
                ProgramFolder = Path.GetDirectoryName(Repository.Program("OneShot.Tool"))!,
                Variable = name =>
                    environment.TryGetValue(name, out var value) ? value : Environment.GetEnvironmentVariable(name),
            }
        );
        try
        {
            var receipt = (
                settings.Resume is { } id ? client.ResumeAsync(id, settings) : client.DispatchAsync(settings)
            )
                .GetAwaiter()
                .GetResult();
            return new Outcome(0, receipt.Branch, "");
        }
        catch (OneShotException exception)
        {
            return new Outcome((int)exception.Error.Exit, "", exception.Message);
        }
    }
}
