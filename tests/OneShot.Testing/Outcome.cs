namespace OneShot.Testing;

/// <summary>How a program ended.</summary>
public sealed record Outcome(int ExitCode, string Output, string Error)
{
    public string All => Output + Error;
}
