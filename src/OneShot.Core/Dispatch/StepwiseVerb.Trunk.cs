using OneShot.Core.Journals;
using OneShot.Core.Places;

namespace OneShot.Core.Dispatch;

/// <content>What lies under the arguments: the options of a run, and the repository's own file on trunk.</content>
internal abstract partial class StepwiseVerb
{
    private protected TrunkFile File { get; } =
        new(ports.RepositoryFile, ports.Consents, ports.Reporter, request.Terms, request.TrustRepositoryFile);

    // What was chosen at the dispatch holds in a resume too, unless it is asked for something stricter now.
    private protected Journal WithOptions(Journal journal)
    {
        File.LayOptions(journal.Options);
        return journal with { Options = File.Terms.Options ?? journal.Options };
    }

    // Of a step by itself, or of a one-shot whose branch was made before:
    // nobody has looked for the file yet, and the agent starts now.
    private async Task LayFileAsync(OneShotLocation site, Journal journal, CancellationToken cancellationToken)
    {
        var trunk =
            journal.BaseCommit
            ?? (await site.Forge.CheckAsync(journal.Workflow, cancellationToken).ConfigureAwait(false)).Commit;
        await new Preflight(ports, site, File)
            .LayFileAsync(journal with { BaseCommit = trunk }, cancellationToken)
            .ConfigureAwait(false);
    }
}
