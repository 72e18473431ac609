namespace OneShot.Core.Plans;

/// <summary>The files that go from one job to the next, in a work tree's <c>.impl</c>. They never reach trunk.</summary>
public static class PlanFiles
{
    /// <summary>Their folder, and the beginning of their paths.</summary>
    public const string Folder = ".impl";

    /// <summary>The prompt, for the planner.</summary>
    public const string Task = "task.md";

    /// <summary>The plan.</summary>
    public const string Plan = "plan.md";

    /// <summary>What became of the planning.</summary>
    public const string PlanResult = "plan-result.json";

    /// <summary>The implementer's commits.</summary>
    public const string Bundle = "implementation.bundle";

    /// <summary>What became of the implementing.</summary>
    public const string ImplementationResult = "implementation-result.json";
}
