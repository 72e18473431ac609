namespace OneShot.Core.Ports;

/// <summary>An error of a build, as its binary log has it.</summary>
/// <param name="Code">The error's code, such as <c>CS1002</c>.</param>
/// <param name="Message">What was said, any number of lines.</param>
/// <param name="File">The file that it is in, as the build named it.</param>
/// <param name="Line">The line; 0 when it is not known.</param>
/// <param name="Column">The column; 0 when it is not known.</param>
/// <param name="Project">The project that was being built.</param>
internal sealed record BinaryLogError(
    string? Code,
    string? Message,
    string? File,
    int Line,
    int Column,
    string? Project
);
