using System.Text.Json.Nodes;
using Json.Schema;
using OneShot.Batches;
using YamlDotNet.Serialization;

namespace OneShot.Tests.Batches;

/// <summary>The published schema of a file of prompts says what the reader says.</summary>
public class PromptsSchemaTests
{
    private static readonly JsonSchema Schema = JsonSchema.FromFile(
        Path.Combine(Repository.Root, "docs/prompts.schema.json")
    );

    [Theory]
    [InlineData("- Add it\n- prompt: Fix it\n  plan-issue: 7\n", true)]
    [InlineData("- prompt-file: a.md\n  plan_issue: '7'\n", true)]
    [InlineData("- '7'\n", true)]
    [InlineData("- 7\n", false)]
    [InlineData("- null\n", false)]
    [InlineData("- true\n", false)]
    [InlineData("- - Add it\n", false)]
    [InlineData("- prompt:\n", false)]
    [InlineData("- prompt: 1.5\n", false)]
    [InlineData("- prompt: Fix it\n  plan-issue: true\n", false)]
    public void Schema_and_reader_agree(string yaml, bool isGood)
    {
        IsValid(yaml).ShouldBe(isGood);
        if (isGood)
            new PromptsFormat().Read("t.yaml", yaml, 500).ShouldNotBeEmpty();
        else
            Should.Throw<OneShotException>(() => new PromptsFormat().Read("t.yaml", yaml, 500));
    }

    [Theory]
    [InlineData("- prompt: x\n  nonsense: y\n")]
    [InlineData("- prompt: x\n  prompt-file: y\n")]
    [InlineData("- slug: y\n")]
    [InlineData("[]")]
    public void What_the_rules_refuse_is_not_valid(string yaml) => IsValid(yaml).ShouldBeFalse();

    [Fact]
    public void The_example_names_the_schema_and_is_valid()
    {
        var path = Path.Combine(Repository.Root, "examples/nightly/prompts.yml");
        var text = File.ReadAllText(path);
        var named = text.Split('\n')[0].Split("$schema=")[1];
        File.Exists(Path.Combine(Path.GetDirectoryName(path)!, named)).ShouldBeTrue();
        IsValid(text).ShouldBeTrue();
        new PromptsFormat().Read("prompts.yml", text, 500).Count.ShouldBe(2);
    }

    private static bool IsValid(string yaml)
    {
        var typed = new DeserializerBuilder()
            .WithAttemptingUnquotedStringTypeDeserialization()
            .Build()
            .Deserialize(yaml);
        var json = new SerializerBuilder().JsonCompatible().Build().Serialize(typed);
        return Schema.Evaluate(JsonNode.Parse(json)).IsValid;
    }
}
