using OneShot.Core.Settings;

namespace OneShot;

/// <summary>Spells what others type as the call of a client that does the same.</summary>
internal static class CallSpelling
{
    /// <summary>The call, as it stands in a program.</summary>
    /// <param name="task">The task that a build has for it.</param>
    /// <param name="options">The arguments after it, without their dashes.</param>
    /// <returns><see langword="null"/> where no call does it.</returns>
    public static string? Of(string task, IEnumerable<string> options)
    {
        var given = options
            .Select(option => option.Split('=', 2))
            .ToDictionary(parts => parts[0], parts => parts.ElementAtOrDefault(1)?.Trim('"', '\''));
        return (task, Id(given, "resume"), Id(given, "undo"), Id(given, "distinct-id")) switch
        {
            ("OneShot", { } id, _, _) => Call(nameof(OneShotClient.ResumeAsync), id, given),
            ("OneShot", _, { } id, _) => Call(nameof(OneShotClient.UndoAsync), id, given),
            ("OneShot", _, _, _) => Call(nameof(OneShotClient.DispatchAsync), null, given),
            ("OneShotStatus", _, _, var id) => Call(nameof(OneShotClient.StatusAsync), id, []),
            _ => null,
        };
    }

    // Taken out: what is left are settings.
    private static string? Id(Dictionary<string, string?> given, string name) =>
        given.Remove(name, out var id) ? $"\"{id}\"" : null;

    private static string Call(string method, string? id, Dictionary<string, string?> given)
    {
        var set = string.Join(", ", given.Select(one => Set(one.Key, one.Value)).OfType<string>());
        string?[] arguments = [id, set.Length > 0 ? $"new {nameof(OneShotSettings)} {{ {set} }}" : null];
        var call = $"{nameof(OneShotClient)}.{method}";
        return method == nameof(OneShotClient.DispatchAsync) && set.Length == 0
            ? call
            : $"{call}({string.Join(", ", arguments.OfType<string>())})";
    }

    private static string? Set(string name, string? value) =>
        Arguments.Find(name) is not { } argument ? null
        : argument.IsSwitch ? $"{argument.Setting} = {value ?? "true"}"
        : typeof(OneShotSettings).GetProperty(argument.Setting)?.PropertyType == typeof(string)
            ? $"{argument.Setting} = \"{value}\""
        : $"{argument.Setting} = {value}";
}
