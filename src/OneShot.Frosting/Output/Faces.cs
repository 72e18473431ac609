using Cake.Core;
using OneShot.Core.Errors;

namespace OneShot.Frosting.Output;

/// <summary>How the user reaches this build.</summary>
internal static class Faces
{
    /// <summary>
    /// What the user types: <c>build.sh</c> and <c>build.ps1</c> say
    /// it in a variable; a build without them is run by <c>dotnet</c>.
    /// </summary>
    public static string Command(ICakeContext context) => Command(context.Environment.GetEnvironmentVariable);

    /// <summary>The same before there is a context.</summary>
    public static string Command(Func<string, string?> variable) => FaceCommand.Of(variable, () => DotnetRun.Command);

    /// <summary>Reads the environment of whatever this build starts: what the user types is told in it.</summary>
    public static Func<string, string?> Variables(ICakeContext context) =>
        name => name == FaceCommand.Variable ? Command(context) : context.Environment.GetEnvironmentVariable(name);

    /// <summary>A command of this build, in the words of the face.</summary>
    /// <param name="context">The build.</param>
    /// <param name="arguments">The task and its arguments, as <c>--target=…</c>.</param>
    public static string Spelled(ICakeContext context, string arguments) => Spelled(Command(context), arguments);

    /// <summary>The same before there is a context.</summary>
    public static string Spelled(string command, string arguments) =>
        OneShotError.Spelled($"{OneShotError.CommandPlaceholder} {arguments}", command);
}
