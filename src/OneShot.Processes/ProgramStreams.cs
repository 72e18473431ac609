namespace OneShot.Processes;

/// <summary>The standard streams of a program that whoever starts it reads and writes.</summary>
[Flags]
internal enum ProgramStreams
{
    None = 0,
    Input = 1,
    Output = 2,
    Error = 4,
    All = Input | Output | Error,
}
