namespace OneShot.Core.Settings;

/// <summary>What an entry of a file of prompts says, by the rules of the arguments of the same names.</summary>
internal sealed class EntryValues
{
    private readonly OneShotSettings _said = new();

    /// <summary>The prompt.</summary>
    public string? Prompt => _said.Prompt;

    /// <summary>A file with the prompt.</summary>
    public string? PromptFile => _said.PromptFile;

    /// <summary>The source of the branch's slug.</summary>
    public string? Slug => _said.Slug;

    /// <summary>The model.</summary>
    public string? Model => _said.Model;

    /// <summary>The agent.</summary>
    public string? Agent => _said.Agent;

    /// <summary>The branch to start from.</summary>
    public string? Base => _said.Base;

    /// <summary>The issue that is planned for.</summary>
    public int? PlanIssue => _said.PlanIssue;

    /// <summary>Takes a value.</summary>
    /// <param name="name">The argument's name.</param>
    /// <param name="value">The value.</param>
    /// <exception cref="OneShotException">It is no such value.</exception>
    public void Set(string name, string value) => Arguments.Find(name)!.Set(_said, value);
}
