using Cake.Cli;
using Cake.Core;
using Cake.Core.Configuration;
using Cake.Core.IO;
using Microsoft.Extensions.DependencyInjection;

namespace Cake.Frosting.Internal;

internal static class FrostingDefaults
{
    public static void AddFrostingDefaults(this IServiceCollection services)
    {
        services.AddSingleton<IVersionResolver, VersionResolver>();
        services.AddSingleton<ICakeVersionFeature, VersionFeature>();
        services.AddSingleton<ICakeInfoFeature, InfoFeature>();
        services.AddSingleton<IToolInstaller, ToolInstaller>();
        services.AddSingleton<IFrostingContext, FrostingContext>();
        services.AddSingleton<BuildScriptHost<IFrostingContext>>();
        services.AddSingleton<DryRunScriptHost<IFrostingContext>>();
        services.AddSingleton<TreeScriptHost>();
        services.AddSingleton<DescriptionScriptHost>();
        services.AddSingleton(Configuration);
    }

    private static ICakeConfiguration Configuration(IServiceProvider provider)
    {
        var environment = provider.GetRequiredService<ICakeEnvironment>();
        var settings = provider
            .GetServices<CakeSetting>()
            .GroupBy(setting => setting.Key, setting => setting.Value, StringComparer.OrdinalIgnoreCase)
            .Select(group => KeyValuePair.Create(group.Key, group.Last()));
        var arguments = provider
            .GetRequiredService<ICakeArguments>()
            .GetArguments()
            .ToDictionary(
                argument => argument.Key,
                argument => argument.Value.LastOrDefault() ?? string.Empty,
                StringComparer.OrdinalIgnoreCase
            );
        return new CakeConfigurationProvider(
            provider.GetRequiredService<IFileSystem>(),
            environment
        ).CreateConfiguration(environment.WorkingDirectory, settings, arguments);
    }
}
