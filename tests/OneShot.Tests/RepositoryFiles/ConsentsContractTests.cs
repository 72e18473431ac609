using OneShot.Core.Ports;
using OneShot.RepositoryFiles;
using OneShot.Testing.Fakes;

namespace OneShot.Tests.RepositoryFiles;

/// <summary>What somebody agreed to holds for those values of that repository: in files, and in memory.</summary>
public abstract class ConsentsContractTests : IDisposable
{
    internal abstract IConsents Consents { get; }

    public abstract void Dispose();

    [Fact]
    public void It_holds_for_those_values_of_that_repository_and_nothing_else()
    {
        Consents.IsNeeded.ShouldBeTrue();
        Consents.Has("/shop/.git", "allow-hosts: a.example").ShouldBeFalse();
        Consents.Keep("/shop/.git", "allow-hosts: a.example");
        Consents.Keep("/shop/.git", "allow-hosts: b.example");
        Consents.Has("/shop/.git", "allow-hosts: a.example").ShouldBeTrue();
        Consents.Has("/shop/.git", "allow-hosts: b.example").ShouldBeTrue();
        Consents.Has("/shop/.git", "allow-hosts: a.example,b.example").ShouldBeFalse();
        Consents.Has("/other/.git", "allow-hosts: a.example").ShouldBeFalse();
    }

    public sealed class OfThisMachine : ConsentsContractTests
    {
        private readonly TempFolder _folder = new("consents");

        internal override IConsents Consents =>
            new Consents(name => name == "XDG_CONFIG_HOME" ? _folder["config"] : null);

        public override void Dispose() => _folder.Dispose();
    }

    public sealed class OfTheFake : ConsentsContractTests
    {
        internal override IConsents Consents { get; } = new FakeConsents();

        public override void Dispose() { }
    }
}
