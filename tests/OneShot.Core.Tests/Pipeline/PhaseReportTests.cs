using System.Text;
using OneShot.Core.Model;
using OneShot.Core.Pipeline;

namespace OneShot.Core.Tests.Pipeline;

/// <summary>A report comes from a job that an agent ran in: whatever it holds, it is read, or there is none.</summary>
public sealed class PhaseReportTests : IDisposable
{
    private readonly TempFolder _folder = new();

    [Theory]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{\"left_out\":null,\"tail\":null,\"usage\":null}")]
    [InlineData("{\"left_out\":[null],\"code\":\"OS6009\",\"tail\":[null]}")]
    [InlineData("{\"left_out\":[{\"path\":null,\"reason\":null}],\"code\":\"OS6009\"}")]
    [InlineData("{\"left_out\":[{}],\"code\":\"x\",\"message\":null}")]
    [InlineData("{\"usage\":{}}")]
    [InlineData("{\"usage\":{\"turns\":1,\"seconds\":1,\"session_id\":null,\"denied\":null,\"sandbox\":{}}}")]
    [InlineData(
        "{\"usage\":{\"seconds\":1,\"denied\":[null],\"sandbox\":{\"blocked\":[null],\"refused\":[null],\"held\":[null]}}}"
    )]
    [InlineData("{\"usage\":{\"seconds\":1,\"sandbox\":{\"level\":\"Full\",\"blocked\":null}}}")]
    [InlineData("{\"usage\":{\"seconds\":1,\"sandbox\":{\"level\":77}}}")]
    [InlineData("{\"usage\":{\"seconds\":1e999,\"cost_usd\":1e999,\"turns\":99999999999}}")]
    [InlineData("{\"usage\":{\"seconds\":\"1\"}}")]
    [InlineData("{\"code\":\"OS6009\",\"message\":\"\\ud800\",\"next\":\"\"}")]
    public void What_is_odd_in_it_ends_nobody(string json)
    {
        var folder = new ImplFolder(_folder.Path);
        foreach (var name in new[] { "plan.report.json", "implement.report.json" })
            folder.Write(name, Encoding.UTF8.GetBytes(json));
        var report = PhaseReport.Read(folder, AgentPhase.Implement);
        _ = report?.Failure?.Message;
        _ = report?.NotGathered.Count;
        var usages = PhaseReport.Used(folder);
        _ = UsageText.Of(usages);
        _ = SandboxNote.For(usages);
        foreach (var usage in usages)
            usage.Denied.ShouldAllBe(tool => tool != null);
    }

    public void Dispose() => _folder.Dispose();
}
