using System.Reflection;
using OneShot.Core.Settings;

namespace OneShot.Core.Tests.Settings;

public class SettingsLayersTests
{
    private static readonly PropertyInfo[] All = typeof(OneShotSettings).GetProperties();

    public static TheoryData<string> Properties => new(All.Select(property => property.Name));

    [Theory]
    [MemberData(nameof(Properties))]
    public void What_is_asked_above_wins_and_what_is_left_out_comes_from_below(string name)
    {
        var property = All.Single(one => one.Name == name);
        var (upper, lower) = (new OneShotSettings(), new OneShotSettings());
        property.SetValue(lower, Value(property.PropertyType, 1));
        if (property.PropertyType != typeof(PromptSource)) // where a prompt is from, nobody leaves out
            property.GetValue(upper.Over(lower)).ShouldBe(Value(property.PropertyType, 1));
        property.SetValue(upper, Value(property.PropertyType, 2));
        property.GetValue(upper.Over(lower)).ShouldBe(Value(property.PropertyType, 2));
        upper.Over(new OneShotSettings()).ShouldBe(upper);
    }

    private static object Value(Type type, int number) =>
        (Nullable.GetUnderlyingType(type) ?? type) switch
        {
            var kind when kind == typeof(string) => $"text {number}",
            var kind when kind == typeof(bool) => true,
            { IsEnum: true } kind => Enum.GetValues(kind).GetValue(number)!,
            var kind => Convert.ChangeType(number, kind, null),
        };
}
