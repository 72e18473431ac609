namespace OneShot.Core.Model;

/// <summary>The names of the secrets that a repository's workflows get. Nobody is ever told a value.</summary>
/// <param name="Names">The names.</param>
/// <param name="IsWhole">Whether those of its organisation are
/// among them; the token may not be allowed to see them.</param>
internal sealed record SecretNames(IReadOnlyList<string> Names, bool IsWhole);
