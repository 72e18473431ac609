using Cake.Core;
using NSubstitute;
using OneShot.Frosting.Running;

namespace OneShot.Frosting.Tests;

/// <summary>Which failing builds want a one-shot, by the variables that their servers set.</summary>
public class FailedBuildTests
{
    [Theory]
    [InlineData("auto", "", "this is no CI build")]
    [InlineData(null, "CI=false", "this is no CI build")]
    [InlineData("always", "", null)]
    [InlineData("never", "CI=true", "--on-failure=never")]
    [InlineData(null, "CI=true", null)]
    [InlineData(null, "GITHUB_ACTIONS=true GITHUB_REF=refs/heads/main GITHUB_EVENT_NAME=push", null)]
    [InlineData(null, "GITHUB_ACTIONS=true GITHUB_REF=refs/heads/main GITHUB_EVENT_NAME=schedule", null)]
    [InlineData(null, "GITHUB_ACTIONS=true GITHUB_REF=refs/pull/7/merge", "this is the build of a pull request")]
    [InlineData(null, "CI=true GITHUB_EVENT_NAME=pull_request_target", "this is the build of a pull request")]
    [InlineData(null, "CI=true GITHUB_EVENT_NAME=merge_group", "this is the build of a pull request")]
    [InlineData("always", "CI=true GITHUB_EVENT_NAME=pull_request", null)]
    [InlineData(null, "TF_BUILD=True SYSTEM_PULLREQUEST_PULLREQUESTID=7", "this is the build of a pull request")]
    [InlineData(null, "TF_BUILD=True", null)]
    [InlineData(
        null,
        "GITLAB_CI=true CI_SERVER=yes CI_MERGE_REQUEST_IID=7 CI_MERGE_REQUEST_ID=7",
        "this is the build of a pull request"
    )]
    [InlineData(
        null,
        "CI=true GITHUB_REF_NAME=oneshot-add-a-flag-11-22-0930",
        "oneshot-add-a-flag-11-22-0930 is a one-shot's own branch"
    )]
    [InlineData(
        "always",
        "CI=true GITHUB_HEAD_REF=P42-add-a-flag-11-22-0930-2",
        "P42-add-a-flag-11-22-0930-2 is a one-shot's own branch"
    )]
    [InlineData("always", "ONESHOT_SESSION=x", "this is an agent's session")]
    [InlineData(null, "CI=true GITHUB_REF_NAME=oneshot-notes", null)]
    public void A_build_wants_one_or_says_why_not(string? when, string variables, string? reason)
    {
        var context = Substitute.For<ICakeContext>();
        foreach (
            var pair in variables
                .Split(' ', StringSplitOptions.RemoveEmptyEntries)
                .Select(variable => variable.Split('=', 2))
        )
            context.Environment.GetEnvironmentVariable(pair[0]).Returns(pair[1]);
        FailedBuild.Obstacle(context, when).ShouldBe(reason);
    }
}
