using Microsoft.Build.Framework;
using NSubstitute;

namespace OneShot.MSBuild.Tests;

/// <summary>The build around a task: what was typed, and what it was told.</summary>
internal sealed class Engine
{
    public Engine(string folder)
    {
        MSBuild.ProjectFileOfTaskNode.Returns(Path.Combine(folder, "shop.csproj"));
        MSBuild.GetGlobalProperties().Returns(_ => Typed);
        MSBuild
            .When(engine => engine.LogErrorEvent(Arg.Any<BuildErrorEventArgs>()))
            .Do(call => Errors.Add(call.Arg<BuildErrorEventArgs>()));
        MSBuild
            .When(engine => engine.LogWarningEvent(Arg.Any<BuildWarningEventArgs>()))
            .Do(call => Warnings.Add(call.Arg<BuildWarningEventArgs>()));
        MSBuild
            .When(engine => engine.LogMessageEvent(Arg.Any<BuildMessageEventArgs>()))
            .Do(call => Messages.Add(call.Arg<BuildMessageEventArgs>()));
    }

    public IBuildEngine6 MSBuild { get; } = Substitute.For<IBuildEngine6>();

    /// <summary>As MSBuild keeps it: escaped.</summary>
    public Dictionary<string, string> Typed { get; } = [];

    public List<BuildErrorEventArgs> Errors { get; } = [];

    public List<BuildWarningEventArgs> Warnings { get; } = [];

    public List<BuildMessageEventArgs> Messages { get; } = [];

    public string Told =>
        string.Join('\n', Errors.Select(error => error.Message).Concat(Messages.Select(message => message.Message)));
}
