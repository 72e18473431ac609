namespace OneShot.Tests.GitHub;

/// <summary>Every call × every fault: a clear error or none, the repository as it was, nothing made twice.</summary>
public abstract class FaultTests : IDisposable
{
    private readonly PeerRepository _peer = new();
    private readonly string _call;

    private FaultTests(string call) => _call = call;

    /// <summary>The four calls of a dispatch.</summary>
    private static readonly Dictionary<string, (string Method, string Path)> Calls = new()
    {
        ["repository"] = ("GET", "$"),
        ["workflow"] = ("GET", "/actions/workflows/one-shot.yml$"),
        ["pull request"] = ("POST", "/pulls$"),
        ["dispatch"] = ("POST", "/actions/workflows/one-shot.yml/dispatches"),
    };

    // Read calls recover from what passes; write calls recover where
    // the server surely did nothing, or the result can be found.
    private static readonly (string Fault, string ReadCode, string PullCode, string DispatchCode)[] Faults =
    [
        ("reset", "", "", ""),
        ("lost", "", "", ""),
        ("truncate", "", "", ""),
        ("500", "", "", ""),
        ("502", "", "", ""),
        ("429 with Retry-After", "", "", ""),
        ("403 secondary limit", "", "", ""),
        ("garbage", "OS4008", "", ""),
        ("401", "OS4001", "OS4001", "OS4001"),
        ("403", "OS4002", "OS4002", "OS4002"),
        ("404", "OS4003", "OS4003", "OS4003"),
        ("409", "OS4015", "OS4015", "OS4015"),
        ("410", "OS4006", "OS4006", "OS4006"),
        ("418", "OS4009", "OS4009", "OS4009"),
        ("422", "OS4004", "OS4004", "OS4004"),
        ("429 for an hour", "OS4005", "OS4005", "OS4005"),
        ("primary limit used up", "OS4005", "OS4005", "OS4005"),
        ("500 for good", "OS4007", "OS4007", "OS7003"),
        ("reset for good", "OS3010", "OS3010", "OS7003"),
        ("hang for good", "OS7001", "OS7001", "OS7003"),
    ];

    public static IEnumerable<object[]> Reads => Faults.Select(fault => new object[] { fault.Fault, fault.ReadCode });

    public static IEnumerable<object[]> WorkflowReads =>
        Faults.Select(fault => new object[] { fault.Fault, fault.Fault == "404" ? "OS4014" : fault.ReadCode });

    public static IEnumerable<object[]> Pulls => Faults.Select(fault => new object[] { fault.Fault, fault.PullCode });

    public static IEnumerable<object[]> Dispatches =>
        Faults.Select(fault => new object[] { fault.Fault, fault.DispatchCode });

    public void Dispose() => _peer.Dispose();

    private async Task EndsWellOrWith(string fault, string code)
    {
        var repo = _peer.LocalClone();
        var before = repo.Snapshot();
        Arrange(fault);
        var settings = Dispatching.Settings();
        settings.RunTimeout = 1;
        settings.HttpTimeout = fault == "hang for good" ? 1 : 30; // a busy machine's answers take a second, too
        var dispatching = new Dispatching(_peer, repo);

        if (code.Length == 0)
        {
            (await dispatching.RunAsync(settings)).RunId.ShouldBe(_peer.Runs.Single()!["id"]!.ToString());
        }
        else
        {
            var exception = await dispatching.FailAsync(settings);
            exception.Error.Code.ShouldBe(code);
            exception.Message.ShouldNotContain(_peer.Token);
            exception.Message.ShouldNotContain("\n");
            if (_call is "repository" or "workflow")
                NothingWasMade(exception);
            else
                await ResumingFinishes(dispatching, exception);
        }

        repo.Snapshot().ShouldBe(before);
        _peer.Pulls.Count.ShouldBeLessThanOrEqualTo(1);
        _peer.Runs.Count.ShouldBeLessThanOrEqualTo(1);
        _peer.Branches.Length.ShouldBeLessThanOrEqualTo(2);
    }

    private void Arrange(string fault)
    {
        var (method, path) = Calls[_call];
        void Add(
            string kind,
            int times = 1,
            int status = 0,
            object? headers = null,
            string? message = null,
            string? body = null
        ) => _peer.Fault(kind, method, path, times, status, headers, body, message);

        switch (fault)
        {
            case "429 with Retry-After":
                Add("status", status: 429, headers: new Dictionary<string, string> { ["retry-after"] = "1" });
                break;
            case "429 for an hour":
                Add("status", 9, 429, new Dictionary<string, string> { ["retry-after"] = "3600" });
                break;
            case "403 secondary limit":
                Add(
                    "status",
                    status: 403,
                    headers: new Dictionary<string, string> { ["retry-after"] = "1" },
                    message: "You have exceeded a secondary rate limit."
                );
                break;
            case "primary limit used up":
                Add(
                    "status",
                    9,
                    403,
                    new Dictionary<string, string>
                    {
                        ["x-ratelimit-remaining"] = "0",
                        ["x-ratelimit-reset"] = DateTimeOffset
                            .UtcNow.AddHours(1)
                            .ToUnixTimeSeconds()
                            .ToString(System.Globalization.CultureInfo.InvariantCulture),
                    },
                    "API rate limit exceeded"
                );
                break;
            case "500 for good":
                Add("status", 99, 500);
                break;
            case "reset for good":
                Add("reset", 99);
                break;
            case "hang for good":
                Add("hang", 99);
                break;
            case "reset" or "lost" or "truncate":
                Add(fault);
                break;
            case "garbage":
                Add("garbage", status: _call is "repository" or "workflow" ? 200 : 201);
                break;
            case "500" or "502":
                Add("status", status: int.Parse(fault, System.Globalization.CultureInfo.InvariantCulture));
                break;
            default:
                Add(
                    "status",
                    9,
                    int.Parse(fault, System.Globalization.CultureInfo.InvariantCulture),
                    body: fault == "404" ? """{"message":"Not Found"}""" : null
                );
                break;
        }
    }

    private void NothingWasMade(OneShotException exception)
    {
        exception.ResumeId.ShouldBeNull();
        _peer.Branches.ShouldBe(["refs/heads/main"]);
        _peer.Pulls.ShouldBeEmpty();
    }

    // What failed after the push is finished by a resume, without a second branch, pull request or run.
    private async Task ResumingFinishes(Dispatching dispatching, OneShotException exception)
    {
        exception.ResumeId.ShouldNotBeNull();
        _peer.Repair();
        var receipt = await dispatching.RunAsync(new OneShotSettings { Resume = exception.ResumeId, RunTimeout = 1 });
        receipt.RunId.ShouldBe(_peer.Runs.Single()!["id"]!.ToString());
        _peer.Pulls.Count.ShouldBe(1);
    }

    public sealed class OfTheRepository() : FaultTests("repository")
    {
        [Theory]
        [MemberData(nameof(Reads))]
        public Task Each_fault(string fault, string code) => EndsWellOrWith(fault, code);
    }

    public sealed class OfTheWorkflow() : FaultTests("workflow")
    {
        [Theory]
        [MemberData(nameof(WorkflowReads))]
        public Task Each_fault(string fault, string code) => EndsWellOrWith(fault, code);
    }

    public sealed class OfThePullRequest() : FaultTests("pull request")
    {
        [Theory]
        [MemberData(nameof(Pulls))]
        public Task Each_fault(string fault, string code) => EndsWellOrWith(fault, code);
    }

    public sealed class OfTheDispatch() : FaultTests("dispatch")
    {
        [Theory]
        [MemberData(nameof(Dispatches))]
        public Task Each_fault(string fault, string code) => EndsWellOrWith(fault, code);
    }
}
