namespace OneShot;

/// <summary>A call that a preview did not make.</summary>
/// <param name="Call">The command, or the method and address.</param>
/// <param name="Text">What would be sent with it, as people read it.</param>
public sealed record PreviewedCall(string Call, string Text);
