using OneShot.Core.Ports;

namespace OneShot.Testing.Fakes;

/// <summary>
/// The lines that only one of two texts has, as <c>diff</c> marks them: enough to see that a difference is shown.
/// </summary>
internal sealed class FakeDifferences : ITextDifferences
{
    public Task<string> OfAsync(string name, string before, string after, CancellationToken cancellationToken)
    {
        var (old, next) = (before.Split('\n'), after.Split('\n'));
        return Task.FromResult(
            string.Join(
                '\n',
                [
                    $"--- {name} (yours)",
                    $"+++ {name} (OneShot's)",
                    .. old.Except(next).Select(line => "-" + line),
                    .. next.Except(old).Select(line => "+" + line),
                ]
            )
        );
    }
}
