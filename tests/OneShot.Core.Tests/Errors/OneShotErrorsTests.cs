using System.Reflection;
using System.Text.RegularExpressions;
using OneShot.Core.Errors;
using OneShot.Core.Model;

namespace OneShot.Core.Tests.Errors;

public class OneShotErrorsTests
{
    public static TheoryData<string> Factories =>
        new(typeof(OneShotErrors).GetMethods(BindingFlags.Public | BindingFlags.Static).Select(method => method.Name));

    [Theory]
    [MemberData(nameof(Factories))]
    public void Every_error_is_one_line_with_a_next_step(string factory)
    {
        var method = typeof(OneShotErrors).GetMethod(factory)!;
        var error = ((OneShotException)method.Invoke(null, method.GetParameters().Select(Value).ToArray())!).Error;
        error.Code.ShouldMatch("^OS[1-79][0-9]{3}$");
        error.Message.ShouldNotContain("\n");
        error.Next.ShouldNotBeNullOrWhiteSpace();
        Enum.IsDefined(error.Exit).ShouldBeTrue();
    }

    [Theory]
    [MemberData(nameof(Factories))]
    public void A_name_in_a_command_that_is_told_to_be_typed_is_one_word_of_it(string factory)
    {
        const string name = "a;$(b)`c`";
        string[] ours = ["argument", "found", "id", "nearest", "path", "task", "value"];
        var method = typeof(OneShotErrors).GetMethod(factory)!;
        foreach (
            var parameter in method
                .GetParameters()
                .Where(one => one.ParameterType == typeof(string) && !ours.Contains(one.Name))
        )
        {
            var values = method.GetParameters().Select(one => one == parameter ? name : Value(one)).ToArray();
            var next = ((OneShotException)method.Invoke(null, values)!).Error.Next;
            next.Replace($"'{name}'", "", StringComparison.Ordinal)
                .ShouldNotMatch(@"(\bgit |\bgh |\{oneshot\})[^.:]*a;\$", parameter.Name);
        }
    }

    [Fact]
    public void No_code_is_used_twice()
    {
        var codes = typeof(OneShotErrors)
            .GetMethods(BindingFlags.Public | BindingFlags.Static)
            .Select(method =>
                ((OneShotException)method.Invoke(null, method.GetParameters().Select(Value).ToArray())!).Error.Code
            )
            .ToArray();
        codes.ShouldBeUnique();
    }

    [Fact]
    public void A_code_that_documentation_names_is_one()
    {
        var codes = typeof(OneShotErrors)
            .GetMethods(BindingFlags.Public | BindingFlags.Static)
            .Select(method =>
                ((OneShotException)method.Invoke(null, method.GetParameters().Select(Value).ToArray())!).Error.Code
            )
            .ToHashSet();
        var source = Path.Combine(Repository.Root, "src");
        Directory
            .GetFiles(source, "*.cs", SearchOption.AllDirectories)
            .SelectMany(file =>
                File.ReadLines(file)
                    .Where(line => line.TrimStart().StartsWith("///", StringComparison.Ordinal))
                    .SelectMany(line => Regex.Matches(line, "OS[0-9]{4}"))
                    .Where(code => !codes.Contains(code.Value))
                    .Select(code => $"{Path.GetRelativePath(source, file)}: {code.Value}")
            )
            .ShouldBeEmpty();
    }

    [Fact]
    public void An_error_that_no_face_spelled_names_the_usual_command() =>
        OneShotErrors
            .TargetUnknown("why")
            .Error.ToString()
            .ShouldEndWith("See: " + FaceCommand.Of(Environment.GetEnvironmentVariable));

    [Fact]
    public void The_next_step_is_spelled_for_the_face()
    {
        OneShotErrors
            .PromptMissing()
            .For("dotnet oneshot")
            .Message.ShouldContain("Type: dotnet oneshot \"what should be done\"");
        OneShotErrors.Cancelled().Error.Exit.ShouldBe(ExitCode.Cancelled);
        OneShotErrors.PromptMissing().Error.Exit.ShouldBe(ExitCode.BadInput);
    }

    [Fact]
    public void A_one_shot_that_was_begun_says_how_to_go_on()
    {
        const string line =
            "./build.sh --target=OneShot --resume=k3x9a2 finishes it; ./build.sh --target=OneShot --undo=k3x9a2 "
            + "removes what was made.";
        OneShotErrors
            .Cancelled()
            .Resumable("k3x9a2", NextCommand.Resume("k3x9a2", "claude", "local", hasRun: true))
            .For("./build.sh")
            .Message.ShouldBe($"OS9001: Cancelled. {line}", "the same command again would be a second one-shot");
        OneShotErrors
            .ForgeTimedOut("x", "y", 1)
            .Resumable("k3x9a2", NextCommand.Resume("k3x9a2", "claude", "local", hasRun: true))
            .For("./build.sh")
            .Message.ShouldEndWith($"--http-timeout=SECONDS. {line}");
    }

    [Fact]
    public void A_secret_that_a_server_repeats_is_not_shown()
    {
        var failure = OneShotErrors
            .Forbidden("x", "y", "token 0123abc is bad")
            .Hiding(text => text.Replace("0123abc", "***", StringComparison.Ordinal));
        failure.Message.ShouldContain("token *** is bad");
        failure.Message.ShouldNotContain("0123abc");
    }

    private static object Value(ParameterInfo parameter) =>
        parameter.ParameterType == typeof(string)
            ? parameter.Name!
            : Convert.ChangeType(7, parameter.ParameterType, null);
}
