using System.Text.Json.Serialization;

namespace OneShot.Core.Model;

/// <summary>How a test ended.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<TestState>))]
internal enum TestState
{
    /// <summary>It passed.</summary>
    Passed,

    /// <summary>It failed.</summary>
    Failed,

    /// <summary>It was not run.</summary>
    Skipped,
}
