using System.Text.Json.Serialization;

namespace OneShot.Core.Model;

/// <summary>What failed.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<FailureKind>))]
internal enum FailureKind
{
    /// <summary>A compiler or an analyzer reported an error.</summary>
    Error,

    /// <summary>A test failed.</summary>
    Test,
}
