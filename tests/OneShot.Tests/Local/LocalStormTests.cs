using System.Text;
using System.Text.Json;

namespace OneShot.Tests.Local;

/// <summary>
/// Eight one-shots at once, and <c>kill -9</c> for a runner here and there: every one ends
/// finished, or failed with its reason and finished by a resume; nothing else is left.
/// </summary>
public sealed class LocalStormTests : IDisposable
{
    private readonly LocalOneShot _here = new() { StartsProcesses = true };

    [Fact]
    public async Task Runners_that_are_killed_at_random_lose_nothing()
    {
        var seed = int.TryParse(Environment.GetEnvironmentVariable("STORM_SEED"), out var wanted)
            ? wanted
            : Random.Shared.Next();
        var random = new Random(seed);
        var before = _here.Untouched();
        var command = _here.Script("sleep 0.1; " + PlannerScript.Good, "printf x > new.txt; sleep 0.1");
        try
        {
            await UnderFireAsync(
                random,
                8,
                Enumerable
                    .Range(0, 8)
                    .Select(i =>
                        StartAsync(
                            new OneShotSettings
                            {
                                Prompt = $"Task number {i}",
                                Forge = "local",
                                Agent = "command",
                                AgentCommand = command,
                                Sandbox = "none",
                                Detach = true,
                            }
                        )
                    )
            );
            Ids.Length.ShouldBe(8);
            await UnderFireAsync(
                random,
                4,
                Unfinished()
                    .Select(id =>
                        StartAsync(
                            new OneShotSettings
                            {
                                Resume = id,
                                AgentCommand = command,
                                Sandbox = "none",
                                Detach = true,
                            }
                        )
                    )
            );
            await Task.WhenAll(
                Unfinished()
                    .Select(id =>
                        _here.RunAsync(
                            new OneShotSettings
                            {
                                Resume = id,
                                AgentCommand = command,
                                Sandbox = "none",
                            }
                        )
                    )
            );

            Unfinished().ShouldBeEmpty();
            foreach (var branch in _here.Branch.Split('\n'))
                _here.Repo.Git("diff", "--name-only", "main", branch).ShouldBe("new.txt");
            _here.Branch.Split('\n').Length.ShouldBe(8);
            Enumerable
                .Range(1, 100)
                .Where(number => File.Exists(_here.Repo[$".git/oneshot/pulls/{number}.json"]))
                .Select(number => _here.Pull(number).GetProperty("draft").GetBoolean())
                .ShouldBe(Enumerable.Repeat(false, 8));
            Directory.GetFiles(_here.Repo[".git/oneshot/issues"], "*.json").Length.ShouldBe(8);
            NothingIsLeft();
            _here.Untouched().ShouldBe(before);
        }
        catch (Exception exception)
        {
            throw new InvalidOperationException(
                $"STORM_SEED={seed}\n{string.Join('\n', Directory.GetFiles(_here.Repo[".git/oneshot/runs"], "*.txt", SearchOption.AllDirectories).Select(file => $"{file}\n{File.ReadAllText(file)}"))}",
                exception
            );
        }
    }

    public void Dispose() => _here.Dispose();

    private string[] Ids =>
        Directory.GetDirectories(_here.Repo[".git/oneshot/runs"]).Select(folder => Path.GetFileName(folder)).ToArray();

    // Every run that is over without success says why. One whose shell was killed before it told whom it started has no
    // file.
    private string[] Unfinished()
    {
        var begun = Ids.ToLookup(id => File.Exists(_here.Repo[$".git/oneshot/runs/{id}/run.json"]));
        var unfinished = begun[true]
            .Where(id =>
                _here.Run(id).TryGetProperty("conclusion", out var conclusion) is false
                || conclusion.GetString() != "success"
            )
            .ToArray();
        foreach (var id in unfinished.Where(id => _here.Run(id).GetProperty("status").GetString() == "completed"))
            _here.Log(id).ShouldContain("warning: ", customMessage: id);
        return [.. unfinished, .. begun[false]];
    }

    private async Task StartAsync(OneShotSettings settings)
    {
        try
        {
            await _here.RunAsync(settings);
        }
        catch (OneShotException exception)
        {
            // Its runner was killed before it began.
            exception.Error.Code.ShouldBe("OS3029");
            exception.ResumeId.ShouldNotBeNull();
        }
    }

    private async Task UnderFireAsync(Random random, int kills, IEnumerable<Task> starts)
    {
        var starting = Task.WhenAll(starts.Select(start => Task.Run(() => start)));
        while (true)
        {
            await Task.Delay(random.Next(400, 1000));
            var runners = Processes(Encoding.UTF8.GetBytes($"\0run\0{_here.Repo[".git/oneshot"]}\0"), "cmdline");
            if (runners.Count > 0 && kills-- > 0)
                Launch.End(runners[random.Next(runners.Count)]);
            else if (runners.Count == 0 && starting.IsCompleted)
                break;
        }

        await starting;
    }

    private void NothingIsLeft()
    {
        var store = _here.Repo[".git/oneshot"];
        Directory.GetFiles(_here.Repo[".git"], "*.lock", SearchOption.AllDirectories).ShouldBeEmpty();
        Directory.GetFiles(store, "*.tmp*", SearchOption.AllDirectories).ShouldBeEmpty();
        foreach (var file in Directory.GetFiles(store, "*.json", SearchOption.AllDirectories))
            Should.NotThrow(() => JsonDocument.Parse(File.ReadAllBytes(file)), file);
        foreach (var id in Ids)
        {
            LocalOneShot.Clones.ShouldNotContain(clone => clone.Contains(id, StringComparison.Ordinal));
            Processes(Encoding.UTF8.GetBytes($"ONESHOT_ID={id}\0"), "environ").ShouldBeEmpty();
        }
    }

    private static List<int> Processes(byte[] with, string file)
    {
        var found = new List<int>();
        foreach (var folder in Directory.GetDirectories("/proc"))
        {
            try
            {
                if (
                    int.TryParse(Path.GetFileName(folder), out var id)
                    && id != Environment.ProcessId
                    && File.ReadAllBytes(Path.Combine(folder, file)).AsSpan().IndexOf(with) >= 0
                )
                    found.Add(id);
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                // Gone, or another user's.
            }
        }

        return found;
    }
}
