using Microsoft.Build.Framework;
using OneShot.Core.Errors;
using OneShot.Core.Settings;
using OneShot.Core.Text;

namespace OneShot.MSBuild;

/// <summary>
/// What was typed with <c>-p:</c>. MSBuild takes any name, and nobody reads a misspelt one: a prompt would be missing,
/// or a preview be none.
/// </summary>
internal static class TypedProperties
{
    private const string Prefix = "OneShot";

    // Beside the arguments' own.
    private static readonly string[] Others = [Prefix + "DependsOn", Prefix + "All"];

    /// <summary>The names and values, values as MSBuild keeps them.</summary>
    public static IReadOnlyDictionary<string, string> Of(IBuildEngine engine) =>
        engine is IBuildEngine6 typed ? typed.GetGlobalProperties() : new Dictionary<string, string>();

    /// <summary>Refuses what was meant to be one of ours.</summary>
    /// <exception cref="OneShotException">OS2140: a name is misspelt; OS2141: a build has no such property;
    /// OS2033: it has another name now.</exception>
    public static void Refuse(IBuildEngine engine)
    {
        string[] known =
        [
            .. Arguments.All.Where(argument => argument.HasProperty).Select(argument => argument.Property),
            .. Others,
        ];
        var absent = Arguments.All.Where(argument => !argument.HasProperty).Select(argument => argument.Property);
        foreach (var name in Of(engine).Keys.Where(name => !known.Contains(name, StringComparer.OrdinalIgnoreCase)))
        {
            if (RenamedArgument.FindProperty(name) is { } renamed)
                throw renamed.OfBuild();
            if (absent.Contains(name, StringComparer.OrdinalIgnoreCase))
                throw OneShotErrors.PropertyUnknown(name);
            if (name.Length <= Prefix.Length || name[0] == '_')
                continue;
            if (Meant(name, known) is { } meant)
                throw OneShotErrors.PropertyMisspelt(name, meant);
        }
    }

    // Nearly one of ours, or the end of one: the column id is asked for by OneShotDistinctId.
    private static string? Meant(string name, string[] known)
    {
        var nearest = EditDistance.Nearest(name, known);
        if (EditDistance.Between(name.ToUpperInvariant(), nearest.ToUpperInvariant()) <= 2)
            return nearest;
        var end = name[Prefix.Length..];
        return
            name.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase)
            && known.Where(one => one.EndsWith(end, StringComparison.OrdinalIgnoreCase)).Take(2).ToArray() is [var only]
            ? only
            : null;
    }
}
