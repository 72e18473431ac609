using OneShot.Core.Errors;

namespace OneShot.Core.Settings;

/// <summary>The repository's own file on trunk: the floor of what whoever dispatches may choose.</summary>
/// <param name="Values">What it says.</param>
internal sealed record RepositoryFile(IReadOnlyList<RepositoryValue> Values)
{
    /// <summary>Where it is.</summary>
    public const string Path = ".oneshot/oneshot.yaml";

    /// <summary>What it is called by mistake: nothing reads it, so that trunk having it is an error.</summary>
    public const string Misnamed = ".oneshot/oneshot.yml";

    /// <summary>The version of its format.</summary>
    public const int Format = 1;

    /// <summary>The version of this OneShot.</summary>
    public static Version Own { get; } = typeof(RepositoryFile).Assembly.GetName().Version!;

    /// <summary>Whether it requires a sandbox, so that nothing nearer can allow less.</summary>
    public bool RequiresSandbox =>
        Values.Any(value =>
            value.Key.Argument == "sandbox" && value.Text.Equals("required", StringComparison.OrdinalIgnoreCase)
        );

    /// <summary>What it says for a key that nobody else may say; empty where it says nothing.</summary>
    /// <param name="key">The key.</param>
    public IReadOnlyList<string> Said(string key) => Values.FirstOrDefault(value => value.Key.Name == key)?.Texts ?? [];

    /// <summary>Checks what the file holds.</summary>
    /// <param name="rows">Its keys.</param>
    /// <param name="own">The version of this OneShot.</param>
    /// <exception cref="OneShotException">OS2083 to OS2086.</exception>
    public static RepositoryFile Read(IReadOnlyList<RepositoryRow> rows, Version own)
    {
        var checks = new RepositoryRows(own);
        checks.RequireOwn(rows);
        RepositoryRows.RequireOnce(rows);
        return new RepositoryFile([.. rows.Where(row => !RepositoryRows.IsOfFormat(row)).Select(checks.ValueOf)]);
    }

    /// <summary>
    /// Lays the file under settings: what it says holds where nobody says more, and nothing nearer may be looser.
    /// </summary>
    /// <returns>The values that hold because the file says them.</returns>
    /// <exception cref="OneShotException">OS2087: something nearer is looser.</exception>
    public IReadOnlyList<RepositoryValue> LayUnder(OneShotSettings settings)
    {
        var taken = new List<RepositoryValue>();
        foreach (var value in Values)
        {
            if (value.Key.Argument is not { } name)
            {
                taken.Add(value);
                continue;
            }

            var argument = Arguments.Find(name)!;
            var travel = argument.Travel!;
            if (travel.Value(settings) is { Length: > 0 } nearer)
            {
                if (!travel.Keeps(value.Text, nearer))
                    throw OneShotErrors.RepositoryFileLoosened(
                        Path,
                        value.Line,
                        argument.Name,
                        nearer,
                        value.ToString()
                    );
                if (travel.Both is not { } both || value.Text.Length == 0 || both(value.Text, nearer) == nearer)
                    continue;
                argument.Set(settings, both(value.Text, nearer));
                taken.Add(value);
            }
            else if (value.Text.Length > 0 && (value.Key.Widens || !value.IsLooser))
            {
                argument.Set(settings, value.Text);
                taken.Add(value);
            }
        }

        return taken;
    }
}
