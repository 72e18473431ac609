using System.Text.Json;

namespace OneShot.Bench;

/// <summary>How long each part of a local one-shot took, and git's processes in it.</summary>
internal sealed record LocalRunTimes(IReadOnlyList<LocalPhase> Phases)
{
    /// <summary>Reads the run's file, and what git told about itself (GIT_TRACE2_EVENT).</summary>
    public static LocalRunTimes Read(string run, string trace, DateTimeOffset begun, DateTimeOffset ended)
    {
        var git = Directory.GetFiles(trace).Select(Process).ToArray();
        var phases = new List<LocalPhase>();
        var at = begun;
        using var document = JsonDocument.Parse(File.ReadAllText(run));
        void Add(string name, DateTimeOffset until)
        {
            phases.Add(
                new LocalPhase(
                    name,
                    (until - at).TotalMilliseconds,
                    git.Where(one => one.At >= at && one.At < until).ToArray()
                )
            );
            at = until;
        }

        Add("dispatch", document.RootElement.GetProperty("created_at").GetDateTimeOffset());
        Add("start", document.RootElement.GetProperty("jobs")[0].GetProperty("started_at").GetDateTimeOffset());
        foreach (var job in document.RootElement.GetProperty("jobs").EnumerateArray())
            Add(job.GetProperty("name").GetString()!, job.GetProperty("ended_at").GetDateTimeOffset());
        Add("page", document.RootElement.GetProperty("ended_at").GetDateTimeOffset());
        Add("the end", ended);
        phases.Add(new LocalPhase("whole", (ended - begun).TotalMilliseconds, git));
        return new LocalRunTimes(phases);
    }

    private static LocalGit Process(string file)
    {
        var events = File.ReadAllLines(file).Select(line => JsonDocument.Parse(line).RootElement).ToArray();
        var exit = events.LastOrDefault(one => one.GetProperty("event").GetString() is "atexit" or "signal" or "exit");
        return new LocalGit(
            events[0].GetProperty("time").GetDateTimeOffset(),
            exit.ValueKind == JsonValueKind.Undefined ? 0 : exit.GetProperty("t_abs").GetDouble() * 1000
        );
    }
}

/// <summary>A part of a local one-shot.</summary>
internal sealed record LocalPhase(string Name, double Milliseconds, IReadOnlyList<LocalGit> Git);

/// <summary>One git process.</summary>
internal sealed record LocalGit(DateTimeOffset At, double Milliseconds);
