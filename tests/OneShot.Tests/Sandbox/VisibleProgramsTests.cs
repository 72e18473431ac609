using OneShot.Agents.Sandbox;

namespace OneShot.Tests.Sandbox;

/// <summary>Which of the user's folders a session sees for the programs in them, and which it never does.</summary>
public sealed class VisibleProgramsTests : IDisposable
{
    private readonly TempFolder _folder = new("programs");

    private string Home => _folder["home"];

    [Fact]
    public void What_is_on_the_path_is_seen_but_for_the_home_and_the_repository_themselves()
    {
        foreach (var name in new[] { "home/tools", "work/tools", "other/bin", "other/lib" })
            Directory.CreateDirectory(_folder[name]);
        Of(
                $"{Home}/tools:{Home}:{_folder.Path}:/usr/bin:/:relative:{_folder["work"]}:{_folder["work/tools"]}:{_folder["gone"]}:{_folder["other/bin"]}"
            )
            .ShouldBe([Home + "/tools", _folder["other/bin"], _folder["other/lib"]]);
    }

    [Fact]
    public void Beside_a_bin_of_the_home_lies_what_programs_remember()
    {
        foreach (
            var name in new[]
            {
                "home/bin",
                "home/lib",
                "home/.local/bin",
                "home/.local/share",
                "home/.nvm/v22/bin",
                "home/.nvm/v22/lib",
            }
        )
            Directory.CreateDirectory(_folder[name]);
        Of($"{Home}/bin:{Home}/.local/bin:{Home}/.nvm/v22/bin")
            .ShouldBe([Home + "/bin", Home + "/.local/bin", Home + "/.nvm/v22/bin", Home + "/.nvm/v22/lib"]);
    }

    [Fact]
    public void A_link_shows_what_it_leads_to()
    {
        var real = _folder.Write("home/.npm-global/lib/node_modules/@team/agent/cli.js", "");
        var native = _folder.Write("home/.local/share/agent/versions/1.0/agent", "");
        Directory.CreateDirectory(_folder["home/.local/bin"]);
        File.CreateSymbolicLink(_folder["home/.local/bin/a"], real);
        File.CreateSymbolicLink(_folder["home/.local/bin/b"], native);
        File.CreateSymbolicLink(_folder["home/.local/bin/home"], Home);
        Of(Home + "/.local/bin")
            .ShouldBe(
                [
                    Home + "/.local/bin",
                    Home + "/.npm-global/lib/node_modules",
                    Home + "/.local/share/agent/versions/1.0",
                ],
                ignoreOrder: true
            );
    }

    [Fact]
    public void The_agents_own_program_is_seen_wherever_it_is() =>
        new VisiblePrograms(_ => null, Home, [])
            .Folders(_folder.Write("tools/node_modules/agent/bin/agent.js", ""))
            .ShouldBe([_folder["tools/node_modules"]]);

    private IReadOnlyList<string> Of(string path) =>
        new VisiblePrograms(name => name == "PATH" ? path : null, Home, [_folder["work"]]).Folders("/usr/bin/true");

    public void Dispose() => _folder.Dispose();
}
