using OneShot.Core.Ports;
using OneShot.Testing.Fakes;

namespace OneShot.Tests.Forges;

/// <summary>The forge that unit tests have; its branches are nobody's.</summary>
public sealed class FakeForgeUnderTest : IForgeUnderTest
{
    private readonly TempFolder _folder = new("forge");
    private readonly FakeForge _forge = new();

    public FakeForgeUnderTest()
    {
        Branches = GitRepo.Init(_folder["work"]);
        Branches.Commit("First", "README.md", "# Shop\n");
    }

    IForge IForgeUnderTest.Forge => _forge;

    public GitRepo Branches { get; }

    public Task<IReadOnlyList<string>> CommentsAsync(int number) => Task.FromResult(_forge.CommentsOf(number));

    public int PlantIssue(string body, string label) => _forge.Plant("eve", "Planted", body, label);

    public void PlantComment(int number, string body) => _forge.Said(number, "eve", body);

    public void Dispose()
    {
        _forge.Dispose();
        _folder.Dispose();
    }
}
