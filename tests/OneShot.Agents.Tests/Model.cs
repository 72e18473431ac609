using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json;

namespace OneShot.Agents.Tests;

/// <summary>A model on loopback that does what a script says: the peer of the agent programs.</summary>
public sealed class Model : IDisposable
{
    /// <summary>The key of a test's user; long enough to be looked for.</summary>
    public const string Key = "sk-test-0123456789abcdefghij";

    public const string PlanText =
        "# Greet\\n\\n## Context\\n\\nThe prompt asks for a greeting.\\n\\n## Changes\\n\\n- `greeting.txt`: "
        + "new.\\n\\n## Implementation details\\n\\nOne line: hello.\\n\\n## Files not changing\\n\\nAll "
        + "others.\\n\\n## Verification\\n\\n`cat greeting.txt` prints hello.\\n";

    /// <summary>The planner's session: it reads the task, and writes both files.</summary>
    public const string Plans = $$"""
        { "match": "planning half", "turns": [
            { "text": "I read the task.", "bash": "cat .impl/task.md" },
            { "text": "I write the plan.", "write": { "path": ".impl/plan.md", "content": "{{PlanText}}" } },
            { "text": "I write the result.", "write": { "path": ".impl/plan-result.json", "content": "{\"title\": \"Greet\"}" } },
            { "text": "The plan is written." } ] }
        """;

    /// <summary>The implementer's session: one file by a tool, and a commit by the shell.</summary>
    public const string Implements = """
        { "match": "implementing half", "turns": [
            { "text": "I write the greeting.", "write": { "path": "greeting.txt", "content": "hello\n" } },
            { "text": "I commit it.", "bash": "git add greeting.txt && git commit -q -m 'Add a greeting'" },
            { "text": "It greets." } ] }
        """;

    /// <summary>The session of a round: it mends what the first one wrote.</summary>
    public const string Mends = """
        { "match": "## What is red", "turns": [
            { "text": "I mend the greeting.", "bash": "echo good day > greeting.txt" },
            { "text": "It is mended." } ] }
        """;

    private readonly HttpClient _client;
    private readonly Process _process;

    /// <param name="script">What it does.</param>
    /// <param name="authority">Makes it speak TLS, with a certificate of this authority.</param>
    public Model(string script, TestAuthority? authority = null)
    {
        string[] certificate = authority is null ? [] : [authority.FileFor("127.0.0.1")];
        var start = new ProcessStartInfo(
            "node",
            [Path.Combine(Repository.Root, "tests", "peers", "models", "server.mjs"), .. certificate]
        )
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        _process = Process.Start(start)!;
        Url = JsonDocument.Parse(_process.StandardOutput.ReadLine()!).RootElement.GetProperty("url").GetString()!;
        _client = new HttpClient(
            new SocketsHttpHandler { SslOptions = new() { CertificateChainPolicy = authority?.Policy } }
        )
        {
            BaseAddress = new Uri(Url),
        };
        using var content = JsonContent.Create(JsonDocument.Parse(script).RootElement);
        _client
            .PutAsync(new Uri("/_test/script", UriKind.Relative), content)
            .GetAwaiter()
            .GetResult()
            .EnsureSuccessStatusCode();
    }

    public string Url { get; }

    /// <summary>What it was asked so far.</summary>
    public JsonElement[] Requests =>
        [
            .. JsonDocument
                .Parse(_client.GetStringAsync(new Uri("/_test/requests", UriKind.Relative)).GetAwaiter().GetResult())
                .RootElement.EnumerateArray(),
        ];

    public static string Works => $$"""{ "key": "{{Key}}", "sessions": [ {{Plans}}, {{Implements}} ] }""";

    public static string Fails(string fail) => $$"""{ "fail": {{fail}} }""";

    /// <summary>A planner that plays these turns.</summary>
    public static string Plays(string turns) =>
        $$"""{ "sessions": [ { "match": "planning half", "turns": [ {{turns}} ] } ] }""";

    /// <summary>A planner that never comes to its end.</summary>
    public static string Loops =>
        """{ "sessions": [ { "turns": [], "last": { "text": "Again.", "bash": "true", "usage": { "input": 200000, "output": 10000 } } } ] }""";

    public void Dispose()
    {
        _client.Dispose();
        _process.StandardInput.Close();
        _process.WaitForExit(TimeSpan.FromSeconds(5));
        _process.Dispose();
    }
}
