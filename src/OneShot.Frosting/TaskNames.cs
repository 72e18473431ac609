namespace OneShot.Frosting;

/// <summary>The names of OneShot's tasks.</summary>
public static class TaskNames
{
    /// <summary>Checks the prompt.</summary>
    public const string ValidatePrompt = "ValidatePrompt";

    /// <summary>Makes the branch.</summary>
    public const string CreateOneShotBranch = "CreateOneShotBranch";

    /// <summary>Opens the draft pull request.</summary>
    public const string OpenDraftPr = "OpenDraftPr";

    /// <summary>Starts the workflow.</summary>
    public const string TriggerOneShot = "TriggerOneShot";

    /// <summary>The whole.</summary>
    public const string OneShot = "OneShot";

    /// <summary>Goes back to what was checked out.</summary>
    public const string RestoreBranch = "RestoreBranch";

    /// <summary>Prints tasks, arguments and examples.</summary>
    public const string OneShotHelp = "OneShotHelp";
}
