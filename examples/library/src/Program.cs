using LibGit2Sharp;
using OneShot;

if (args is not [var prompt, _, ..])
{
    Console.Error.WriteLine("usage: dotnet run --project src -- PROMPT REPOSITORY…");
    return 2;
}

var failed = 0;
foreach (var path in args[1..])
{
    if (Repository.Discover(path) is not { } found)
    {
        Console.Error.WriteLine($"{path}: no repository");
        failed++;
        continue;
    }

    using IRepository repository = new Repository(found);
    if (repository.RetrieveStatus().IsDirty)
        Console.WriteLine($"{path}: left out, it has work that is not committed");
    else if (!await AskAsync(repository))
        failed++;
}

return failed == 0 ? 0 : 1;

async Task<bool> AskAsync(IRepository repository)
{
    var folder = repository.Info.WorkingDirectory;
    using var client = new OneShotClient(new OneShotClientOptions { WorkingFolder = folder });
    try
    {
        var settings = new OneShotSettings
        {
            Prompt = prompt,
            Forge = "local",
            Agent = "rehearsal",
        };
        var receipt = await client.DispatchAsync(settings);
        var ended = await client.StatusAsync(receipt.Id);
        Console.WriteLine($"{folder}: {ended.State}, {repository.Branches[receipt.Branch].Tip.MessageShort}");
        return true;
    }
    catch (OneShotException exception)
    {
        Console.Error.WriteLine($"{folder}: {exception.Message}");
        return false;
    }
}
