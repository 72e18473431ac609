#addin nuget:?package=OneShot.Cake&version=0.1.0

// dotnet cake --prompt="Add a --verbose flag"
Task("Ask")
    .Does(() => DispatchOneShot());

// dotnet cake --target=Tidy: a prompt from code; the command line may add --agent, --forge and all the others.
Task("Tidy")
    .Does(() =>
{
    var receipt = DispatchOneShot(new OneShotSettings { Prompt = "Sort the words in words.txt and remove doubles", Slug = "tidy" });
    if (!receipt.Preview && !HasArgument("undo")) Information("asked on {0}", receipt.Branch);
});

// dotnet cake --target=Status
Task("Status")
    .Does(() =>
{
    foreach (var one in OneShotStatus()) Information("{0} {1} {2}", one.Id, one.State, one.Prompt);
});

RunTarget(Argument("target", "Ask"));
