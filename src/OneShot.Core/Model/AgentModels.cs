using System.Text.RegularExpressions;

namespace OneShot.Core.Model;

/// <summary>Forms of models' names that are no single agent's.</summary>
internal static partial class AgentModels
{
    /// <summary>Whatever can be a model's name.</summary>
    [GeneratedRegex(@"^[a-zA-Z0-9][a-zA-Z0-9./:@_-]{0,100}\z", RegexOptions.CultureInvariant, 10_000)]
    public static partial Regex Any();

    /// <summary>No model at all.</summary>
    [GeneratedRegex(@"^(?!)", RegexOptions.CultureInvariant, 10_000)]
    public static partial Regex None();
}
