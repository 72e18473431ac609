using Cake.Frosting;
using OneShot.Core.Errors;
using OneShot.Core.Receipts;
using OneShot.Core.Scaffolding;
using OneShot.Frosting;
using OneShot.Frosting.Output;

namespace OneShot.Tool;

/// <summary>
/// The <c>oneshot</c> tool: a Cake host with OneShot's tasks and nothing else, for repositories that have none.
/// </summary>
internal static class Face
{
    public static int Run(string[] args)
    {
        // What failures and reports tell the user to type; a build of the user's that started this one has another.
        Environment.SetEnvironmentVariable("ONESHOT_COMMAND", Command);
        try
        {
            var sentence = ParsedCommand.Read(args);
            switch (sentence.Kind)
            {
                case CommandKind.Help:
                    return Help(sentence);
                case CommandKind.Version:
                    return Print(Scaffold.Version + "\n");
                case CommandKind.Completion:
                    return Print(Completion.For(sentence.Value!));
                default:
                    return new CakeHost()
                        .UseOneShot<OneShotContext>()
                        .RunOneShot(
                            sentence.Arguments,
                            new OneShotRunOptions { RefuseUnknownArguments = true, IsBare = true }
                        );
            }
        }
        catch (OneShotException exception)
        {
            return Fail(exception.For(Command), args);
        }
    }

    // A global tool is a program of that name; a tool of the repository is started by dotnet.
    private static string Command =>
        Path.GetFileNameWithoutExtension(Environment.ProcessPath) is "oneshot" ? "oneshot" : ToolWords.Command;

    private static int Help(ParsedCommand sentence)
    {
        var help = new HelpText(Colours.NewConsole(), Command, [.. Verbs.Tasks.Select(task => (task.Key, task.Value))]);
        if (sentence.Value is { } topic)
            help.Topic(topic);
        else if (sentence.Arguments.Contains("--all"))
            help.All();
        else
            help.Short();
        return (int)ExitCode.Done;
    }

    private static int Print(string text)
    {
        Console.Out.Write(text);
        return (int)ExitCode.Done;
    }

    // A sentence that can't be read has no runner yet.
    private static int Fail(OneShotException failure, string[] args)
    {
        Console.Error.WriteLine(failure.Line);
        var format =
            args.LastOrDefault(arg => arg.StartsWith("--output=", StringComparison.OrdinalIgnoreCase))?[
                "--output=".Length..
            ]
            ?? Environment.GetEnvironmentVariable("ONESHOT_OUTPUT");
        if ("json".Equals(format, StringComparison.OrdinalIgnoreCase))
            Console.Out.WriteLine(ReceiptJson.Write(failure, Command));
        return (int)failure.Error.Exit;
    }
}
