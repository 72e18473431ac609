namespace Build;

/// <summary>The tests with the real agent programs.</summary>
internal static class AgentTests
{
    /// <summary>Runs them.</summary>
    /// <param name="context">The build.</param>
    /// <param name="filter">Those to run; <see langword="null"/> takes <c>--filter</c>.</param>
    /// <param name="recorded">The agents whose recordings are written anew.</param>
    public static void Run(BuildContext context, string? filter = null, params string[] recorded)
    {
        var tests = new TestProject(context.Root.FullPath, "OneShot.Agents.Tests").Assembly(context.BuildConfiguration);
        var variables = new Dictionary<string, string?> { ["RECORD_AGENTS"] = string.Join(',', recorded) };
        TestRun.Of(context, [tests], context.AgentTestResults, filter: filter, variables: variables);
    }
}
