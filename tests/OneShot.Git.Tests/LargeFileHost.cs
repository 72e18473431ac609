using System.Collections.Concurrent;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;

namespace OneShot.Git.Tests;

/// <summary>
/// A server of Git LFS on this machine, as https://github.com/git-lfs/git-lfs/blob/main/docs/api has it.
/// </summary>
internal sealed class LargeFileHost : IDisposable
{
    private readonly LoopbackHost _host;

    public LargeFileHost() => _host = new LoopbackHost(AnswerAsync);

    public string Url => _host.Url + "lfs";

    /// <summary>What was asked: method, path and credentials.</summary>
    public ConcurrentQueue<string> Requests { get; } = [];

    public ConcurrentDictionary<string, byte[]> Objects { get; } = [];

    public void Dispose() => _host.Dispose();

    private async Task AnswerAsync(HttpListenerContext context)
    {
        var (request, response) = (context.Request, context.Response);
        Requests.Enqueue($"{request.HttpMethod} {request.Url!.AbsolutePath} {request.Headers["Authorization"]}".Trim());
        using var body = new MemoryStream();
        await request.InputStream.CopyToAsync(body);
        var name = request.Url.Segments[^1];
        response.ContentType = "application/vnd.git-lfs+json";
        if (request.HttpMethod == "PUT")
            Objects[name] = body.ToArray();
        else if (request.HttpMethod == "GET")
            await response.OutputStream.WriteAsync(Objects[name]);
        else
            await response.OutputStream.WriteAsync(Encoding.UTF8.GetBytes(Answer(name, body.ToArray())));
        response.Close();
    }

    private string Answer(string name, byte[] body)
    {
        if (name != "batch")
            return """{"ours":[],"theirs":[]}""";
        var asked = JsonNode.Parse(body)!;
        var isUpload = (string?)asked["operation"] == "upload";
        var objects = asked["objects"]!
            .AsArray()
            .Select(one => Entry((string)one!["oid"]!, (long)one["size"]!, isUpload));
        return new JsonObject { ["transfer"] = "basic", ["objects"] = new JsonArray([.. objects]) }.ToJsonString();
    }

    private JsonObject Entry(string id, long size, bool isUpload)
    {
        var entry = new JsonObject { ["oid"] = id, ["size"] = size };
        var way = new JsonObject { ["href"] = $"{Url}/{id}" };
        if (isUpload != Objects.ContainsKey(id))
            entry["actions"] = new JsonObject { [isUpload ? "upload" : "download"] = way };
        else if (!isUpload)
            entry["error"] = new JsonObject { ["code"] = 404, ["message"] = "not here" };
        return entry;
    }
}
