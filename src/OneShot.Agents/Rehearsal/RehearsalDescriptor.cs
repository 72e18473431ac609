namespace OneShot.Core.Model;

/// <summary>The one that uses no model.</summary>
internal static class RehearsalDescriptor
{
    public static AgentDescriptor Value { get; } =
        new(AgentName.Rehearsal)
        {
            ModelForm = AgentModels.None,
            ModelExample = "… with another agent: the rehearsal needs no model",
        };
}
