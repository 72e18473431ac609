namespace OneShot.Core.Settings;

/// <summary>The headings of the list of arguments.</summary>
internal enum ArgumentGroup
{
    /// <summary>What is asked, and of whom.</summary>
    Asking,

    /// <summary>Where it happens.</summary>
    Place,

    /// <summary>How the command behaves.</summary>
    Behaviour,

    /// <summary>What the agents of a local run may use and see.</summary>
    Agent,

    /// <summary>What an earlier one-shot needs.</summary>
    Earlier,

    /// <summary>What a task needs that runs by itself.</summary>
    Step,

    /// <summary>What a repository is set up for.</summary>
    SetUp,

    /// <summary>What help is about.</summary>
    Help,
}
