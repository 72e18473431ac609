using System.Diagnostics;

namespace OneShot.Processes;

/// <summary>
/// A program to be started, and how: the one place where processes begin. No shell reads the arguments, and no
/// stream that is not named is taken from the terminal.
/// </summary>
/// <param name="File">The program.</param>
/// <param name="Arguments">Its arguments.</param>
internal sealed record ProgramStart(string File, params IReadOnlyList<string> Arguments)
{
    /// <summary>Where it runs; <see langword="null"/> for where this process is.</summary>
    public string? Folder { get; init; }

    /// <summary>The streams that are ours; the others are this process's own.</summary>
    public ProgramStreams Streams { get; init; }

    /// <summary>Makes its variables out of this process's own.</summary>
    public Action<IDictionary<string, string?>>? Variables { get; init; }

    /// <summary>Whether it gets no window of its own on Windows.</summary>
    public bool HasNoWindow { get; init; }

    /// <summary>Only these variables, and none of this process's own.</summary>
    /// <param name="variables">Names and values.</param>
    public static Action<IDictionary<string, string?>> Only(
        params IEnumerable<KeyValuePair<string, string>> variables
    ) =>
        all =>
        {
            all.Clear();
            foreach (var (name, value) in variables)
                all[name] = value;
        };

    /// <summary>Starts it. The caller disposes it, and has ended it before.</summary>
    /// <exception cref="System.ComponentModel.Win32Exception">It can't be started.</exception>
    public Process Start()
    {
        var start = new ProcessStartInfo(File, Arguments)
        {
            RedirectStandardInput = Streams.HasFlag(ProgramStreams.Input),
            RedirectStandardOutput = Streams.HasFlag(ProgramStreams.Output),
            RedirectStandardError = Streams.HasFlag(ProgramStreams.Error),
            CreateNoWindow = HasNoWindow,
        };
        if (Folder is not null)
            start.WorkingDirectory = Folder;
        Variables?.Invoke(start.Environment);
        return Process.Start(start)!;
    }

    /// <summary>Opens a document with whatever program the desktop has for it: Windows alone does that by itself.</summary>
    /// <param name="path">The document.</param>
    /// <returns>The program; <see langword="null"/> where one that runs already took it.</returns>
    /// <exception cref="System.ComponentModel.Win32Exception">It can't be opened.</exception>
    public static Process? Open(string path) => Process.Start(new ProcessStartInfo(path) { UseShellExecute = true });
}
