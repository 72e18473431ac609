using System.Text.Json;
using CsCheck;
using OneShot.Testing.Faces;

namespace OneShot.EndToEnd.Tests.Prompts;

/// <summary>
/// Any prompt, given in any way to a real program, arrives as the same bytes or is refused. A failure prints the way,
/// the prompt, and a seed for the variable CsCheck_Seed.
/// </summary>
public sealed class PromptPropertyTests : IDisposable
{
    private const int ArgumentLimit = 128 * 1024;
    private const int FileLimit = 256 * 1024;

    private static readonly Dictionary<string, string?> Environment = new()
    {
        ["NO_COLOR"] = "1",
        ["DOTNET_NOLOGO"] = "1",
        ["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1",
        ["MSBUILDDISABLENODEREUSE"] = "1",
    };

    private readonly TempFolder _folder = new("any-prompt");
    private readonly GitRepo _repo;
    private int _count;

    public PromptPropertyTests()
    {
        _repo = GitRepo.Init(_folder["work"]);
        _repo.Commit("First", "README.md", "# Shop\n");
    }

    [Fact]
    public void By_argument()
    {
        // The kernel's limit counts the name, and the NUL behind the text.
        var longest = Long(ArgumentLimit - "--prompt=".Length - 1);
        const string shell = """exec "$@" "--prompt=${text%.}" """;
        Arrive(
            AnyPrompt.Arguments,
            [
                [],
                longest,
            ],
            ArgumentLimit,
            isDecoded: true,
            shell
        );
    }

    [Fact]
    public void By_variable()
    {
        const string shell = """export ONESHOT_PROMPT="${text%.}"; exec "$@" """;
        Arrive(
            AnyPrompt.Arguments,
            [
                [],
            ],
            ArgumentLimit,
            isDecoded: true,
            shell
        );
    }

    [Fact]
    public void By_file()
    {
        const string shell = """exec "$@" "--prompt-file=$file" """;
        Arrive(
            AnyPrompt.Bytes,
            [
                [],
                Long(FileLimit),
            ],
            FileLimit,
            isDecoded: false,
            shell
        );
    }

    [Fact]
    public void By_standard_input()
    {
        const string shell = """exec "$@" --prompt-file=- < "$file" """;
        Arrive(
            AnyPrompt.Bytes,
            [
                [],
                Long(FileLimit + 1),
            ],
            FileLimit,
            isDecoded: false,
            shell
        );
    }

    [Fact]
    public void By_a_property_of_MSBuild()
    {
        LayOut("package/tasks/net10.0", "OneShot.MSBuild", "*");
        LayOut("package/tasks/net10.0", "OneShot.Tool", "OneShot.Tool.*");
        var package = Path.Combine(Repository.Root, "src/OneShot.MSBuild/Package");
        foreach (var part in new[] { "build/OneShot.MSBuild.targets", "tasks/Misspelt.targets", "tasks/OneShot.proj" })
        {
            _folder.Write("package/" + part, File.ReadAllText(Path.Combine(package, part)));
        }

        var targets = _folder["package/build/OneShot.MSBuild.targets"];
        _repo.Write("shop.proj", $"<Project><Import Project=\"{targets}\" /></Project>");

        // What somebody types is a process for each; what a build of theirs hands on as properties is one for all, and
        // there MSBuild itself cuts the blanks around a value.
        AnyPrompt.Properties.Sample(
            text => Typed(text).ShouldBe(AnyPrompt.Outcome(text, ArgumentLimit, isDecoded: true)),
            iter: 2,
            threads: 1,
            print: text => "-p: " + AnyPrompt.Escaped(text)
        );
        AnyPrompt
            .Properties.Select(text => text.Trim())
            .Array[15]
            .Sample(
                texts => Wrong(texts, HandedOn(texts), ArgumentLimit, isDecoded: true).ShouldBeEmpty(),
                iter: 1,
                threads: 1,
                print: _ => "properties of the task MSBuild"
            );
    }

    [Fact]
    public void By_settings_of_a_Cake_script()
    {
        LayOut("addin/lib/net10.0", "OneShot.Cake", "*.dll");
        LayOut("addin/tools", "OneShot.Tool", "OneShot.Tool.*");
        string[] always = ["", "\uD800 alone", new('x', FileLimit), new('x', FileLimit + 1)];
        AnyPrompt
            .Texts.Array[15]
            .Select(texts => texts.Concat(always).ToArray())
            .Sample(
                texts => Wrong(texts, Scripted(texts), FileLimit, isDecoded: false).ShouldBeEmpty(),
                iter: 1,
                threads: 1,
                print: _ => "settings of a script"
            );
    }

    public void Dispose() => _folder.Dispose();

    private static byte[] Long(int length) => [.. Enumerable.Repeat((byte)'x', length)];

    private static string[] Wrong(string[] texts, string[] told, int limit, bool isDecoded)
    {
        told.Length.ShouldBe(texts.Length);
        return
        [
            .. texts
                .Zip(told)
                .Where(pair => pair.Second != AnyPrompt.Outcome(pair.First, limit, isDecoded))
                .Select(pair => $"{AnyPrompt.Escaped(pair.First)} is {pair.Second}"),
        ];
    }

    // By the shell, as a user's hands would: the bytes of $file, which are those of ${text%.} too, to the tool in "$@".
    private void Arrive(Gen<byte[]> prompts, byte[][] always, int limit, bool isDecoded, string command)
    {
        foreach (var prompt in always)
            Check(prompt);
        prompts.Sample(Check, iter: 3, threads: 1, print: prompt => $"{command}: {AnyPrompt.Escaped(prompt)}");

        void Check(byte[] prompt)
        {
            var file = _folder[$"{Interlocked.Increment(ref _count)}.md"];
            File.WriteAllBytes(file, prompt);
            string[] tool = ["dotnet", Repository.Program("OneShot.Tool"), "--forge=local", "--agent=rehearsal"];
            var shell = $"file=$1; shift; text=$(cat \"$file\"; printf .); {command}";
            string[] preview = [.. tool, "--preview", "--output=json"];
            var told = Launch.Run(_repo.Path, Environment, "sh", ["-c", shell, "sh", file, .. preview]);
            Told(told.Output).ShouldBe(AnyPrompt.Outcome(prompt, limit, isDecoded), told.All);
        }
    }

    private string Typed(string text)
    {
        var result = $"{Interlocked.Increment(ref _count)}.json";
        var typed = text.Replace("%", "%25", StringComparison.Ordinal)
            .Replace(";", "%3B", StringComparison.Ordinal)
            .Replace(",", "%2C", StringComparison.Ordinal)
            .Replace("\"", "%22", StringComparison.Ordinal);
        return Told(Build("shop.proj", "OneShot", $"-p:OneShotResult={result}", $"-p:OneShotPrompt={typed}"), result);
    }

    private string[] HandedOn(string[] texts)
    {
        var asked = texts.Select(
            (text, i) =>
                $"""
                    <MSBuild Projects="shop.proj" Targets="OneShot" ContinueOnError="true"
                        Properties="OneShotResult=all{i}.json;OneShotPrompt={Literal(text)}" />
                    """
        );
        _repo.Write("many.proj", $"<Project><Target Name=\"Ask\">{string.Concat(asked)}</Target></Project>");
        var built = Build("many.proj", "Ask");
        return [.. texts.Select((_, i) => Told(built, $"all{i}.json"))];

        static string Literal(string text) =>
            string.Concat(text.Select(c => c > 0x7F || char.IsAsciiLetterOrDigit(c) ? $"{c}" : $"%{(int)c:X2}"));
    }

    private Outcome Build(string project, string target, params string[] more)
    {
        string[] asked = ["-p:OneShotPreview=true", "-p:OneShotForge=local", "-p:OneShotAgent=rehearsal"];
        string[] build = ["msbuild", project, "-nologo", "-t:" + target];
        return Launch.Run(_repo.Path, Environment, "dotnet", [.. build, .. asked, .. more]);
    }

    private string[] Scripted(string[] texts)
    {
        var literals = string.Join(", ", texts.Select(text => $"\"{AnyPrompt.Escaped(text)}\""));
        _repo.Write(
            "build.cake",
            $$"""
            #reference "{{_folder["addin/lib/net10.0/OneShot.Cake.dll"]}}"
            foreach (var text in new[] { {{literals}} })
            {
                string told;
                var settings = new OneShotSettings { Prompt = text, Forge = "local", Agent = "rehearsal" };
                try { told = PreviewOneShot(settings).PromptSha256; }
                catch (Exception exception) { told = exception.Message; }
                System.IO.File.AppendAllText("told.txt", told + "\n");
            }
            """
        );
        var run = Launch.Run(_repo.Path, Environment, "dotnet", ScriptFace.Cake);
        run.ExitCode.ShouldBe(0, run.All);
        return
        [
            .. File.ReadAllLines(_repo["told.txt"])
                .Select(line => line.Length == 64 ? line : Refused(line.Split(':')[0], line)),
        ];
    }

    // A package's folder, of what its project was built to.
    private void LayOut(string folder, string project, string files)
    {
        Directory.CreateDirectory(_folder[folder]);
        foreach (var file in Directory.GetFiles(Path.GetDirectoryName(Repository.Program(project))!, files))
        {
            var link = _folder[Path.Combine(folder, Path.GetFileName(file))];
            if (!File.Exists(link))
                File.Copy(file, link);
        }
    }

    private string Told(Outcome built, string result)
    {
        File.Exists(_repo[result]).ShouldBeTrue(built.All);
        return Told(File.ReadAllText(_repo[result]));
    }

    private static string Told(string json)
    {
        using var told = JsonDocument.Parse(json);
        return told.RootElement.TryGetProperty("prompt_sha256", out var hash)
            ? hash.GetString()!
            : Refused(told.RootElement.GetProperty("error").GetProperty("code").GetString()!, json);
    }

    private static string Refused(string code, string all)
    {
        code.ShouldBeOneOf(["OS2001", "OS2002", "OS2004", "OS2005", "OS2006"], all);
        return "refused";
    }
}
