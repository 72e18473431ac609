namespace OneShot.Core.Model;

/// <summary>A change of one ref on a remote, made only if the ref is where it is expected.</summary>
/// <param name="Ref">The full name.</param>
/// <param name="Expected">The object it must point to; <see langword="null"/>: it must not exist.</param>
/// <param name="New">The object it shall point to; <see langword="null"/>: it shall be deleted, or
/// stay away where it must not exist.</param>
internal sealed record RefUpdate(string Ref, string? Expected, string? New);
