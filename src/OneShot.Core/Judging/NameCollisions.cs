using OneShot.Core.Model;
using OneShot.Core.Text;

namespace OneShot.Core.Judging;

/// <summary>
/// Compares new names with all of a tree, folders among them, in the form of <see cref="FoldedName"/>.
/// </summary>
internal sealed class NameCollisions(IReadOnlyCollection<string> result, IReadOnlyCollection<string> delivered)
{
    // A tree, since all ways to all files, written out, would be many times the text of the paths.
    private readonly Dictionary<(int Parent, string Part), int> _nodes = [];
    private readonly List<List<Way>> _ways = [];

    /// <summary>The new paths that can't stay.</summary>
    public IEnumerable<Finding> Find()
    {
        var fresh = delivered.ToHashSet(StringComparer.Ordinal);
        foreach (var path in result.Where(path => !fresh.Contains(path)))
            Add(path);
        foreach (var path in fresh.Order(StringComparer.Ordinal))
        {
            if (Other(path) is { } other)
                yield return new Finding(
                    path,
                    Policy.Block,
                    $"is the same name as {SafeText.Excerpt(other.ToString(), 120)} on Windows and macOS"
                );
            else
                Add(path);
        }
    }

    // Two names that trunk has already are nobody's fault of today.
    private Way? Other(string path)
    {
        var node = -1;
        foreach (var way in Way.All(path))
        {
            if (!_nodes.TryGetValue((node, way.Fold), out node))
                return null;
            if (!_ways[node].Any(way.IsSpelledAs))
                return _ways[node][0];
        }

        return null;
    }

    private void Add(string path)
    {
        var parent = -1;
        foreach (var way in Way.All(path))
        {
            if (!_nodes.TryGetValue((parent, way.Fold), out var node))
            {
                node = _ways.Count;
                _nodes.Add((parent, way.Fold), node);
                _ways.Add(new List<Way>(1) { way });
            }
            else if (!_ways[node].Any(way.IsSpelledAs))
                _ways[node].Add(way);
            parent = node;
        }
    }

    /// <summary>A path, or a folder that holds it.</summary>
    private readonly record struct Way(string Path, int Start, int End)
    {
        public string Fold => FoldedName.Of(Path[Start..End]);

        /// <summary>From the outermost folder to the path itself.</summary>
        public static IEnumerable<Way> All(string path)
        {
            var start = 0;
            for (var slash = path.IndexOf('/'); slash >= 0; slash = path.IndexOf('/', start))
            {
                yield return new Way(path, start, slash);
                start = slash + 1;
            }

            yield return new Way(path, start, path.Length);
        }

        public bool IsSpelledAs(Way other) => Path.AsSpan(0, End).SequenceEqual(other.Path.AsSpan(0, other.End));

        public override string ToString() => Path[..End];
    }
}
