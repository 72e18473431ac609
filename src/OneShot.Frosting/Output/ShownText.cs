using OneShot.Core.Text;

namespace OneShot.Frosting.Output;

/// <summary>What may be shown of a line.</summary>
internal static class ShownText
{
    /// <summary>
    /// One line, without the secrets that are known by now; several dispatches of a batch may be finding theirs.
    /// </summary>
    public static string Shown(this IOneShotContext context, string text)
    {
        lock (context.OneShotProgress.Secrets)
            return SafeText.Without(context.OneShotProgress.Secrets, SafeText.Line(text));
    }
}
