using OneShot.Testing.Faces;

namespace OneShot.EndToEnd.Tests.Faces;

/// <summary>
/// One core, one behaviour: what happens is in scenario.txt, whichever the face. They play side by side.
/// </summary>
public abstract class ScenarioTests
{
    private static readonly string Approved = Path.Combine(
        Repository.Root,
        "tests/OneShot.EndToEnd.Tests/Faces/scenario.txt"
    );

    private static void Play(IFace face)
    {
        using var scenario = new Scenario(face);
        var played = scenario.Play();
        var file = Path.Combine(Repository.Root, "artifacts", $"scenario-{face.GetType().Name}.txt");
        File.WriteAllText(file, played);
        played.ShouldBe(
            File.Exists(Approved) ? File.ReadAllText(Approved) : "",
            $"If that is meant, type: cp {Path.GetRelativePath(Repository.Root, file)} "
                + $"{Path.GetRelativePath(Repository.Root, Approved)}"
        );
    }

    public sealed class Frosting : ScenarioTests
    {
        [Fact]
        public void A_Frosting_build() => Play(new ProgramFace("SampleBuild", "--target=OneShot"));

        [Fact]
        public void The_tool() => Play(new ProgramFace("OneShot.Tool"));

        [Fact]
        public void A_program() => Play(new LibraryFace());
    }

    public sealed class Script : ScenarioTests
    {
        [Fact]
        public void A_script() => Play(new ScriptFace(PackageFeed.Instance));
    }

    public sealed class Target : ScenarioTests
    {
        [Fact]
        public void A_target() => Play(new TargetFace(PackageFeed.Instance));
    }
}
