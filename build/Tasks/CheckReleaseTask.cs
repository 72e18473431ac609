using Build.Release;
using Cake.Common.Diagnostics;
using Cake.Frosting;

namespace Build.Tasks;

/// <summary>Looks, before minutes are spent, whether the commit can be released.</summary>
[TaskName("CheckRelease")]
[TaskDescription("Tells whether this commit can be released: its tag, its changelog, a clean work tree")]
public sealed class CheckReleaseTask : FrostingTask<BuildContext>
{
    /// <inheritdoc/>
    public override void Run(BuildContext context)
    {
        var commit = context.Released = ReleasedCommit.Of(context);
        context.Information("{0} of {1}", commit.Tag, commit.Commit[..10]);
        context.Information(
            "{0}",
            commit.Previous is null
                ? $"the first release, of {commit.Commits} commits"
                : $"{commit.Commits} commits since v{commit.Previous}"
        );
        context.Information("{0}", commit.Notes);
    }
}
