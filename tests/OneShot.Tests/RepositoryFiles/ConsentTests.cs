using OneShot.Tests.Local;

namespace OneShot.Tests.RepositoryFiles;

/// <summary>
/// What a cloned repository's own file may do on a person's
/// machine: tighten at once, widen only after that person agreed.
/// </summary>
public sealed class ConsentTests : IDisposable
{
    private readonly LocalOneShot _local = new();

    public ConsentTests() => _local.Variables["XDG_CONFIG_HOME"] = _local.Folder["config"];

    [Fact]
    public async Task Nothing_is_widened_until_somebody_agreed_once()
    {
        Trunk("version: 1\nallow-hosts: [a.example, b.example]\n");
        var before = _local.Untouched();
        var refused = await Should.ThrowAsync<OneShotException>(() => _local.RunAsync(LocalOneShot.Settings()));
        refused.Error.Code.ShouldBe("OS2088");
        refused.Error.ToLine(string.Empty).ShouldContain("--trust-repository-file");
        refused.Error.Message.ShouldContain("a.example,b.example");
        _local.Untouched().ShouldBe(before);
        _local.Branch.ShouldBeEmpty();

        var trusting = Trusting();
        var asked = trusting with { };
        var agreed = await _local.RunAsync(trusting);
        trusting.ShouldBe(asked, "what trunk's file says is no change of what was asked");
        Hosts(agreed.Id).ShouldBe(["a.example", "b.example"]);
        Kept().Length.ShouldBe(1);
        if (!OperatingSystem.IsWindows())
            File.GetUnixFileMode(Kept()[0]).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);

        Hosts((await _local.RunAsync(LocalOneShot.Settings())).Id)
            .ShouldBe(["a.example", "b.example"], "once is enough");

        Trunk("version: 1\nallow-hosts: [a.example, b.example, c.example]\n");
        (await Should.ThrowAsync<OneShotException>(() => _local.RunAsync(LocalOneShot.Settings()))).Error.Code.ShouldBe(
            "OS2088",
            "other values are another question"
        );
    }

    [Fact]
    public async Task What_a_person_names_needs_no_consent_and_is_not_looser()
    {
        Trunk("version: 1\nallow-hosts: [a.example, b.example]\n");
        var settings = LocalOneShot.Settings();
        settings.AllowHost = "b.example";
        Hosts((await _local.RunAsync(settings)).Id).ShouldBe(["b.example"]);

        settings = Trusting();
        settings.AllowHost = "c.example";
        (await Should.ThrowAsync<OneShotException>(() => _local.RunAsync(settings))).Error.Code.ShouldBe("OS2087");
        Directory.Exists(_local.Folder["config"]).ShouldBeFalse();
    }

    [Fact]
    public async Task A_floor_needs_no_consent_and_nobody_goes_below_it()
    {
        Trunk("version: 1\n\nsandbox: auto\n");
        var settings = LocalOneShot.Settings();
        settings.Sandbox = "none";
        var refused = await Should.ThrowAsync<OneShotException>(() => _local.RunAsync(settings));
        refused.Error.Message.ShouldContain("'.oneshot/oneshot.yaml' on trunk, line 3, sets: sandbox: auto");
        _local.Branch.ShouldBeEmpty();
        settings.Sandbox = null;
        (await _local.RunAsync(settings)).Id.ShouldNotBeNull();
    }

    [Fact]
    public async Task In_CI_the_machine_is_the_repositorys()
    {
        Trunk("version: 1\nallow-hosts: [a.example]\n");
        _local.Variables["CI"] = "true";
        Hosts((await _local.RunAsync(LocalOneShot.Settings())).Id).ShouldBe(["a.example"]);
        Directory.Exists(_local.Folder["config"]).ShouldBeFalse();
    }

    [Fact]
    public async Task A_preview_says_what_it_would_ask_and_keeps_nothing()
    {
        Trunk("version: 1\nallow-hosts: [a.example]\n");
        var settings = LocalOneShot.Settings();
        settings.Preview = true;
        (await _local.RunAsync(settings)).ShouldBeOfType<PreviewReceipt>().Obstacles.Single().ShouldStartWith("OS2088");
        settings = Trusting();
        settings.Preview = true;
        (await _local.RunAsync(settings)).ShouldBeOfType<PreviewReceipt>().Obstacles.ShouldBeEmpty();
        Directory.Exists(_local.Folder["config"]).ShouldBeFalse();
    }

    [Fact]
    public async Task A_step_by_itself_looks_too()
    {
        var settings = LocalOneShot.Settings();
        settings.Detach = true;
        using (var session = Session(settings))
        {
            await session.ValidatePromptAsync(default);
            await session.CreateBranchAsync(() => { }, default);
            await session.OpenDraftPrAsync(default);
            settings = settings with { Prompt = null, Resume = session.Dispatched!.Id, AllowHost = "c.example" };
        }

        var journal = Directory.GetFiles(_local.Repo[".git/oneshot/journal"], "*.json").Single();
        await File.WriteAllTextAsync(
            journal,
            (await File.ReadAllTextAsync(journal)).Replace(
                _local.Repo.Git("rev-parse", "main"),
                Trunk("version: 1\nallow-hosts: [a.example]\n"),
                StringComparison.Ordinal
            )
        );
        using var alone = Session(settings);
        (await Should.ThrowAsync<OneShotException>(() => alone.TriggerAsync(default))).Error.Code.ShouldBe("OS2087");
    }

    public void Dispose() => _local.Dispose();

    private Core.Dispatch.StepwiseVerb Session(OneShotSettings settings) => OneShotVerbs.Create(settings, _local.Host);

    private static OneShotSettings Trusting()
    {
        var settings = LocalOneShot.Settings();
        settings.TrustRepositoryFile = true;
        return settings;
    }

    private string Trunk(string text) => _local.Repo.Commit("The repository's own file", ".oneshot/oneshot.yaml", text);

    private string[] Kept() => Directory.GetFiles(_local.Folder["config/oneshot/agreed"]);

    private string[] Hosts(string id) =>
        [
            .. _local
                .Run(id)
                .GetProperty("limits")
                .GetProperty("allowed_hosts")
                .EnumerateArray()
                .Select(host => host.GetString()!),
        ];
}
