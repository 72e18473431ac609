namespace OneShot.Core.Failures;

/// <summary>Files that tell what failed, as an argument names them.</summary>
/// <param name="Argument">The argument's name, without dashes.</param>
/// <param name="Format">What the files are called in an error.</param>
/// <param name="Pattern">The file, or the pattern.</param>
internal sealed record FailureSource(string Argument, string Format, string Pattern)
{
    /// <summary>Whether the files are XML with the results of tests.</summary>
    public bool IsXml => Argument is "from-trx" or "from-junit";
}
