using OneShot.Core.Ports;

namespace OneShot.Tests.Forges;

/// <summary>A forge with a repository behind it, shared by the tests of a class.</summary>
public interface IForgeUnderTest : IDisposable
{
    internal IForge Forge { get; }

    /// <summary>The repository that holds the branches.</summary>
    GitRepo Branches { get; }

    /// <summary>The comments of an issue or a pull request, as whoever looks there sees them.</summary>
    Task<IReadOnlyList<string>> CommentsAsync(int number);

    /// <summary>Opens an issue as a stranger does.</summary>
    int PlantIssue(string body, string label);

    /// <summary>Comments as a stranger does.</summary>
    void PlantComment(int number, string body);

    /// <summary>Changes an issue's text as somebody does who may write there.</summary>
    /// <returns>Who; <see langword="null"/> where no record is kept of it, and nothing was changed.</returns>
    string? EditIssue(int number, string body);
}
