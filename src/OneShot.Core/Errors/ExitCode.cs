namespace OneShot;

/// <summary>How a command ended, for the shell that called it.</summary>
public enum ExitCode
{
    /// <summary>Everything asked for was done.</summary>
    Done = 0,

    /// <summary>A bug: the full trace is printed.</summary>
    Unexpected = 1,

    /// <summary>The input is wrong; nothing was created.</summary>
    BadInput = 2,

    /// <summary>Something around the command is missing: git, a token, a repository, a workflow.</summary>
    Environment = 3,

    /// <summary>The forge said no.</summary>
    Refused = 4,

    /// <summary>Something exists, moved or is locked.</summary>
    Conflict = 5,

    /// <summary>The agent or the plan failed.</summary>
    AgentFailed = 6,

    /// <summary>A time limit was reached.</summary>
    TimedOut = 7,

    /// <summary>Stopped by Ctrl+C or SIGTERM (128 + 2, as shells have it).</summary>
    Cancelled = 130,
}
