namespace OneShot.Core.Model;

/// <summary>A command of the user's own.</summary>
internal static class CommandDescriptor
{
    public static AgentDescriptor Value { get; } =
        new(AgentName.Command)
        {
            TellsTurns = false,
            Notes = new("what `--agent-env=` names", "the same", "what `--agent-env=` names is **held**", "none"),
        };
}
