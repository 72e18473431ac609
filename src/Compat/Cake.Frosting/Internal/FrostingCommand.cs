using System.Diagnostics.CodeAnalysis;
using Cake.Cli;
using Cake.Cli.Infrastructure;
using Cake.Core;
using Cake.Core.Configuration;
using Cake.Core.Diagnostics;
using Cake.Core.IO;
using Cake.Core.Packaging;
using Cake.Core.Scripting;
using Microsoft.Extensions.DependencyInjection;
using Spectre.Console.Cli;

namespace Cake.Frosting.Internal;

[SuppressMessage("Performance", "CA1812", Justification = "Made by Spectre.Console.Cli")]
internal sealed class FrostingCommand(IServiceCollection services) : Command<FrostingSettings>
{
    public override int Execute(CommandContext context, FrostingSettings settings, CancellationToken cancellationToken)
    {
        services.AddSingleton<ICakeArguments>(context.Remaining.ToCakeArguments(settings.NoReport, settings.Targets));
        using var provider = services.BuildServiceProvider();
        try
        {
            return Run(provider, settings);
        }
        catch (Exception exception)
        {
            return provider.GetRequiredService<ICakeLog>().LogException(exception);
        }
    }

    private static int Run(ServiceProvider provider, FrostingSettings settings)
    {
        var console = provider.GetRequiredService<IConsole>();
        if (settings.Version)
        {
            provider.GetRequiredService<ICakeVersionFeature>().Run(console);
            return 0;
        }

        if (settings.Info)
        {
            provider.GetRequiredService<ICakeInfoFeature>().Run(console);
            return 0;
        }

        EnterWorkingDirectory(provider, settings.WorkingDirectory);
        var log = provider.GetRequiredService<ICakeLog>();
        log.Verbosity = provider
            .GetRequiredService<ICakeConfiguration>()
            .GetVerbosity(settings.Verbosity, Verbosity.Normal);
        foreach (var tool in provider.GetServices<PackageReference>())
            provider.GetRequiredService<IToolInstaller>().Install(tool);

        var host = HostFor(provider, settings);
        RegisterLifetime(provider);
        var registration = new TaskRegistration(host, provider.GetRequiredService<IFrostingContext>(), log);
        foreach (var task in provider.GetServices<IFrostingTask>())
            registration.Register(task);

        if (settings.Exclusive)
            host.Settings.UseExclusiveTarget();
        host.RunTargetsAsync(settings.Targets).GetAwaiter().GetResult();
        return 0;
    }

    private static ScriptHost HostFor(ServiceProvider provider, FrostingSettings settings) =>
        settings switch
        {
            { Description: true } => provider.GetRequiredService<DescriptionScriptHost>(),
            { Tree: true } => provider.GetRequiredService<TreeScriptHost>(),
            { DryRun: true } => provider.GetRequiredService<DryRunScriptHost<IFrostingContext>>(),
            _ => provider.GetRequiredService<BuildScriptHost<IFrostingContext>>(),
        };

    private static void EnterWorkingDirectory(ServiceProvider provider, DirectoryPath? asked)
    {
        var environment = provider.GetRequiredService<ICakeEnvironment>();
        var path = asked ?? provider.GetServices<WorkingDirectory>().LastOrDefault()?.Path;
        if (path is null)
            return;
        path = path.MakeAbsolute(environment);
        if (!provider.GetRequiredService<IFileSystem>().GetDirectory(path).Exists)
            throw new FrostingException($"The working directory '{path.FullPath}' does not exist.");
        environment.WorkingDirectory = path;
    }

    private static void RegisterLifetime(ServiceProvider provider)
    {
        var engine = provider.GetRequiredService<ICakeEngine>();
        var context = provider.GetRequiredService<IFrostingContext>();
        if (provider.GetService<IFrostingSetup>() is { } setup)
            engine.RegisterSetupAction(info => setup.Setup(context, info));
        if (provider.GetService<IFrostingTeardown>() is { } teardown)
            engine.RegisterTeardownAction(info => teardown.Teardown(context, info));
        if (provider.GetService<IFrostingTaskSetup>() is { } taskSetup)
            engine.RegisterTaskSetupAction(info => taskSetup.Setup(context, info));
        if (provider.GetService<IFrostingTaskTeardown>() is { } taskTeardown)
            engine.RegisterTaskTeardownAction(info => taskTeardown.Teardown(context, info));
    }
}
