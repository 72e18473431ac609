using System.Collections.Concurrent;
using System.IO.Compression;
using System.Net;
using System.Text;

namespace OneShot.Tests.Local;

/// <summary>
/// A private feed on this machine, as https://learn.microsoft.com/nuget/api/overview has it: one package, and nothing
/// for whoever has not its token.
/// </summary>
internal sealed class TokenFeed : IDisposable
{
    public const string Package = "Private.Shop";

    private readonly LoopbackHost _host;
    private readonly string _expected;

    public TokenFeed(string token)
    {
        _expected = "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes("reader:" + token));
        _host = new LoopbackHost(AnswerAsync);
    }

    /// <summary>What was answered to each request: its status.</summary>
    public ConcurrentQueue<int> Answers { get; } = [];

    /// <summary>A configuration that names the feed, and has its password from a variable.</summary>
    public string Configuration(string variable) =>
        $"""
            <configuration>
              <packageSources>
                <clear />
                <add key="own" value="{_host.Url}index.json" allowInsecureConnections="true" />
              </packageSources>
              <packageSourceCredentials>
                <own><add key="Username" value="reader" /><add key="ClearTextPassword" value="%{variable}%" /></own>
              </packageSourceCredentials>
            </configuration>
            """;

    public void Dispose() => _host.Dispose();

    private async Task AnswerAsync(HttpListenerContext context)
    {
        var response = context.Response;
        var isIn = context.Request.Headers["Authorization"] == _expected;
        var content = isIn ? Content(context.Request.Url!.AbsolutePath) : null;
        response.StatusCode =
            content is not null ? 200
            : isIn ? 404
            : 401;
        if (!isIn)
            response.AddHeader("WWW-Authenticate", "Basic realm=\"feed\"");
        Answers.Enqueue(response.StatusCode);
        if (content is not null)
            await response.OutputStream.WriteAsync(content);
        response.Close();
    }

    private byte[]? Content(string path)
    {
        var name = Package.ToLowerInvariant();
        if (path == "/index.json")
            return Encoding.UTF8.GetBytes(
                $$"""{"version":"3.0.0","resources":[{"@id":"{{_host.Url}}","@type":"PackageBaseAddress/3.0.0"}]}"""
            );
        if (path == $"/{name}/index.json")
            return """{"versions":["1.0.0"]}"""u8.ToArray();
        return path == $"/{name}/1.0.0/{name}.1.0.0.nupkg" ? Packed() : null;
    }

    private static byte[] Packed()
    {
        using var memory = new MemoryStream();
        using (var zip = new ZipArchive(memory, ZipArchiveMode.Create, leaveOpen: true))
        {
            using var writer = new StreamWriter(zip.CreateEntry(Package + ".nuspec").Open());
            writer.Write(
                $"<package><metadata><id>{Package}</id><version>1.0.0</version><authors>Shop</authors>"
                    + "<description>Private</description></metadata></package>"
            );
        }

        return memory.ToArray();
    }
}
