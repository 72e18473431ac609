namespace OneShot.Core.Ports;

/// <summary>Reads binary logs of MSBuild.</summary>
internal interface IBinaryLogs
{
    /// <summary>Reads the errors of a build.</summary>
    /// <param name="file">The file, from its beginning.</param>
    /// <param name="mostBytes">The most bytes that it may have when it is unpacked.</param>
    /// <param name="most">The most errors.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    /// <returns>The errors, in their order.</returns>
    /// <exception cref="InvalidDataException">
    /// It is no binary log, was not written to its end, or is too large.
    /// </exception>
    IReadOnlyList<BinaryLogError> ReadErrors(
        Stream file,
        long mostBytes,
        int most,
        CancellationToken cancellationToken
    );
}
