namespace OneShot.Core.Scaffolding;

/// <summary>A Cake Frosting build that a repository has.</summary>
/// <param name="Project">Its project, counted from the top.</param>
/// <param name="HasOneShot">Whether it has OneShot's tasks.</param>
/// <param name="Context">The name of its context, where its host says it.</param>
internal sealed record CakeBuild(string Project, bool HasOneShot, string? Context);
