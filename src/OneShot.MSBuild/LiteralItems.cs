using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;

namespace OneShot.MSBuild;

/// <summary>Items with metadata; a value is data, whatever MSBuild makes of its characters elsewhere.</summary>
internal static class LiteralItems
{
    public static ITaskItem Of(string id, params IEnumerable<(string Name, string? Value)> values)
    {
        ITaskItem2 item = new TaskItem(id);
        foreach (var (name, value) in values.Where(value => value.Value is not null))
            item.SetMetadataValueLiteral(name, value!);
        return item;
    }

    /// <summary>A condition as MSBuild spells it; <see langword="null"/> where nobody knows.</summary>
    public static string? Word(bool? value) =>
        value switch
        {
            true => "true",
            false => "false",
            null => null,
        };

    /// <summary>A value as it is meant, of one as MSBuild keeps it (<c>%3B</c>).</summary>
    public static string Unescape(string value)
    {
        var item = new TaskItem("value");
        item.SetMetadata("Value", value);
        return item.GetMetadata("Value");
    }
}
