using System.Text.Json.Serialization;

namespace OneShot;

/// <summary>What a command answers that did what it was asked. Each kind of command has a receipt of its own.</summary>
public abstract record Receipt
{
    /// <summary>Always <see langword="true"/>; an error is an <see cref="OneShotException"/>.</summary>
    [JsonPropertyOrder(-4)]
    public bool Success { get; } = true;

    /// <summary>The format of the JSON.</summary>
    [JsonPropertyOrder(-3)]
    public int Format { get; } = 2;

    /// <summary>Whether nothing was made.</summary>
    [JsonPropertyOrder(-2)]
    public bool Preview { get; init; }

    /// <summary>What it hands to the steps that follow in a job of Actions: names, and what is known.</summary>
    internal virtual IEnumerable<(string Name, object? Value)> Outputs => [];
}
