using System.Text.Json.Serialization;

namespace OneShot;

/// <summary>What a check found.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<CheckState>))]
internal enum CheckState
{
    /// <summary>All is well.</summary>
    [JsonStringEnumMemberName("pass")]
    Pass,

    /// <summary>A one-shot works, but somebody should know; or it can't be told.</summary>
    [JsonStringEnumMemberName("warn")]
    Warn,

    /// <summary>A one-shot would be stopped.</summary>
    [JsonStringEnumMemberName("fail")]
    Fail,

    /// <summary>It was not looked at, because something before it is missing or does not answer.</summary>
    [JsonStringEnumMemberName("skip")]
    Skip,
}
