using OneShot.Core.Verifying;

namespace OneShot.Core.Tests.Verifying;

/// <summary>A script that the command names is trunk's, or somebody has to look.</summary>
public sealed class VerifyScriptsTests : IDisposable
{
    private readonly TempFolder _trunk = new("trunk");
    private readonly TempFolder _other = new("other");

    [Theory]
    [InlineData("sh ci/all.sh", "ci/all.sh", "true", "ci/all.sh")]
    [InlineData("sh ci/all.sh", "ci/all.sh", null, "ci/all.sh")] // deleted
    [InlineData("(cd x && ./y) || \"./ci/all.sh\">log", "ci/all.sh", "true", "ci/all.sh")]
    [InlineData("cd ci && sh all.sh", "ci/all.sh", "true", "ci/all.sh")]
    [InlineData("cd ./ci/; ./all.sh", "ci/all.sh", "true", "ci/all.sh")]
    [InlineData("sh \"$PWD/ci/all.sh\"", "ci/all.sh", "true", "ci/all.sh")]
    [InlineData("sh ci/all.sh", "all.sh", "true", null)] // another of that name
    [InlineData("sh ci/all.sh", "ci/all.sh.txt", "true", null)]
    [InlineData("dotnet test Shop.slnx", "Shop.slnx", "true", null)] // what is tested
    [InlineData("dotnet test src/Shop/Shop.csproj", "src/Shop/Shop.csproj", "true", null)]
    [InlineData("pytest", "ci/all.sh", "true", null)]
    public async Task It_is_named_if_it_is_not_as_on_trunk(string command, string file, string? text, string? named)
    {
        foreach (var path in new[] { "ci/all.sh", "all.sh", "ci/all.sh.txt", "Shop.slnx", "src/Shop/Shop.csproj" })
        {
            _trunk.Write(path, "test");
            _other.Write(path, "test");
        }

        if (text is null)
            File.Delete(_other[file]);
        else
            _other.Write(file, text);
        (
            await new VerifyScripts(new FolderFiles(_trunk.Path)).DifferingAsync(
                command,
                new FolderFiles(_other.Path),
                default
            )
        ).ShouldBe(named is null ? [] : [named]);
    }

    public void Dispose()
    {
        _trunk.Dispose();
        _other.Dispose();
    }
}
