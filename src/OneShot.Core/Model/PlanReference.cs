namespace OneShot.Core.Model;

/// <summary>A plan on a forge, as it is named to whoever has it implemented.</summary>
/// <param name="Issue">The issue that holds it.</param>
/// <param name="Branch">The one-shot's branch.</param>
/// <param name="PullRequest">Its pull request.</param>
/// <param name="Model">Its model.</param>
/// <param name="Sha256">The hash of the plan's text as it is now.</param>
internal sealed record PlanReference(int Issue, string Branch, int PullRequest, string? Model, string Sha256);
