using OneShot.Core.Ports;
using OneShot.Testing.Fakes;

namespace OneShot.Tests.Forges;

/// <summary>The forge that unit tests have; its branches are nobody's.</summary>
public class FakeForgeUnderTest : IForgeUnderTest
{
    private readonly TempFolder _folder = new("forge");
    private readonly FakeForge _forge;

    public FakeForgeUnderTest()
        : this(isHere: false) { }

    private FakeForgeUnderTest(bool isHere)
    {
        _forge = new FakeForge(isHere);
        Branches = GitRepo.Init(_folder["work"]);
        Branches.Commit("First", "README.md", "# Shop\n");
    }

    IForge IForgeUnderTest.Forge => _forge;

    public GitRepo Branches { get; }

    public Task<IReadOnlyList<string>> CommentsAsync(int number) => Task.FromResult(_forge.CommentsOf(number));

    public int PlantIssue(string body, string label) => _forge.Plant("eve", "Planted", body, label);

    public void PlantComment(int number, string body) => _forge.Said(number, "eve", body);

    public string? EditIssue(int number, string body)
    {
        _forge.Writers.Add("grace");
        _forge.Edit(number, "grace", body);
        return "grace";
    }

    public void Dispose()
    {
        _forge.Dispose();
        _folder.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>The same on this machine.</summary>
    public sealed class Here() : FakeForgeUnderTest(isHere: true);
}
