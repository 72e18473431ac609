using Cake.Core;
using Microsoft.Extensions.DependencyInjection;
using Spectre.Console;

namespace Cake.Frosting.Tests;

/// <summary>
/// Runs a host with the tasks of one test on the real engine, and keeps what happened and what was printed.
/// </summary>
public sealed class Host
{
    private readonly CakeHost _host = new();
    private readonly StringWriter _report = new();
    private readonly RecordingConsole _console = new();

    public Host()
    {
        var ansi = AnsiConsole.Create(
            new AnsiConsoleSettings
            {
                Ansi = AnsiSupport.No,
                ColorSystem = ColorSystemSupport.NoColors,
                Out = new AnsiConsoleOutput(_report),
            }
        );
        _host.ConfigureServices(services =>
            services.AddSingleton(Events).AddSingleton<IConsole>(_console).AddSingleton(ansi)
        );
    }

    public Events Events { get; } = new();

    public string Printed => _console.Text + _report;

    public int ExitCode { get; private set; }

    public Host With<T>()
        where T : class, IFrostingTask
    {
        _host.ConfigureServices(services => services.AddSingleton<IFrostingTask, T>());
        return this;
    }

    public Host Setup(Action<CakeHost> setup)
    {
        setup(_host);
        return this;
    }

    public Host Run(params string[] args)
    {
        ExitCode = _host.Run(args);
        return this;
    }
}

/// <summary>What happened, in its order.</summary>
public sealed class Events
{
    public List<string> Names { get; } = [];

    public void Add(string name) => Names.Add(name);
}

internal sealed class RecordingConsole : IConsole
{
    private readonly System.Text.StringBuilder _text = new();

    public string Text => _text.ToString();

    public ConsoleColor ForegroundColor { get; set; }

    public ConsoleColor BackgroundColor { get; set; }

    public bool SupportAnsiEscapeCodes => false;

    public void Write(string format, params object[] arg) => _text.AppendFormat(null, format, arg);

    public void WriteLine(string format, params object[] arg) => _text.AppendFormat(null, format, arg).AppendLine();

    public void WriteError(string format, params object[] arg) => _text.AppendFormat(null, format, arg);

    public void WriteErrorLine(string format, params object[] arg) =>
        _text.AppendFormat(null, format, arg).AppendLine();

    public void ResetColor() { }
}
