using Cake.Frosting;
using Octokit;
using Octokit.Internal;
using OneShot.Frosting;
using OneShot.Frosting.Tasks;
using SampleBuild;

return Environment.GetEnvironmentVariable("SAMPLE_HOST") switch
{
    "plain" => new CakeHost().UseContext<SampleContext>().AddAssembly(typeof(OneShotTask).Assembly).Run(args),
    "plain with lifetime" => new CakeHost()
        .UseContext<SampleContext>()
        .UseLifetime<SampleLifetime>()
        .AddAssembly(typeof(OneShotTask).Assembly)
        .Run(args),
    "by interface" => new CakeHost().UseOneShot<HandWrittenContext>().RunOneShot(args),
    "broken context" => new CakeHost().UseOneShot<BrokenContext>().RunOneShot(args),
    "filtered" => new CakeHost().UseOneShot<SampleContext>(task => task != typeof(RestoreBranchTask)).RunOneShot(args),
    "own client" => new CakeHost()
        .UseOneShot<SampleContext>(options =>
            options.UseGitHub(_ => new GitHubClient(
                new Connection(
                    new ProductHeaderValue("sample"),
                    new Uri(Environment.GetEnvironmentVariable("SAMPLE_API")! + "/"),
                    new InMemoryCredentialStore(new Credentials(Environment.GetEnvironmentVariable("SAMPLE_TOKEN")))
                )
            ))
        )
        .RunOneShot(args),
    "with a tool" => new CakeHost()
        .UseOneShot<SampleContext>()
        .UsePackageInstaller<Installer>()
        .InstallTool(new Uri("sample:?package=Greeter&version=1.0.0"))
        .RunOneShot(args),
    "with lifetime" => new CakeHost().UseOneShot<SampleContext>().UseLifetime<SampleLifetime>().RunOneShot(args),
    "its own no-verify" => new CakeHost()
        .UseOneShot<SampleContext>()
        .RunOneShot(args, new OneShotRunOptions { Arguments = ["no-verify"] }),
    _ => new CakeHost().UseOneShot<SampleContext>().RunOneShot(args, new OneShotRunOptions { Arguments = ["models"] }),
};
