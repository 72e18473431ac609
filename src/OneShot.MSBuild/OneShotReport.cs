using Microsoft.Build.Framework;

namespace OneShot.MSBuild;

/// <summary>Writes the page of a one-shot of this machine as things are now.</summary>
public sealed class OneShotReport : OneShotBuildTask
{
    /// <summary>The one-shot's id; the newest if not given.</summary>
    public string? DistinctId { get; set; }

    /// <summary>Opens it on the desktop.</summary>
    public string? Open { get; set; }

    /// <summary>The page's file.</summary>
    [Output]
    public string? ReportPath { get; private set; }

    private protected override async Task WorkAsync(OneShotClientOptions options, CancellationToken cancellationToken)
    {
        var asked = new TaskParameters(this);
        using var client = new OneShotClient(options with { Given = asked.Given });
        var receipt = await client.ReportAsync(asked.Settings(), cancellationToken).ConfigureAwait(false);
        ReportPath = receipt.ReportPath;
        Answer(Reporter.Gathered[0], Reporter.Gathered.Skip(1));
    }
}
