using OneShot.Core.Dispatch;
using OneShot.Core.Model;
using OneShot.Testing.Fakes;

namespace OneShot.Core.Tests.Dispatch;

/// <summary>Which page is written, told and opened.</summary>
public sealed class ReportTests : IDisposable
{
    private readonly FakeReports _reports = new();
    private readonly FakeDesktop _desktop = new();
    private readonly Machine _machine = new();

    [Fact]
    public async Task Of_several_of_which_none_is_named_the_page_of_all_is_opened()
    {
        _reports.Add("aaaaaa");
        _reports.Add("bbbbbb");
        var written = await WriteAsync(null, open: true);
        written.Id.ShouldBe("bbbbbb");
        _desktop.Opened.ShouldBe([FakeReports.Index]);
        _machine.Reporter.Lines.ShouldBe([
            "report of bbbbbb: /shop/.git/oneshot/pulls/2.html",
            "all 2 one-shots: " + FakeReports.Index,
        ]);
    }

    [Fact]
    public async Task One_that_is_named_is_opened_itself()
    {
        _reports.Add("aaaaaa");
        _reports.Add("bbbbbb");
        await WriteAsync("aaaaaa", open: true);
        _desktop.Opened.ShouldBe(["/shop/.git/oneshot/pulls/1.html"]);
        _reports.Written.ShouldBe(_desktop.Opened);
    }

    [Fact]
    public async Task Nothing_is_opened_unasked_and_without_a_desktop_the_address_is_told()
    {
        _reports.Add("aaaaaa");
        await WriteAsync(null, open: false);
        _desktop.Opened.ShouldBeEmpty();
        await WriteAsync(null, open: true, new FakeDesktop { IsHere = false });
        _machine
            .Reporter.Lines[^1]
            .ShouldBe("there is no desktop to open it on; its address is file:///shop/.git/oneshot/pulls/1.html");
    }

    [Fact]
    public async Task What_is_not_there_is_told_with_what_is()
    {
        (await FailAsync(null)).ShouldStartWith("OS2031: ");
        _reports.Add("aaaaaa");
        (await FailAsync("zzzzzz")).ShouldContain("aaaaaa");
        var elsewhere = await _machine.RunAsync();
        (await FailAsync(elsewhere.Id)).ShouldStartWith("OS2032: ");
    }

    public void Dispose() => _machine.Dispose();

    private async Task<ReportReceipt> WriteAsync(string? id, bool open, FakeDesktop? desktop = null)
    {
        var ports = _machine.Ports() with { Reports = _ => _reports, Desktop = desktop ?? _desktop };
        using var verb = new ReportVerb(new ReportRequest(id, "origin", open), ports, before: null);
        await verb.RunAsync(CancellationToken.None);
        return verb.Written!;
    }

    private async Task<string> FailAsync(string? id) =>
        (await Should.ThrowAsync<OneShotException>(() => WriteAsync(id, open: false))).Message;
}
