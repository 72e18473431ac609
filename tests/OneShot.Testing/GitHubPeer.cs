using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace OneShot.Testing;

/// <summary>
/// A GitHub on loopback: the third-party emulator with GitHub's own
/// description and strictness in front. One process serves all tests of a run.
/// </summary>
public sealed class GitHubPeer
{
    private static readonly Lazy<GitHubPeer> Shared = new(Start);

    private readonly HttpClient _client;
    private readonly Process _process;

    private GitHubPeer(Process process, string url, string api)
    {
        _process = process;
        (Url, Api) = (url, api);
        _client = new HttpClient { BaseAddress = new Uri(url), Timeout = TimeSpan.FromSeconds(300) };
    }

    public static GitHubPeer Instance => Shared.Value;

    /// <summary>Where its pages and its git are.</summary>
    public string Url { get; }

    /// <summary>Where its REST API is.</summary>
    public string Api { get; }

    public JsonNode? Call(HttpMethod method, string route, object? body = null)
    {
        using var request = new HttpRequestMessage(method, "/_test/" + route);
        if (body is not null)
            request.Content = JsonContent.Create(body);
        using var response = _client.Send(request);
        var text = new StreamReader(response.Content.ReadAsStream()).ReadToEnd();
        return response.IsSuccessStatusCode
            ? JsonNode.Parse(text)
            : throw new InvalidOperationException($"{method} {route}: {(int)response.StatusCode} {text}");
    }

    private static GitHubPeer Start()
    {
        var folder = Path.Combine(Repository.Root, "tests", "peers", "github");
        if (!Directory.Exists(Path.Combine(folder, "node_modules")))
            throw new InvalidOperationException(
                "The peers of the tests are not installed. Type: ./build.sh --target=Test"
            );
        var start = new ProcessStartInfo("node", ["server.mjs"])
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        var process = Process.Start(start)!;
        var line =
            process.StandardOutput.ReadLine()
            ?? throw new InvalidOperationException("The GitHub of the tests did not start; see its messages above.");
        AppDomain.CurrentDomain.ProcessExit += (_, _) => process.StandardInput.Close();
        var addresses = JsonDocument.Parse(line).RootElement;
        return new GitHubPeer(
            process,
            addresses.GetProperty("url").GetString()!,
            addresses.GetProperty("api").GetString()!
        );
    }

    public override string ToString() => $"{Url} ({_process.Id})";
}
