using Build;
using Cake.Frosting;
using OneShot.Frosting;

return new CakeHost()
    .UseOneShot<BuildContext>()
    .RunOneShot(args, new OneShotRunOptions { Arguments = BuildContext.OwnArguments, RefuseUnknownArguments = true });
