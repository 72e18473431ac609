using Cake.Frosting;
using OneShot.Frosting.Tasks;

namespace Build.Tasks;

/// <summary>What a bare <c>./build.sh</c> does: help, because it must not open pull requests.</summary>
[TaskName("Default")]
[TaskDescription("Shows tasks, arguments and examples")]
[IsDependentOn(typeof(OneShotHelpTask))]
public sealed class DefaultTask : FrostingTask<BuildContext>;
