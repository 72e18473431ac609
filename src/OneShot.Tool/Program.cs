using OneShot;
using OneShot.Core.Errors;

// Started by the local forge: run FOLDER ID.
if (args is not ["run", var folder, var id])
{
    Console.Error.WriteLine("OneShot.Tool is the process of a local run; start one with: ./build.sh --target=OneShot --forge=local --prompt=\"…\"");
    return (int)ExitCode.BadInput;
}

try
{
    return await LocalRunHost.RunAsync(folder, id).ConfigureAwait(false);
}
catch (OneShotException exception)
{
    Console.Error.WriteLine(exception.Message);
    return (int)exception.Error.Exit;
}
