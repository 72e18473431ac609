using OneShot.Core.Receipts;

namespace OneShot.Frosting.Output;

/// <summary>In a GitHub Actions job: groups of lines, and errors and warnings as annotations.</summary>
internal static class ActionsOutput
{
    /// <summary>Folds the lines of a step; nothing outside of Actions.</summary>
    public static IDisposable? Group(string name, Func<string, string?> variable)
    {
        if (variable("GITHUB_ACTIONS") is not "true")
            return null;
        Console.WriteLine("::group::" + name);
        return new GroupEnd();
    }

    public static void Failed(OneShotException exception, Func<string, string?> variable)
    {
        if (variable("GITHUB_ACTIONS") is not "true")
            return;
        ActionsFiles.Failed(exception, variable);
        Console.Error.WriteLine(ActionsCommand.Error(exception));
    }

    /// <summary>A warning that the run's page shows.</summary>
    public static void Warned(string line, Func<string, string?> variable)
    {
        if (variable("GITHUB_ACTIONS") is "true")
            Console.Error.WriteLine(ActionsCommand.Warning(line));
    }

    private sealed class GroupEnd : IDisposable
    {
        public void Dispose() => Console.WriteLine("::endgroup::");
    }
}
