using Cake.Core;

namespace OneShot.Frosting;

/// <summary>How the user reaches this build.</summary>
internal static class Faces
{
    /// <summary>What the user types: <c>build.sh</c> and <c>build.ps1</c> say it in a variable.</summary>
    public static string Command(ICakeContext context)
        => context.Environment.GetEnvironmentVariable("ONESHOT_COMMAND") is { Length: > 0 } command ? command : OperatingSystem.IsWindows() ? @".\build.ps1" : "./build.sh";
}
