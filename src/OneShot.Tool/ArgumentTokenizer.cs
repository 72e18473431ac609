using OneShot.Core.Settings;

namespace OneShot.Tool;

/// <summary>
/// The command line, told apart into options and words. A value may follow its
/// option after a blank; only the table of arguments knows which options have one.
/// </summary>
internal sealed class ArgumentTokenizer
{
    private static readonly string[] CakeOptionsWithValue = ["target", "verbosity", "working"];
    private static readonly string[] ShortOptionsWithValue = ["-t", "-v", "-w"];

    public ArgumentTokenizer(IReadOnlyList<string> args)
    {
        for (var i = 0; i < args.Count; i++)
        {
            var arg = args[i];
            if (arg == "--")
            {
                Words.AddRange(args.Skip(i + 1));
                return;
            }

            var next = i + 1 < args.Count && (args[i + 1] == "-" || !args[i + 1].StartsWith('-')) ? args[i + 1] : null;
            if (arg == "-" || !arg.StartsWith('-'))
                Words.Add(arg);
            else if (next is not null && ShortOptionsWithValue.Contains(arg))
                Take([arg, next], ref i);
            else if (next is not null && TakesValue(arg))
                Take([$"{arg}={next}"], ref i);
            else
                Options.Add(arg);
        }
    }

    public List<string> Options { get; } = [];

    public List<string> Words { get; } = [];

    /// <summary>Whether an option was given, by one of its names.</summary>
    public bool Has(params string[] names) =>
        Options.Any(option => names.Contains(option.Split('=')[0], StringComparer.OrdinalIgnoreCase));

    /// <summary>Whether one of OneShot's own arguments was given.</summary>
    public bool HasArgument =>
        Options.Any(option =>
            option.StartsWith("--", StringComparison.Ordinal) && Arguments.Find(option[2..].Split('=')[0]) is not null
        );

    private void Take(IEnumerable<string> options, ref int position)
    {
        Options.AddRange(options);
        position++;
    }

    private static bool TakesValue(string option) =>
        option.StartsWith("--", StringComparison.Ordinal)
        && !option.Contains('=', StringComparison.Ordinal)
        && (
            Arguments.Find(option[2..]) is { IsSwitch: false }
            || CakeOptionsWithValue.Contains(option[2..], StringComparer.OrdinalIgnoreCase)
        );
}
