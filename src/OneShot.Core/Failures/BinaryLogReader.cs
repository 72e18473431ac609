using OneShot.Core.Model;
using OneShot.Core.Ports;

namespace OneShot.Core.Failures;

/// <summary>Reads the errors of a binary log: <c>dotnet build -bl</c>.</summary>
internal static class BinaryLogReader
{
    /// <exception cref="InvalidDataException">It is no binary log, or was not written to its end.</exception>
    public static IReadOnlyList<Failure> Read(
        IBinaryLogs logs,
        Stream stream,
        ReportFile file,
        CancellationToken cancellationToken
    )
    {
        var (errors, tests) = (new BuildErrors(file.Paths, file.Text), new TestErrors(file));
        var failures = new List<Failure>();
        foreach (
            var error in logs.ReadErrors(stream, FailureLimits.UnpackedBytes, FailureLimits.Failures, cancellationToken)
        )
        {
            switch (error.Code)
            {
                case TestErrors.TestCode:
                    tests.Add(failures, error.Message ?? "");
                    break;
                case TestErrors.AbortCode:
                    tests.Abort(failures, error.File ?? "", error.Message ?? "");
                    break;
                default:
                    var project = error.Project is null ? null : file.Paths.Find(error.Project);
                    var place = error.File is null
                        ? null
                        : file.Paths.Find(error.File, project is null ? null : Path.GetDirectoryName(project))
                            ?? file.Paths.Find(error.File);
                    failures.Add(
                        errors.Failure(
                            error.Code ?? "",
                            error.Message ?? "",
                            place,
                            Math.Max(0, error.Line),
                            Math.Max(0, error.Column),
                            project
                        )
                    );
                    break;
            }
        }

        return failures;
    }
}
