using OneShot.Core.Model;
using OneShot.Core.Places;
using OneShot.Core.Ports;
using OneShot.Core.Settings;

namespace OneShot.Core.Tests.Settings;

/// <summary>Who is asked before a repository's own file widens anything on a person's machine.</summary>
public class TrunkFileTests
{
    private static readonly RepositoryState State = new(
        "/shop/.git",
        "/shop/.git",
        "/shop",
        null,
        null,
        false,
        null,
        null
    );

    [Fact]
    public async Task On_a_terminal_the_person_is_asked_once_with_the_values()
    {
        var person = new Person(choices => choices[0]);
        await File(person).AgreeAsync(State, person, null, default);
        await File(person).AgreeAsync(State, person, null, default);
        person.Questions.Single().ShouldContain("allow-hosts: a.example");
        person.Kept.ShouldBe([("/shop/.git", "allow-hosts: a.example")]);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Who_says_no_or_nothing_has_not_agreed(bool saysNo)
    {
        var person = new Person(choices => saysNo ? choices[1] : null);
        (
            await Should.ThrowAsync<OneShotException>(() => File(person).AgreeAsync(State, person, null, default))
        ).Error.Code.ShouldBe("OS2088");
        person.Kept.ShouldBeEmpty();
    }

    [Fact]
    public async Task Elsewhere_nobody_is_asked()
    {
        var person = new Person(choices => choices[0]) { IsTerminal = false };
        (
            await Should.ThrowAsync<OneShotException>(() => File(person).AgreeAsync(State, person, null, default))
        ).Error.Code.ShouldBe("OS2088");
        (
            await Should.ThrowAsync<OneShotException>(() => File(person).AgreeAsync(State, null, null, default))
        ).Error.Code.ShouldBe("OS2088");
        person.Questions.ShouldBeEmpty();
    }

    private static TrunkFile File(Person person)
    {
        var file = new TrunkFile(new Format(), person, new RecordingReporter(), RunTerms.Usual, isTrusted: false);
        file.Lay("-");
        return file;
    }

    private sealed class Format : IRepositoryFileFormat
    {
        public IReadOnlyList<RepositoryRow> Read(string path, string text) =>
            [new(1, "version", false, [(1, "1")]), new(2, "allow-hosts", true, [(2, "a.example")])];
    }

    /// <summary>Somebody at a terminal, and what was agreed there.</summary>
    private sealed class Person(Func<IReadOnlyList<string>, string?> answer) : IPromptInput, IConsents
    {
        public List<string> Questions { get; } = [];

        public List<(string Repository, string Values)> Kept { get; } = [];

        public bool IsTerminal { get; init; } = true;

        public bool IsNeeded => true;

        public string? KeptFile => null;

        public bool Has(string repository, string values) => Kept.Contains((repository, values));

        public void Keep(string repository, string values) => Kept.Add((repository, values));

        public Stream OpenStandardInput() => Stream.Null;

        public Task<byte[]> EditAsync(CancellationToken cancellationToken) => Task.FromResult<byte[]>([]);

        public Task<string?> ChooseAsync(
            string question,
            IReadOnlyList<InputChoice> choices,
            CancellationToken cancellationToken
        )
        {
            Questions.Add(question);
            return Task.FromResult(answer([.. choices.Select(choice => choice.Name)]));
        }

        public void Discard()
        {
            // Nothing is kept.
        }
    }
}
