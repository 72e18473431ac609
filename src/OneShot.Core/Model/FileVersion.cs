namespace OneShot.Core.Model;

/// <summary>A file as a commit holds it.</summary>
/// <param name="Mode">As git writes it: <c>100644</c>, <c>100755</c>,
/// <c>120000</c> a link, <c>160000</c> another repository.</param>
/// <param name="Id">The object that holds its content.</param>
internal sealed record FileVersion(string Mode, string Id)
{
    /// <summary>Whether it is a link.</summary>
    public bool IsLink => Mode == "120000";

    /// <summary>Whether it is another repository's commit.</summary>
    public bool IsRepository => Mode == "160000";
}
