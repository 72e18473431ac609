using System.Globalization;
using Microsoft.Build.Framework;

namespace OneShot.MSBuild;

/// <summary>Looks whether everything that a one-shot needs is in place, line by line with the way to mend it.</summary>
public sealed class OneShotDoctor : OneShotBuildTask
{
    /// <summary>The agent that a dispatch would name.</summary>
    public string? Agent { get; set; }

    /// <summary>The command of the agent <c>command</c>.</summary>
    public string? AgentCommand { get; set; }

    /// <summary>The branch to start from.</summary>
    public string? Base { get; set; }

    /// <summary>Fixes what can be fixed from here.</summary>
    public string? Fix { get; set; }

    /// <summary>Where branches, pull requests and runs live.</summary>
    public string? Forge { get; set; }

    /// <summary>The git remote.</summary>
    public string? Remote { get; set; }

    /// <summary>Owner and name of the repository.</summary>
    public string? Repo { get; set; }

    /// <summary>The sandbox that an agent's session would run in.</summary>
    public string? Sandbox { get; set; }

    /// <summary>The workflow's file name.</summary>
    public string? Workflow { get; set; }

    /// <summary>What was found: the name of what was looked at, with State, Message and Fix as metadata.</summary>
    [Output]
    public ITaskItem[] Checks { get; private set; } = [];

    private protected override async Task WorkAsync(OneShotClientOptions options, CancellationToken cancellationToken)
    {
        var asked = new TaskParameters(this);
        using var client = new OneShotClient(options with { Given = asked.Given });
        await client
            .DoctorAsync(asked.Settings(), receipt => Show(receipt.Checks, receipt.Fixed ?? []), cancellationToken)
            .ConfigureAwait(false);
    }

    private void Show(IReadOnlyList<Check> checks, IReadOnlyList<string> done)
    {
        var width = checks.Max(check => check.Name.Length);
        var lines = checks
            .SelectMany(check =>
                new[]
                {
                    $"{WordOf(check.State)}  {check.Name.PadRight(width)}  {check.Message}",
                    check.Fix is { } fix ? $"{new string(' ', width + 8)}-> {fix}" : null,
                }
            )
            .OfType<string>()
            .Concat(done.Select(one => "done: " + one));
        Answer(
            Summary(checks),
            Reporter.Gathered.Concat(lines).SelectMany(line => Folding.Of(Spell(line), Folding.Room))
        );
        Checks =
        [
            .. checks.Select(check =>
                LiteralItems.Of(
                    check.Name,
                    ("State", WordOf(check.State).ToLowerInvariant()),
                    ("Message", check.Message),
                    ("Fix", check.Fix)
                )
            ),
        ];
    }

    private static string Summary(IReadOnlyList<Check> checks) =>
        string.Join(
            ", ",
            checks
                .CountBy(check => check.State)
                .OrderBy(count => count.Key)
                .Select(count => string.Create(CultureInfo.InvariantCulture, $"{count.Value} {WordOf(count.Key)}"))
        );

    private static string WordOf(CheckState state) =>
        state == CheckState.Fail ? "FAIL" : state.ToString().ToLowerInvariant();
}
