using System.Text.Json;
using OneShot.Core.Secrets;
using OneShot.Processes;

namespace OneShot.Agents.Npm;

/// <summary>
/// Installs packages by npm from a lock file of ours. No script of a
/// package runs before every package has been checked against its hash.
/// </summary>
/// <param name="resources">The prefix of the two embedded files.</param>
/// <param name="folder">Where they are installed.</param>
/// <param name="variable">Reads the user's environment.</param>
/// <param name="limit">How long npm may take for each step.</param>
internal sealed class NpmInstallation(string resources, string folder, Func<string, string?> variable, TimeSpan limit)
{
    private static readonly string[] Files = ["package.json", "package-lock.json"];

    // npm's own configuration may name these; no other secret is handed to it, and so none to the scripts of packages.
    private static readonly string[] Known =
    [
        "PATH",
        "HOME",
        "USERPROFILE",
        "APPDATA",
        "LOCALAPPDATA",
        "TMPDIR",
        "TEMP",
        "TMP",
        "SystemRoot",
        "ComSpec",
        "PATHEXT",
        "LANG",
        "XDG_CONFIG_HOME",
        "HTTP_PROXY",
        "HTTPS_PROXY",
        "NO_PROXY",
        "http_proxy",
        "https_proxy",
        "no_proxy",
        "SSL_CERT_FILE",
        "SSL_CERT_DIR",
        "NODE_EXTRA_CA_CERTS",
        "NPM_TOKEN",
        "NODE_AUTH_TOKEN",
    ];

    /// <summary>The version of a package that is installed.</summary>
    public static Version VersionOf(string resources, string package)
    {
        using var stream = Open(resources, Files[0]);
        using var document = JsonDocument.Parse(stream);
        return Version.Parse(document.RootElement.GetProperty("dependencies").GetProperty(package).GetString()!);
    }

    /// <summary>One of the embedded files.</summary>
    public static Stream Open(string resources, string file)
    {
        var assembly = typeof(NpmInstallation).Assembly;
        // An agent's name is its folder's in lower case.
        var wanted = $"{resources}/{file}";
        var name = Array.Find(
            assembly.GetManifestResourceNames(),
            name => name.Equals(wanted, StringComparison.OrdinalIgnoreCase)
        );
        return assembly.GetManifestResourceStream(name ?? wanted)
            ?? throw new InvalidOperationException($"{resources} has no {file}.");
    }

    /// <summary>Installs them.</summary>
    /// <param name="runsScripts">Whether the packages' own scripts have to run.</param>
    /// <param name="cancellationToken">Ends npm.</param>
    /// <returns>The folder of the packages.</returns>
    /// <exception cref="NpmException">They could not be installed.</exception>
    public async Task<string> RunAsync(bool runsScripts, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(folder);
        foreach (var name in Files)
        {
            using var stream = Open(resources, name);
            using var file = File.Create(Path.Combine(folder, name));
            await stream.CopyToAsync(file, cancellationToken).ConfigureAwait(false);
        }

        await NpmAsync(
                [
                    "ci",
                    "--ignore-scripts",
                    "--prefer-offline",
                    "--no-audit",
                    "--no-fund",
                    "--loglevel=error",
                    .. Patience,
                ],
                cancellationToken
            )
            .ConfigureAwait(false);
        await CheckAsync(cancellationToken).ConfigureAwait(false);
        if (runsScripts)
            await NpmAsync(["rebuild", "--loglevel=error"], cancellationToken).ConfigureAwait(false);
        return Path.Combine(folder, "node_modules");
    }

    // Somebody waits; without a network npm would try for more than a minute.
    private static readonly string[] Patience =
    [
        "--fetch-retries=2",
        "--fetch-retry-mintimeout=500",
        "--fetch-retry-maxtimeout=3000",
    ];

    // npm checks a package whose hash the lock holds, and says nothing of one that has none.
    private async Task CheckAsync(CancellationToken cancellationToken)
    {
        using var stream = File.OpenRead(Path.Combine(folder, "node_modules", ".package-lock.json"));
        using var document = await JsonDocument
            .ParseAsync(stream, cancellationToken: cancellationToken)
            .ConfigureAwait(false);
        foreach (var package in document.RootElement.GetProperty("packages").EnumerateObject())
        {
            if (!package.Value.TryGetProperty("integrity", out _))
                throw new NpmException($"the lock file has no hash of {package.Name["node_modules/".Length..]}");
        }
    }

    private static void KeepKnown(IDictionary<string, string?> variables)
    {
        foreach (var name in variables.Keys.Where(name => !IsKnown(name)).ToArray())
            variables.Remove(name);
    }

    private static bool IsKnown(string name) =>
        Known.Contains(name) || name.StartsWith("npm_config_", StringComparison.OrdinalIgnoreCase);

    private async Task NpmAsync(string[] arguments, CancellationToken cancellationToken)
    {
        var npm = ProgramPath.Find("npm", variable("PATH")) ?? throw new NpmException("npm was not found");
        var start = new ProgramStart(npm, arguments)
        {
            Folder = folder,
            Streams = ProgramStreams.All,
            Variables = KeepKnown,
        };
        using var limited = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limited.CancelAfter(limit);
        using var process = start.Start();
        try
        {
            process.StandardInput.Close();
            var output = process.StandardOutput.ReadToEndAsync(limited.Token);
            var error = await process.StandardError.ReadToEndAsync(limited.Token).ConfigureAwait(false);
            await output.ConfigureAwait(false);
            await process.WaitForExitAsync(limited.Token).ConfigureAwait(false);
            if (process.ExitCode == 0)
                return;

            // What it warns of, such as an entry of a configuration that it does not know, is no reason.
            var line = error
                .Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
                .FirstOrDefault(one => !one.StartsWith("npm warn", StringComparison.OrdinalIgnoreCase));
            throw new NpmException(
                line is null
                    ? $"npm {arguments[0]} ended with {process.ExitCode}"
                    : $"npm {arguments[0]}: {Redaction.Of(line)}"
            );
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new NpmException($"npm {arguments[0]} did not end within {limit.TotalMinutes:0} min");
        }
        finally
        {
            if (!process.HasExited)
                process.Kill(entireProcessTree: true);
        }
    }
}
