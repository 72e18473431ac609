using OneShot.Core.Model;
using OneShot.Core.Ports;
using OneShot.Local;
using OneShot.Local.Store;
using OneShot.Testing.Fakes;

namespace OneShot.Tests.Local;

/// <summary>The reports of one-shots: those of this machine's forge, and those of the tests' stand-in for it.</summary>
public abstract class ReportsContractTests : IDisposable
{
    internal abstract IReports Reports { get; }

    protected abstract void Dispatch(string id);

    protected abstract bool IsWritten(string page);

    public abstract void Dispose();

    [Fact]
    public async Task They_are_told_the_newest_first_and_written_when_that_is_asked()
    {
        Reports.All.ShouldBeEmpty();
        Dispatch("aaaaaa");
        Dispatch("bbbbbb");
        Reports.All.Select(report => (report.Id, report.PrNumber)).ShouldBe([("bbbbbb", 2), ("aaaaaa", 1)]);
        var newest = Reports.All[0];
        IsWritten(newest.Path).ShouldBeFalse();
        await Reports.WriteAsync(newest, CancellationToken.None);
        IsWritten(newest.Path).ShouldBeTrue();
        IsWritten(Reports.All[1].Path).ShouldBeFalse();
        IsWritten(await Reports.WriteIndexAsync(CancellationToken.None)).ShouldBeTrue();
    }

    [Fact]
    public async Task One_that_is_not_there_is_not_written()
    {
        Dispatch("aaaaaa");
        var gone = Reports.All[0] with { PrNumber = 7, Path = "/nowhere/7.html" };
        await Should.ThrowAsync<OneShotException>(() => Reports.WriteAsync(gone, CancellationToken.None));
    }

    public sealed class OfThisMachine : ReportsContractTests
    {
        private readonly TempFolder _folder = new("reports");
        private readonly GitRepo _repo;
        private readonly LocalThreads _threads;

        public OfThisMachine()
        {
            _repo = GitRepo.Init(_folder["work"]);
            _repo.Commit("First", "README.md", "# Shop\n");
            _threads = new LocalThreads(new LocalStore(_repo[".git/oneshot"]), "Mona", TimeProvider.System);
            Reports = OneShotVerbs
                .Ports(new(), new OneShotHost(_repo.Path, _repo.Path, new RecordingReporter()) { Variable = _ => null })
                .Reports(_repo[".git"]);
        }

        internal override IReports Reports { get; }

        protected override void Dispatch(string id) =>
            _threads.Add(
                new LocalThread
                {
                    Number = _threads.Next,
                    CreatedAt = DateTimeOffset.UnixEpoch,
                    UpdatedAt = DateTimeOffset.UnixEpoch,
                    Title = "One-shot: Add it",
                    Body = new Metadata(id, "oneshot-" + id, "").Write(),
                    Branch = "oneshot-" + id,
                    Base = "main",
                    Draft = true,
                    Author = "Mona",
                },
                _ => false
            );

        protected override bool IsWritten(string page) => File.Exists(page);

        public override void Dispose() => _folder.Dispose();
    }

    public sealed class OfTheFake : ReportsContractTests
    {
        private readonly FakeReports _reports = new();

        internal override IReports Reports => _reports;

        protected override void Dispatch(string id) => _reports.Add(id);

        protected override bool IsWritten(string page) => _reports.Written.Contains(page);

        public override void Dispose() { }
    }
}
