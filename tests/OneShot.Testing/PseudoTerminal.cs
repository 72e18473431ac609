namespace OneShot.Testing;

/// <summary>A terminal in front of which somebody sits, by the program <c>script</c>.</summary>
/// <param name="Columns">How wide it is.</param>
/// <param name="Rows">How high it is.</param>
public sealed record PseudoTerminal(int Columns, int Rows)
{
    /// <summary>Runs a command at it; everything that the terminal was sent is the output.</summary>
    /// <param name="folder">Where it is typed; a file for the shell is put beside.</param>
    /// <param name="environment">What is set around the terminal.</param>
    /// <param name="shell">A shell's line, in which <c>"$@"</c> is the command.</param>
    /// <param name="variables">What the terminal's user has set.</param>
    /// <param name="command">The command.</param>
    public Outcome Run(
        string folder,
        IReadOnlyDictionary<string, string?> environment,
        string shell,
        string variables,
        params string[] command
    )
    {
        using var temporary = new TempFolder("terminal");
        var session = temporary.Write(
            "session.sh",
            $"stty cols {Columns} rows {Rows}\nunset CI NO_COLOR GITHUB_ACTIONS TF_BUILD JENKINS_URL TEAMCITY_VERSION "
                + $"GITLAB_CI\nexport TERM=xterm-256color {variables}\n{shell}\n"
        );
        var typed = string.Join(
            ' ',
            new[] { "sh", session }
                .Concat(command)
                .Select(word => $"'{word.Replace("'", "'\\''", StringComparison.Ordinal)}'")
        );
        return Launch.Run(folder, environment, "script", "-qec", typed, "/dev/null");
    }
}
