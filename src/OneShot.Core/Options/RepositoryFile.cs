using System.Globalization;
using OneShot.Core.Errors;
using OneShot.Core.Settings;
using OneShot.Core.Text;

namespace OneShot.Core.Options;

/// <summary>The repository's own file on trunk: the floor of what whoever dispatches may choose.</summary>
/// <param name="Values">What it says.</param>
internal sealed record RepositoryFile(IReadOnlyList<RepositoryValue> Values)
{
    /// <summary>Where it is.</summary>
    public const string Path = ".oneshot/oneshot.yaml";

    /// <summary>The version of its format.</summary>
    public const int Format = 1;

    /// <summary>The version of this OneShot.</summary>
    public static Version Own { get; } = typeof(RepositoryFile).Assembly.GetName().Version!;

    /// <summary>Checks what the file holds.</summary>
    /// <param name="rows">Its keys.</param>
    /// <param name="own">The version of this OneShot.</param>
    /// <exception cref="OneShotException">OS2083 to OS2086.</exception>
    public static RepositoryFile Read(IReadOnlyList<RepositoryRow> rows, Version own)
    {
        // First what tells that the rest may be of another time.
        RequireOwn(rows, own);
        foreach (var (row, earlier) in rows.Select((row, i) => (row, rows.Take(i).FirstOrDefault(other => other.Name == row.Name))))
        {
            if (earlier is not null) throw Wrong(row.Line, $"'{Shown(row.Name)}' stands in line {earlier.Line} already.");
        }

        return new RepositoryFile([.. rows.Where(row => row.Name is not (RepositoryKeys.Version or RepositoryKeys.Needs)).Select(row => ValueOf(row, own))]);
    }

    /// <summary>Lays the file under settings: what it says holds where nobody says more, and nothing nearer may be looser.</summary>
    /// <returns>The values that hold because the file says them.</returns>
    /// <exception cref="OneShotException">OS2087: something nearer is looser.</exception>
    public IReadOnlyList<RepositoryValue> LayUnder(OneShotSettings settings)
    {
        var taken = new List<RepositoryValue>();
        foreach (var value in Values)
        {
            var argument = Arguments.Find(value.Key.Argument)!;
            var travel = argument.Travel!;
            if (travel.Value(settings) is { Length: > 0 } nearer)
            {
                if (!travel.Keeps(value.Text, nearer)) throw OneShotErrors.RepositoryFileLoosened(Path, value.Line, argument.Name, nearer, value.ToString());
            }
            else if (value.Text.Length > 0 && (value.Key.Usual is not { } usual || travel.Keeps(usual, value.Text)))
            {
                argument.Set(settings, value.Text);
                taken.Add(value);
            }
        }

        return taken;
    }

    private static void RequireOwn(IReadOnlyList<RepositoryRow> rows, Version own)
    {
        var needs = rows.FirstOrDefault(row => row.Name == RepositoryKeys.Needs);
        Version? least = null;
        if (needs is not null && !(needs.Texts is [var told] && !needs.IsList && Version.TryParse(told.Text, out least))) throw Wrong(needs.Line, $"'{RepositoryKeys.Needs}' takes a version of OneShot, such as 0.1.0.");
        var version = rows.FirstOrDefault(row => row.Name == RepositoryKeys.Version) ?? throw Wrong(1, $"the key '{RepositoryKeys.Version}' is missing; write {RepositoryKeys.Version}: {Format}.");
        if (version.IsList || !int.TryParse(version.Texts[0].Text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number < Format) throw Wrong(version.Line, $"'{RepositoryKeys.Version}' takes {Format}.");
        if (number > Format) throw OneShotErrors.RepositoryFileNewer(Path, version.Line, $"version {number}", least is null ? $"a newer OneShot than {own.ToString(3)}" : $"OneShot {least} or newer");
        if (least is not null && Whole(least) > own) throw OneShotErrors.RepositoryFileNewer(Path, needs!.Line, "the file", $"OneShot {least} or newer (this is {own.ToString(3)})");
    }

    private static Version Whole(Version version) => new(version.Major, version.Minor, Math.Max(version.Build, 0), Math.Max(version.Revision, 0));

    private static RepositoryValue ValueOf(RepositoryRow row, Version own)
    {
        var key = RepositoryKeys.All.FirstOrDefault(known => known.Name == row.Name) ?? throw Unknown(row, own);
        if (row.IsList != key.IsList) throw Wrong(row.Line, $"'{key.Name}' takes {(key.IsList ? "a list, such as [one, two]" : "one text")}.");
        foreach (var (line, text) in row.Texts) RequireValue(key, line, text);
        return new RepositoryValue(key, row.Line, string.Join(',', row.Texts.Select(one => one.Text.ToLowerInvariant())));
    }

    // By the table of arguments: what the command line would refuse, the file may not hold either.
    private static void RequireValue(RepositoryKey key, int line, string text)
    {
        try
        {
            if (key.IsList && text.Contains(',', StringComparison.Ordinal)) throw OneShotErrors.ArgumentInvalid(key.Name, text, "one in each entry of the list");
            Arguments.Find(key.Argument)!.Set(new OneShotSettings(), text);
        }
        catch (OneShotException exception)
        {
            throw Wrong(line, $"'{Shown(text)}' is no value for '{key.Name}'. {exception.Error.Next}");
        }
    }

    private static OneShotException Unknown(RepositoryRow row, Version own)
    {
        var name = row.Name.Replace('_', '-');
        var shown = Shown(row.Name);
        if (RepositoryKeys.Refused.TryGetValue(name, out var why)) return OneShotErrors.RepositoryKeyRefused(Path, row.Line, shown, why);
        string[] known = [RepositoryKeys.Version, RepositoryKeys.Needs, .. RepositoryKeys.All.Select(key => key.Name)];
        var (nearest, distance) = known.Select(key => (key, EditDistance.Between(name.Length > 60 ? name[..60] : name, key))).MinBy(pair => pair.Item2);
        if (distance > 2 && Arguments.Find(name) is { } argument) return OneShotErrors.RepositoryKeyRefused(Path, row.Line, shown, $"it is said by whoever dispatches (--{argument.Name}, {argument.Variable}).");
        return OneShotErrors.RepositoryKeyUnknown(Path, row.Line, shown, nearest, $"OneShot {own.ToString(3)} knows {string.Join(", ", known)}");
    }

    private static OneShotException Wrong(int line, string reason) => OneShotErrors.RepositoryFileWrong(Path, line, reason);

    private static string Shown(string text) => SafeText.Cut(SafeText.Line(text), 60);
}
