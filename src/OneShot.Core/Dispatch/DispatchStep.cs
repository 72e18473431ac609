namespace OneShot.Core.Dispatch;

/// <summary>A step of a dispatch. A build's task of the same name is this step by itself.</summary>
/// <param name="Name">The task's name.</param>
/// <param name="RunAsync">Runs it; the action is called before <c>--checkout</c> moves HEAD.</param>
internal sealed record DispatchStep(string Name, Func<StepwiseVerb, Action?, CancellationToken, Task> RunAsync);
