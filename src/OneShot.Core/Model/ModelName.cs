using OneShot.Core.Errors;
using OneShot.Core.Text;

namespace OneShot.Core.Model;

/// <summary>Names of models: the short ones of an agent's, and the form of its full ones.</summary>
internal static class ModelName
{
    /// <summary>The short names that an agent has.</summary>
    public static IReadOnlyList<string> Short { get; } = [.. AgentDescriptors.All.SelectMany(one => one.ShortModels)];

    /// <summary>Checks a model.</summary>
    /// <param name="model">The model as given; <see langword="null"/> leaves the choice to the agent.</param>
    /// <param name="agent">A name from <see cref="AgentName.All"/>.</param>
    /// <returns>The model as the agent is told it.</returns>
    /// <exception cref="OneShotException">OS2009: the agent has no such model.</exception>
    public static string? Parse(string? model, string agent)
    {
        if (model is null)
            return null;
        var descriptor = AgentDescriptors.Of(agent);
        if (descriptor.ShortModels.FirstOrDefault(name => IsShortFor(model, name)) is { } known)
            return known;
        return descriptor.ModelForm().IsMatch(model)
            ? model
            : throw OneShotErrors.ModelUnknown(
                model,
                agent,
                EditDistance.Meant(model, descriptor.ShortModels),
                descriptor.ModelExample
            );
    }

    private static bool IsShortFor(string model, string name) =>
        model.Equals(name, StringComparison.OrdinalIgnoreCase)
        || model.Equals(name[..1], StringComparison.OrdinalIgnoreCase);
}
