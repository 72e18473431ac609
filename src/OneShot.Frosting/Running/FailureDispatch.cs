using OneShot.Core.Dispatch;
using OneShot.Core.Settings;
using OneShot.Core.Text;
using OneShot.Frosting.Output;

namespace OneShot.Frosting.Running;

/// <summary>A one-shot beside whatever the build was called for: nothing of it becomes the build's result.</summary>
/// <param name="context">The build.</param>
/// <param name="folder">The folder from which relative patterns count.</param>
/// <param name="reporter">Where its progress goes.</param>
internal sealed class FailureDispatch(IOneShotContext context, string folder, IReporter reporter)
{
    // What a command line, a variable or code asks of the build's own one-shot is not asked of this one.
    private static readonly HashSet<string> OfTheOther = new(
        [
            "prompt",
            "prompt-file",
            "from-trx",
            "from-junit",
            "from-sarif",
            "from-log",
            "from-binlog",
            "slug",
            "plan-issue",
            "idempotency-key",
            "watch",
            "checkout",
            "output",
            "result",
            "resume",
            "again",
            "undo",
            "branch-name",
            "pr-number",
            "distinct-id",
        ],
        StringComparer.OrdinalIgnoreCase
    );

    /// <summary>Files before this are those of an earlier build.</summary>
    public DateTimeOffset? FilesSince { get; init; }

    /// <summary>The settings of the build, without what is asked.</summary>
    /// <exception cref="OneShotException">One of OS2.</exception>
    public static OneShotSettings Settings(IOneShotContext context)
    {
        var settings = SettingsReader.Read(context.OneShot, VerbExtensions.Sources(context).Without(OfTheOther));
        return settings with
        {
            Prompt = null,
            PromptFile = null,
            FromTrx = null,
            FromJunit = null,
            FromSarif = null,
            FromLog = null,
            FromBinlog = null,
            Slug = null,
            PlanIssue = null,
            IdempotencyKey = null,
            Watch = false,
            Checkout = false,
            Output = null,
            Result = null,
            Resume = null,
            Again = false,
            Undo = null,
            BranchName = null,
            PrNumber = null,
            DistinctId = null,
            Detach = true,
        };
    }

    /// <summary>Dispatches it.</summary>
    /// <param name="ask">Sets what is asked.</param>
    /// <exception cref="OneShotException">It could not be dispatched.</exception>
    public async Task<DispatchReceipt> RunAsync(Action<OneShotSettings> ask)
    {
        var cancellationToken = VerbExtensions.Scope(context)?.Token ?? CancellationToken.None;
        var settings = Settings(context);
        ask(settings);
        var host = new OneShotHost(context.Environment.WorkingDirectory.FullPath, folder, reporter)
        {
            Variable = Faces.Variables(context),
            FilesSince = FilesSince,
            GitHub = OneShotHostOptions.ClientOf(context),
            MayAsk = false,
        };
        using var verb = OneShotVerbs.Create(settings, host);
        await DispatchCommand.RunAsync(verb, cancellationToken).ConfigureAwait(false);
        return verb.Dispatched!;
    }

    /// <summary>A failure of it, spelled for this face and without secrets.</summary>
    public static OneShotException Told(IOneShotContext context, OneShotException exception) =>
        exception.For(Faces.Command(context)).Hiding(text => SafeText.Without(context.OneShotProgress.Secrets, text));
}
