namespace OneShot.Git.Tests;

/// <summary>Tests that nothing else of the process may run beside.</summary>
[CollectionDefinition(nameof(Alone), DisableParallelization = true)]
public sealed class Alone;
