using System.Globalization;
using OneShot.Core.Errors;
using OneShot.Core.Text;

namespace OneShot.Core.Settings;

/// <summary>Checks the keys of the repository's own file against the table, each with its line.</summary>
/// <param name="own">The version of this OneShot.</param>
internal sealed class RepositoryRows(Version own)
{
    /// <summary>First of all, whether the file is of this time: what it holds else may not be known here.</summary>
    public void RequireOwn(IReadOnlyList<RepositoryRow> rows)
    {
        var needs = rows.FirstOrDefault(row => row.Name == RepositoryKeys.Needs);
        Version? least = null;
        if (
            needs is not null
            && !(needs.Texts is [var told] && !needs.IsList && Version.TryParse(told.Text, out least))
        )
            throw Wrong(needs.Line, $"'{RepositoryKeys.Needs}' takes a version of OneShot, such as 0.1.0.");
        var version =
            rows.FirstOrDefault(row => row.Name == RepositoryKeys.Version)
            ?? throw Wrong(
                1,
                $"the key '{RepositoryKeys.Version}' is missing; write {RepositoryKeys.Version}: "
                    + $"{RepositoryFile.Format}."
            );
        if (
            version.IsList
            || !int.TryParse(version.Texts[0].Text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            || number < RepositoryFile.Format
        )
            throw Wrong(version.Line, $"'{RepositoryKeys.Version}' takes {RepositoryFile.Format}.");
        if (number > RepositoryFile.Format)
            throw OneShotErrors.RepositoryFileNewer(
                RepositoryFile.Path,
                version.Line,
                $"version {number}",
                least is null ? $"a newer OneShot than {own.ToString(3)}" : $"OneShot {least} or newer"
            );
        if (least is not null && Whole(least) > own)
            throw OneShotErrors.RepositoryFileNewer(
                RepositoryFile.Path,
                needs!.Line,
                "the file",
                $"OneShot {least} or newer (this is {own.ToString(3)})"
            );
    }

    /// <summary>Whether each key stands there once.</summary>
    public static void RequireOnce(IReadOnlyList<RepositoryRow> rows)
    {
        var lines = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var row in rows)
        {
            if (!lines.TryAdd(row.Name, row.Line))
                throw Wrong(row.Line, $"'{Shown(row.Name)}' is already set in line {lines[row.Name]}.");
        }
    }

    /// <summary>Whether a key tells of the file itself.</summary>
    public static bool IsOfFormat(RepositoryRow row) => row.Name is RepositoryKeys.Version or RepositoryKeys.Needs;

    private static Version Whole(Version version) =>
        new(version.Major, version.Minor, Math.Max(version.Build, 0), Math.Max(version.Revision, 0));

    /// <summary>What a key says.</summary>
    public RepositoryValue ValueOf(RepositoryRow row)
    {
        var key = RepositoryKeys.All.FirstOrDefault(known => known.Name == row.Name) ?? throw Unknown(row);
        if (row.IsList != key.IsList)
            throw Wrong(row.Line, $"'{key.Name}' takes {(key.IsList ? "a list, such as [one, two]" : "one text")}.");
        if (row.Texts.Count > key.Most)
            throw Wrong(row.Line, $"'{key.Name}' takes {key.Most} texts at most.");
        if (key.Argument is null)
            return OfFileAlone(key, row);
        foreach (var (line, text) in row.Texts)
        {
            if (key.IsList && text.Contains(',', StringComparison.Ordinal))
                throw Wrong(
                    line,
                    $"'{Shown(text)}' is not a valid value for '{key.Name}': each entry of the list holds one."
                );
            Canonical(key, line, text);
        }

        var all = string.Join(',', row.Texts.Select(one => one.Text));
        return new RepositoryValue(key, row.Line, all.Length == 0 ? all : Canonical(key, row.Line, all));
    }

    private static RepositoryValue OfFileAlone(RepositoryKey key, RepositoryRow row)
    {
        foreach (var (line, text) in row.Texts)
        {
            if (key.Lack(text) is { } lack)
                throw Wrong(line, $"'{Shown(text)}' is not a valid value for '{key.Name}'. {lack}");
        }

        string[] texts = [.. row.Texts.Select(one => one.Text).Distinct(StringComparer.Ordinal)];
        return new RepositoryValue(key, row.Line, string.Join(", ", texts)) { Texts = texts };
    }

    // By the table of arguments: what the command line would refuse, the file may not hold either.
    private static string Canonical(RepositoryKey key, int line, string text)
    {
        try
        {
            return Arguments.Find(key.Argument!)!.Canonical(text);
        }
        catch (OneShotException exception)
        {
            throw Wrong(line, $"'{Shown(text)}' is not a valid value for '{key.Name}'. {exception.Error.Next}");
        }
    }

    private OneShotException Unknown(RepositoryRow row)
    {
        var name = row.Name.Replace('_', '-');
        var shown = Shown(row.Name);
        if (RepositoryKeys.Refused.TryGetValue(name, out var why))
            return OneShotErrors.RepositoryKeyRefused(RepositoryFile.Path, row.Line, shown, why);
        string[] known = [RepositoryKeys.Version, RepositoryKeys.Needs, .. RepositoryKeys.All.Select(key => key.Name)];
        var (nearest, distance) = known
            .Select(key => (key, EditDistance.Between(name.Length > 60 ? name[..60] : name, key)))
            .MinBy(pair => pair.Item2);
        var asked = RenamedArgument.Find(name)?.Now ?? name;
        if (distance > 2 && Arguments.Find(asked) is { } argument)
            return OneShotErrors.RepositoryKeyRefused(
                RepositoryFile.Path,
                row.Line,
                shown,
                $"it is set at the dispatch (--{argument.Name}, {argument.Variable})."
            );
        return OneShotErrors.RepositoryKeyUnknown(
            RepositoryFile.Path,
            row.Line,
            shown,
            nearest,
            $"OneShot {own.ToString(3)} knows {string.Join(", ", known)}"
        );
    }

    private static OneShotException Wrong(int line, string reason) =>
        OneShotErrors.RepositoryFileWrong(RepositoryFile.Path, line, reason);

    private static string Shown(string text) => SafeText.Excerpt(text, 60);
}
