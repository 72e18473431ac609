using System.Buffers;
using System.Globalization;
using System.Text;
using OneShot.Core.Judging;
using OneShot.Core.Model;
using OneShot.Core.Ports;
using OneShot.Core.Protection;
using Xunit.Abstractions;

namespace OneShot.Core.Tests.Judging;

/// <summary>
/// Random trees, modes, names, links, sizes and contents: whatever the judge delivers
/// obeys the rules as they are stated here anew, and what is honest arrives.
/// </summary>
public sealed class JudgeFuzzTests(ITestOutputHelper output)
{
    private const int Cases = 2000;

    private static readonly string[] Names =
    [
        "a",
        "b",
        "src",
        "docs",
        "app.cs",
        "Main.cs",
        "read me.txt",
        "tést",
        "日本",
        ".github",
        "workflows",
        "ci.yml",
        "action.yml",
        ".git",
        ".GIT",
        ".g\u200Cit",
        "git~1",
        "GITHUB~1",
        "con",
        "NUL.txt",
        "COM1.log",
        "aux",
        "x.",
        "x ",
        "a\u202Eb",
        "a\u200Bb",
        "a\tb",
        "a\nb",
        "a\\b",
        "a:b",
        "a*b",
        "..",
        ".",
        "\uFFFD",
        "soft\u00ADhyphen",
        "App.cs",
        "SRC",
        ".git.",
        ".git ",
        ".git::$DATA",
        "link",
        "up",
        "\uD83D\uDC69\u200D\uD83D\uDCBB",
    ];

    private static readonly string[] Modes =
    [
        "100644",
        "100644",
        "100644",
        "100755",
        "120000",
        "120000",
        "160000",
        "100664",
        "040000",
    ];

    [Fact]
    public async Task Whatever_is_delivered_obeys_the_rules()
    {
        var seed = Environment.TickCount;
        output.WriteLine($"seed {seed}");
        for (var i = 0; i < Cases; i++)
        {
            using var fuzz = new Case(new Random(seed + i));
            var judgement = await new Judge(fuzz, ProtectPolicies.Usual).RunAsync(fuzz.Delivered, default);
            try
            {
                fuzz.Check(judgement);
            }
            catch (Exception exception)
            {
                throw new InvalidOperationException($"seed {seed}, case {i}: {fuzz}", exception);
            }
        }
    }

    private sealed class Case : IDelivery
    {
        private readonly Dictionary<string, (byte[] Content, long Size)> _objects = new(StringComparer.Ordinal);
        private readonly Dictionary<string, FileVersion> _start = new(StringComparer.Ordinal);
        private readonly HashSet<string> _secrets = new(StringComparer.Ordinal);

        public Case(Random random)
        {
            if (random.Next(2) == 0)
                _start[".github/workflows/ci.yml"] = Make(random, "100644");
            for (var i = random.Next(8); i > 0; i--)
                _start[Plain(random)] = Make(random, random.Next(4) == 0 ? "120000" : "100644");
            var result = new Dictionary<string, FileVersion>(_start, StringComparer.Ordinal);
            foreach (var path in _start.Keys.Where(_ => random.Next(4) == 0).ToArray())
                result.Remove(path);
            for (var i = random.Next(1, 10); i > 0; i--)
                Put(
                    result,
                    random.Next(3) == 0 ? Plain(random) : Path(random),
                    Make(random, Modes[random.Next(Modes.Length)])
                );
            Delivered = new Delivered("start", "tip", [.. Changes(result)], []);
        }

        public Delivered Delivered { get; }

        public Task<Delivered> OpenAsync(string bundle, string start, CancellationToken cancellationToken) =>
            Task.FromResult(Delivered);

        public Task<IReadOnlyDictionary<string, FileVersion>> FilesAsync(
            string commit,
            CancellationToken cancellationToken
        ) => Task.FromResult<IReadOnlyDictionary<string, FileVersion>>(_start);

        public Task<IReadOnlyDictionary<string, long>> SizesAsync(
            IReadOnlyCollection<string> ids,
            CancellationToken cancellationToken
        ) =>
            Task.FromResult<IReadOnlyDictionary<string, long>>(
                ids.Where(_objects.ContainsKey).ToDictionary(id => id, id => _objects[id].Size)
            );

        public Task<bool> ReadAsync(string id, IBufferWriter<byte> content, CancellationToken cancellationToken)
        {
            if (!_objects.TryGetValue(id, out var found))
                return Task.FromResult(false);
            found.Size.ShouldBeLessThanOrEqualTo(DeliveryRules.LargestFile, "nothing is read that is too large");
            content.Write(found.Content);
            return Task.FromResult(true);
        }

        public Task<string> TakeAsync(
            Delivered delivered,
            IReadOnlyList<ChangedFile> taken,
            string message,
            CancellationToken cancellationToken
        ) => throw new NotSupportedException();

        public (string Name, string Email) Committer => throw new NotSupportedException();

        public Task<TreeDifference> CompareAsync(string from, string to, CancellationToken cancellationToken) =>
            throw new NotSupportedException();

        public bool MayUnpack(string bundle) => throw new NotSupportedException();

        public void Check(Judgement judgement)
        {
            var taken = judgement.Taken;
            var links = Links(_start);
            foreach (var file in taken)
            {
                links.Remove(file.Path);
                if (file.After is { IsLink: true })
                    links[file.Path] = Text(file.After);
            }

            foreach (var file in taken.Where(file => file.After is not null))
                CheckFile(file, links);
            CheckPlaces(taken);
            foreach (var link in links.Keys.Where(link => Walk(link, Links(_start)) == "inside"))
                Walk(link, links).ShouldNotBe("outside", $"{SafeText(link)} of trunk's");
            taken
                .Where(file => file.After is not null)
                .Sum(file => _objects[file.After!.Id].Size)
                .ShouldBeLessThanOrEqualTo(DeliveryRules.Largest);
            foreach (var file in Delivered.Files.Where(IsHonest))
                taken.ShouldContain(file, $"{file.Path} is honest");
            foreach (var file in Delivered.Files.Except(taken))
                judgement.Findings.ShouldContain(
                    finding => finding.Path == file.Path && finding.Policy == Policy.Block,
                    file.Path
                );
        }

        public void Dispose() { }

        public override string ToString() =>
            string.Join(
                "; ",
                Delivered.Files.Select(file =>
                    $"{SafeText(file.Path)} {file.Before?.Mode ?? "-"}→{file.After?.Mode ?? "-"} "
                    + $"{(file.After is { IsLink: true } ? SafeText(Text(file.After)) : "")}"
                )
            );

        // As a folder holds it: a file and a folder of one name can't both be there.
        private static void Put(Dictionary<string, FileVersion> tree, string path, FileVersion version)
        {
            foreach (
                var other in tree
                    .Keys.Where(other =>
                        other.StartsWith(path + "/", StringComparison.Ordinal)
                        || path.StartsWith(other + "/", StringComparison.Ordinal)
                    )
                    .ToArray()
            )
                tree.Remove(other);
            tree[path] = version;
        }

        private Dictionary<string, string> Links(Dictionary<string, FileVersion> files) =>
            files
                .Where(pair => pair.Value.IsLink)
                .ToDictionary(pair => pair.Key, pair => Text(pair.Value), StringComparer.Ordinal);

        // What git would make of it: whatever of trunk's was not taken away is there afterwards.
        private void CheckPlaces(IReadOnlyList<ChangedFile> taken)
        {
            var result = _start
                .Keys.Except(taken.Where(file => file.After is null).Select(file => file.Path))
                .Union(taken.Where(file => file.After is not null).Select(file => file.Path))
                .ToArray();
            result.ShouldAllBe(
                path => !result.Any(other => other.StartsWith(path + "/", StringComparison.Ordinal)),
                "a file where a folder is"
            );
        }

        private void CheckFile(ChangedFile file, Dictionary<string, string> links)
        {
            var after = file.After!;
            new[] { "100644", "100755", "120000" }.ShouldContain(after.Mode);
            _objects[after.Id].Size.ShouldBeLessThanOrEqualTo(DeliveryRules.LargestFile);
            _secrets.ShouldNotContain(after.Id);
            file.Path.StartsWith(".github/workflows/", StringComparison.OrdinalIgnoreCase).ShouldBeFalse();
            foreach (var part in file.Path.Split('/'))
            {
                part.ShouldNotBeOneOf("", ".", "..");
                part.Any(c => char.IsControl(c) || "\\:*?\"<>|".Contains(c, StringComparison.Ordinal)).ShouldBeFalse();
                part.TrimEnd('.', ' ').ShouldBe(part);
                part.ToUpperInvariant().ShouldNotBe(".GIT");
                new[] { "CON", "NUL", "AUX", "PRN", "COM1" }.ShouldNotContain(part.Split('.')[0].ToUpperInvariant());
                part.Replace("\u200D\uD83D\uDCBB", "", StringComparison.Ordinal)
                    .EnumerateRunes()
                    .ShouldAllBe(rune => Rune.GetUnicodeCategory(rune) != UnicodeCategory.Format);
            }

            if (after.IsLink)
                Walk(file.Path, links).ShouldNotContain("outside");
        }

        // Where a link leads, step by step through other links; "outside" as soon as it leaves the tree or enters .git.
        private static string Walk(string link, Dictionary<string, string> links)
        {
            var at = new List<string>();
            var rest = new Stack<string>(link.Split('/').Reverse());
            for (var steps = 0; rest.TryPop(out var part); steps++)
            {
                if (steps > 2000)
                    return "circle";
                if (part is "" or ".")
                    continue;
                if (part == "..")
                {
                    if (at.Count == 0)
                        return "outside";
                    at.RemoveAt(at.Count - 1);
                    continue;
                }

                if (part.Equals(".git", StringComparison.OrdinalIgnoreCase))
                    return "outside";
                at.Add(part);
                if (!links.TryGetValue(string.Join('/', at), out var target))
                    continue;
                if (
                    target.Length > 0
                    && (target[0] is '/' or '\\' || (char.IsAsciiLetter(target[0]) && target.AsSpan(1).StartsWith(":")))
                )
                    return "outside";
                at.RemoveAt(at.Count - 1);
                foreach (var one in target.Split('/').Reverse())
                    rest.Push(one);
            }

            return "inside";
        }

        private bool IsHonest(ChangedFile file) =>
            file.After is { Mode: "100644" or "100755" } after
            && _objects[after.Id].Size < 1000
            && !_secrets.Contains(after.Id)
            && file.Path.All(c => char.IsAsciiLetterLower(c) || c is '/' or '.')
            && file.Path.StartsWith("plain/", StringComparison.Ordinal)
            && file.Path.Split('/').All(part => part.Length > 0 && part[^1] != '.');

        private IEnumerable<ChangedFile> Changes(Dictionary<string, FileVersion> result) =>
            _start
                .Keys.Union(result.Keys)
                .Select(path => new ChangedFile(path, _start.GetValueOrDefault(path), result.GetValueOrDefault(path)))
                .Where(file => file.Before != file.After)
                .OrderBy(file => file.Path, StringComparer.Ordinal);

        private static string Plain(Random random) =>
            $"plain/{(char)('a' + random.Next(26))}/{(char)('a' + random.Next(26))}.txt";

        private static string Path(Random random) =>
            string.Join('/', Enumerable.Range(0, random.Next(1, 4)).Select(_ => Names[random.Next(Names.Length)]));

        private FileVersion Make(Random random, string mode)
        {
            var content =
                mode == "120000"
                    ? Target(random)
                    : random.Next(6) switch
                    {
                        0 => "a\u202Eb",
                        1 => Secret(random),
                        _ => $"text {random.Next()}",
                    };
            var size =
                mode != "120000" && random.Next(10) == 0
                    ? random.NextInt64(DeliveryRules.LargestFile * 2)
                    : Encoding.UTF8.GetByteCount(content);
            var id = Convert.ToHexStringLower(
                System.Security.Cryptography.SHA256.HashData(Encoding.UTF8.GetBytes(content + size))
            );
            _objects[id] = (Encoding.UTF8.GetBytes(content), size);
            if (content.StartsWith("ghp_", StringComparison.Ordinal))
                _secrets.Add(id);
            return new FileVersion(mode, id);
        }

        private static string Target(Random random) =>
            string.Join(
                '/',
                Enumerable
                    .Range(0, random.Next(1, 5))
                    .Select(_ =>
                        random.Next(3) == 0 ? ".."
                        : random.Next(4) == 0 ? "plain"
                        : Names[random.Next(Names.Length)]
                    )
                    .Prepend(random.Next(8) == 0 ? "" : ".")
            );

        private static string Secret(Random random) =>
            "ghp_"
            + string.Concat(
                Enumerable
                    .Range(0, 36)
                    .Select(_ => "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"[random.Next(62)])
            );

        private string Text(FileVersion version) => Encoding.UTF8.GetString(_objects[version.Id].Content);

        private static string SafeText(string text) => Core.Text.SafeText.Visible(text);
    }
}
