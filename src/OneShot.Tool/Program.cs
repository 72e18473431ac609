using OneShot;
using OneShot.Tool;

// Started by the local forge: run FOLDER ID. From a folder without Cake, so nothing of Face may be touched here.
if (args is not ["run", var folder, var id])
    return Face.Run(args);

try
{
    return await LocalRunHost.RunAsync(folder, id).ConfigureAwait(false);
}
catch (OneShotException exception)
{
    Console.Error.WriteLine(exception.Line);
    return (int)exception.Error.Exit;
}
