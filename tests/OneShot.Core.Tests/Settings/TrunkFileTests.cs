using OneShot.Core.Model;
using OneShot.Core.Places;
using OneShot.Core.Ports;
using OneShot.Core.Settings;
using OneShot.Testing.Fakes;

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

    private readonly FakeConsents _agreed = new();

    [Fact]
    public async Task On_a_terminal_the_person_is_asked_once_with_the_values()
    {
        var person = new FakePromptInput { Answer = choices => choices[0] };
        await File().AgreeAsync(State, person, null, default);
        await File().AgreeAsync(State, person, null, default);
        person.Questions.Single().ShouldContain("allow-hosts: a.example");
        _agreed.Kept.ShouldBe([("/shop/.git", "allow-hosts: a.example")]);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Who_says_no_or_nothing_has_not_agreed(bool saysNo)
    {
        var person = new FakePromptInput { Answer = choices => saysNo ? choices[1] : null };
        (
            await Should.ThrowAsync<OneShotException>(() => File().AgreeAsync(State, person, null, default))
        ).Error.Code.ShouldBe("OS2088");
        _agreed.Kept.ShouldBeEmpty();
    }

    [Fact]
    public async Task Elsewhere_nobody_is_asked()
    {
        var person = new FakePromptInput { Answer = choices => choices[0], IsTerminal = false };
        (
            await Should.ThrowAsync<OneShotException>(() => File().AgreeAsync(State, person, null, default))
        ).Error.Code.ShouldBe("OS2088");
        (
            await Should.ThrowAsync<OneShotException>(() => File().AgreeAsync(State, null, null, default))
        ).Error.Code.ShouldBe("OS2088");
        person.Questions.ShouldBeEmpty();
    }

    private TrunkFile File()
    {
        var file = new TrunkFile(new Format(), _agreed, new RecordingReporter(), RunTerms.Usual, isTrusted: false);
        file.Lay("-");
        return file;
    }

    private sealed class Format : IRepositoryFileFormat
    {
        public IReadOnlyList<RepositoryRow> Read(string path, string text) =>
            [new(1, "version", false, [(1, "1")]), new(2, "allow-hosts", true, [(2, "a.example")])];
    }
}
