using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace OneShot.Testing;

/// <summary>
/// The process that runs workflows for all tests of a run: it takes longer to load GitHub's parser than to run most.
/// </summary>
internal sealed class WorkflowRunner
{
    private static readonly Lazy<WorkflowRunner> Shared = new(() => new WorkflowRunner());

    private readonly Process _process;
    private readonly ConcurrentDictionary<int, TaskCompletionSource<JsonObject>> _asked = new();
    private int _last;

    private WorkflowRunner()
    {
        // What a runner in the background of a shell ignores, the jobs that get cancelled would ignore, too.
        string[] command = OperatingSystem.IsLinux() ? ["env", "--default-signal=INT,TERM,HUP", "node"] : ["node"];
        _process = Process.Start(
            new ProcessStartInfo(command[0], [.. command[1..], "server.mjs"])
            {
                WorkingDirectory = Path.Combine(Repository.Root, "tests", "peers", "workflows"),
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
            }
        )!;
        AppDomain.CurrentDomain.ProcessExit += (_, _) => _process.StandardInput.Close();
        new Thread(Listen) { IsBackground = true }.Start();
    }

    public static WorkflowRunner Instance => Shared.Value;

    /// <summary>Runs a workflow, and tells how it ended.</summary>
    /// <param name="run">What to run, as <c>run.mjs</c> takes it.</param>
    public JsonObject Run(object run)
    {
        var id = Interlocked.Increment(ref _last);
        var asked = _asked[id] = new TaskCompletionSource<JsonObject>();
        var line = JsonSerializer.Serialize(new { id, run });
        lock (_process)
        {
            _process.StandardInput.WriteLine(line);
            _process.StandardInput.Flush();
        }

        if (_process.HasExited)
            Fail();
        var answer = asked.Task.WaitAsync(TimeSpan.FromMinutes(15)).GetAwaiter().GetResult();
        return (string?)answer["error"] is { } error
            ? throw new InvalidOperationException(error)
            : answer["result"]!.AsObject();
    }

    private void Listen()
    {
        while (_process.StandardOutput.ReadLine() is { } line)
        {
            var answer = JsonNode.Parse(line)!.AsObject();
            if (_asked.TryRemove((int)answer["id"]!, out var asked))
                asked.SetResult(answer);
        }

        Fail();
    }

    private void Fail()
    {
        foreach (var asked in _asked.Values)
            asked.TrySetException(
                new InvalidOperationException("The runner of workflows ended; see its messages above.")
            );
    }
}
