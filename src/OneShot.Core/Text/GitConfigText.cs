namespace OneShot.Core.Text;

/// <summary>Lines of a git configuration file: https://git-scm.com/docs/git-config#_syntax</summary>
internal static class GitConfigText
{
    /// <summary>Who commits.</summary>
    public static string User(string name, string email) =>
        $"[user]\n\tname = {Quoted(name)}\n\temail = {Quoted(email)}\n";

    /// <summary>A value, or the name of a subsection.</summary>
    public static string Quoted(string text) =>
        $"\"{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";
}
