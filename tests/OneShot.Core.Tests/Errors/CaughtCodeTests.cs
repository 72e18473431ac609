using System.Reflection;
using System.Text.RegularExpressions;
using OneShot.Core.Errors;

namespace OneShot.Core.Tests.Errors;

public partial class CaughtCodeTests
{
    public static TheoryData<string> Codes =>
        new(typeof(CaughtCode).GetFields(BindingFlags.Public | BindingFlags.Static).Select(code => code.Name));

    [Theory]
    [MemberData(nameof(Codes))]
    public void A_code_is_that_of_the_error_of_its_name(string name)
    {
        var method = typeof(OneShotErrors).GetMethod(name)!;
        var error = (OneShotException)method.Invoke(null, [.. method.GetParameters().Select(Value)])!;
        error.Error.Code.ShouldBe(typeof(CaughtCode).GetField(name)!.GetValue(null));
    }

    [Fact]
    public void An_error_is_told_by_its_member_and_not_by_a_text() =>
        Directory
            .GetFiles(Path.Combine(Repository.Root, "src"), "*.cs", SearchOption.AllDirectories)
            .Where(file => Path.GetFileName(file) != "CaughtCode.cs" && Text().IsMatch(File.ReadAllText(file)))
            .ShouldBeEmpty();

    private static object Value(ParameterInfo parameter) =>
        parameter.ParameterType == typeof(string) ? "x" : Convert.ChangeType(1, parameter.ParameterType, null);

    [GeneratedRegex("\"OS[0-9]{4}")]
    private static partial Regex Text();
}
