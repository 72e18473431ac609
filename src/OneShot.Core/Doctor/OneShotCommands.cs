namespace OneShot.Core.Doctor;

/// <summary>The commands that the doctor sends people to.</summary>
internal static class OneShotCommands
{
    public const string Init = OneShotError.CommandPlaceholder + " --target=OneShotInit";
    public const string InitAgain = Init + " writes it again and keeps what you changed; then commit it to trunk";
    public const string Fix = OneShotError.CommandPlaceholder + " --target=OneShotDoctor --fix";
}
