namespace OneShot.Core.Doctor;

/// <summary>The commands that the doctor sends people to.</summary>
internal static class OneShotCommands
{
    public const string Init = OneShotError.CommandPlaceholder + " --target=OneShotInit";
    public const string Fix = OneShotError.CommandPlaceholder + " --target=OneShotDoctor --fix";
}
