namespace OneShot.Frosting.Running;

/// <summary>
/// The arguments as typed, looked at before Cake reads them: it accepts any name, and some values it drops.
/// </summary>
internal sealed class CommandLine
{
    private readonly List<(string Name, string? Value)> _arguments = [];
    private readonly List<string> _words = [];

    public CommandLine(IEnumerable<string> args)
    {
        var tokens = args.ToArray();
        for (var i = 0; i < tokens.Length; i++)
        {
            if (!tokens[i].StartsWith('-') && (i == 0 || !tokens[i - 1].StartsWith('-') || tokens[i - 1].Contains('=')))
            {
                FollowsPrompt |= i > 0 && IsPrompt(tokens[i - 1]);
                _words.Add(tokens[i]);
            }

            if (tokens[i] is ['-', not '-', not '=', ..])
                SingleDash ??= tokens[i][1..].Split('=')[0];
            if (!tokens[i].StartsWith("--", StringComparison.Ordinal) || tokens[i].Length == 2)
                continue;
            var name = tokens[i][2..];
            var equals = name.IndexOf('=', StringComparison.Ordinal);
            if (equals >= 0)
                _arguments.Add((name[..equals], name[(equals + 1)..]));
            else if (i + 1 < tokens.Length && !tokens[i + 1].StartsWith('-'))
                _arguments.Add((name, tokens[++i]));
            else
                _arguments.Add((name, null));
        }
    }

    /// <summary>The name of the first option of more than a letter that has one dash instead of two.</summary>
    public string? SingleDash { get; }

    /// <summary>Those that belong to no option.</summary>
    public IReadOnlyList<string> Words => _words;

    /// <summary>Whether one of them follows a prompt: its quotes are missing.</summary>
    public bool FollowsPrompt { get; }

    public IEnumerable<string> Names => _arguments.Select(argument => argument.Name);

    public bool Has(string name) => _arguments.Exists(argument => Is(argument.Name, name));

    /// <summary>The value that counts: Cake takes the last.</summary>
    public string? ValueOf(string name) => _arguments.FindLast(argument => Is(argument.Name, name)).Value;

    private static bool IsPrompt(string token) => token.StartsWith("--prompt=", StringComparison.OrdinalIgnoreCase);

    private static bool Is(string typed, string name) => typed.Equals(name, StringComparison.OrdinalIgnoreCase);
}
