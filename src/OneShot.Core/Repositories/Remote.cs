namespace OneShot.Core.Repositories;

/// <summary>A configured remote.</summary>
/// <param name="Name">Its name, such as <c>origin</c>.</param>
/// <param name="Fetch">Where git fetches from, after <c>url.*.insteadOf</c>.</param>
/// <param name="Push">Where git pushes to, after <c>pushurl</c>, <c>url.*.pushInsteadOf</c> and <c>url.*.insteadOf</c>.</param>
/// <param name="PushAddress">The push address as configured, for git to rewrite itself.</param>
public sealed record Remote(string Name, RemoteAddress Fetch, RemoteAddress Push, string PushAddress);
