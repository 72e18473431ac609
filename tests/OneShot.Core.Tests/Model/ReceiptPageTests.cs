using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;
using OneShot.Core.Model;

namespace OneShot.Core.Tests.Model;

/// <summary>The page about the JSON tells every field of every document, and no other.</summary>
public sealed class ReceiptPageTests
{
    private static readonly (string Row, Type Type)[] Documents =
    [
        ("`OneShot`, ", typeof(DispatchReceipt)),
        ("the same with `--preview`", typeof(PreviewReceipt)),
        ("`OneShot --undo`", typeof(UndoReceipt)),
        ("`ValidatePrompt`", typeof(PromptReceipt)),
        ("`OneShotReport`", typeof(ReportReceipt)),
        ("`PublishOneShot`", typeof(PublishReceipt)),
        ("`OneShotStatus`", typeof(StatusReceipt)),
        ("`OneShotBatch`", typeof(BatchReceipt)),
        ("`OneShotDoctor`", typeof(DoctorReceipt)),
        ("`OneShotInit`", typeof(InitReceipt)),
        ("a task of a", typeof(PipelineReceipt)),
        ("any other task", typeof(BareReceipt)),
        ("a failure", typeof(ErrorReceipt)),
    ];

    private static readonly (string Row, Type Type)[] Lists =
    [
        ("`one_shots`", typeof(OneShotState)),
        ("`batch`", typeof(BatchedOneShot)),
        ("`checks`", typeof(Check)),
        ("`calls`", typeof(PreviewedCall)),
        ("`error`", typeof(FailureDetail)),
    ];

    public static TheoryData<string> Rows => [.. Documents.Concat(Lists).Select(document => document.Row)];

    [Theory]
    [MemberData(nameof(Rows))]
    public void It_has_the_fields_of(string row)
    {
        var type = Documents.Concat(Lists).Single(document => document.Row == row).Type;
        var (always, sometimes) = AutomationPage.Of(row);
        always.ShouldBe(FieldsOf(type, isAlways: true), ignoreOrder: true);
        sometimes.ShouldBe(FieldsOf(type, isAlways: false), ignoreOrder: true);
    }

    [Fact]
    public void It_explains_each_once() =>
        AutomationPage.Explained.ShouldBe(
            Documents
                .Select(document => AutomationPage.Of(document.Row))
                .SelectMany(fields => fields.Always.Concat(fields.Sometimes))
                .Distinct(),
            ignoreOrder: true
        );

    [Fact]
    public void Every_document_is_one_of_them() =>
        typeof(Receipt)
            .Assembly.GetTypes()
            .Where(type => type.IsSubclassOf(typeof(Receipt)) || type == typeof(ErrorReceipt))
            .ShouldBe(Documents.Select(document => document.Type), ignoreOrder: true);

    private static string[] FieldsOf(Type type, bool isAlways) =>
        [
            .. type.GetProperties()
                .Where(property =>
                    property.Name is not (nameof(Receipt.Success) or "Format" or nameof(Receipt.Preview))
                )
                .Select(property => (property.Name, How: property.GetCustomAttribute<JsonIgnoreAttribute>()?.Condition))
                .Where(property => property.How != JsonIgnoreCondition.Always && isAlways == property.How is null)
                .Select(property => JsonNamingPolicy.SnakeCaseLower.ConvertName(property.Name)),
        ];
}
