using System.Text;
using OneShot.Core.Errors;
using OneShot.Core.Settings;

namespace OneShot.Tool;

/// <summary>Completion scripts, made from the table of arguments, the words and the tasks.</summary>
/// <param name="File">The script, with places to fill in.</param>
/// <param name="Separator">Stands between the names of a choice.</param>
/// <param name="Choice">The line for an argument and its values.</param>
internal sealed record Completion(string File, string Separator, Func<string, string, string> Choice)
{
    /// <summary>The line for an argument without values to choose from, where a shell wants one for each.</summary>
    private Func<Argument, string>? Line { get; init; }

    private static readonly Dictionary<string, Completion> Known = new()
    {
        ["bash"] = new(
            "oneshot.bash",
            "|",
            (argument, values) => $"            {argument}) _oneshot_words \"{values}\" ;;"
        ),
        ["fish"] = new(
            "oneshot.fish",
            " ",
            (argument, values) => $"complete -c oneshot -l {argument[2..]} -x -a '{values}'"
        )
        {
            Line = argument =>
                $"complete -c oneshot -l {argument.Name}"
                + argument switch
                {
                    { IsSwitch: true } => "",
                    { Value: "PATH" } => " -r -F",
                    { Value: "ID", Name: not "run-id" } => " -x -a '(__oneshot_ids)'",
                    _ => " -x",
                },
        },
        ["zsh"] = new("oneshot.zsh", "|", (argument, values) => $"            {argument}) compadd -- {values} ;;"),
        ["powershell"] = new("oneshot.ps1", " ", (argument, values) => $"        '{argument}' = '{values}'"),
    };

    /// <summary>The shells, as help shows them.</summary>
    public static string Shells => string.Join('|', Known.Keys);

    /// <summary>The script for a shell.</summary>
    /// <exception cref="OneShotException">OS2053: there is none for it.</exception>
    public static string For(string shell) =>
        Known.GetValueOrDefault(shell)?.Write() ?? throw OneShotErrors.WordNeedsMore("completion", Shells);

    private string Write()
    {
        using var stream = typeof(Completion).Assembly.GetManifestResourceStream(File)!;
        using var reader = new StreamReader(stream, Encoding.UTF8);
        var script = new StringBuilder(reader.ReadToEnd().ReplaceLineEndings("\n"));
        foreach (var (place, text) in Places())
            script.Replace(place, text);
        return script.ToString();
    }

    private IEnumerable<(string Place, string Text)> Places() =>
        [
            ("@WORDS@", string.Join(' ', Verbs.All.Select(word => word.Word))),
            (
                "@WITH_ID@",
                string.Join(Separator, Verbs.All.Where(word => word.Value == "ID").Select(word => word.Word))
            ),
            (
                "@WITH_FILE@",
                string.Join(Separator, Verbs.All.Where(word => word.Value == "FILE").Select(word => word.Word))
            ),
            ("@SHELLS@", string.Join(' ', Known.Keys)),
            (
                "@ARGUMENTS@",
                string.Join(
                    ' ',
                    Arguments
                        .All.Select(argument => argument.IsSwitch ? $"--{argument.Name}" : $"--{argument.Name}=")
                        .Concat(["--target=", "--help", "--version"])
                )
            ),
            ("@FILES@", Named(argument => argument.Value == "PATH")),
            ("@IDS@", Named(argument => argument is { Value: "ID", Name: not "run-id" })),
            (
                "@VALUES@",
                string.Join(
                    '\n',
                    Arguments
                        .All.Where(argument => argument.Choices.Count > 0)
                        .Select(argument => (argument.Name, Values: argument.Choices))
                        .Append(("target", [.. Verbs.Tasks.Keys]))
                        .Select(choice => Choice("--" + choice.Name, string.Join(' ', choice.Values)))
                        .Concat(Line is null ? [] : Arguments.All.Where(one => one.Choices.Count == 0).Select(Line))
                )
            ),
        ];

    private string Named(Func<Argument, bool> isOne) =>
        string.Join(Separator, Arguments.All.Where(isOne).Select(argument => "--" + argument.Name));
}
