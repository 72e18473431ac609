using OneShot.Core.Model;
using OneShot.Core.Verifying;

namespace OneShot.Core.Tests.Verifying;

/// <summary>Trunk's files go where they were, whatever stands there now, and nowhere else.</summary>
public sealed class PutBackTests : IDisposable
{
    private readonly TempFolder _trunk = new("trunk");
    private readonly TempFolder _delivered = new("delivered");
    private readonly TempFolder _outside = new("outside");

    [Fact]
    public void What_was_changed_deleted_or_added_is_as_trunk_has_it_but_for_what_was_added()
    {
        Put("tests/a.cs", "tests/deep/b.cs");
        _delivered.Write("tests/a.cs", "weak");
        _delivered.Write("tests/new.cs", "new");
        Back("tests/a.cs", "tests/deep/b.cs");
        Text("tests/a.cs").ShouldBe("trunk");
        Text("tests/deep/b.cs").ShouldBe("trunk");
        Text("tests/new.cs").ShouldBe("new");
    }

    [Fact]
    public void Nothing_is_written_through_a_link()
    {
        Put("tests/a.cs", "b/c.cs");
        Directory.CreateSymbolicLink(_delivered["tests"], _outside.Path);
        _outside.Write("c.cs", "mine");
        Directory.CreateDirectory(_delivered["b"]);
        File.CreateSymbolicLink(_delivered["b/c.cs"], _outside["c.cs"]);
        Back("tests/a.cs", "b/c.cs");
        Text("tests/a.cs").ShouldBe("trunk");
        Text("b/c.cs").ShouldBe("trunk");
        Directory.GetFiles(_outside.Path).ShouldHaveSingleItem();
        File.ReadAllText(_outside["c.cs"]).ShouldBe("mine");
    }

    [Fact]
    public void A_file_where_a_folder_was_and_a_folder_where_a_file_was_give_way()
    {
        Put("tests/a.cs", "b.cs");
        _delivered.Write("tests", "no folder");
        _delivered.Write("b.cs/c", "no file");
        Back("tests/a.cs", "b.cs");
        Text("tests/a.cs").ShouldBe("trunk");
        Text("b.cs").ShouldBe("trunk");
    }

    public void Dispose()
    {
        _trunk.Dispose();
        _delivered.Dispose();
        _outside.Dispose();
    }

    private void Put(params string[] paths)
    {
        foreach (var path in paths)
            _trunk.Write(path, "trunk");
    }

    private void Back(params string[] paths)
    {
        using var from = new Checkout(_trunk.Path, _trunk.Path, () => { });
        using var into = new Checkout(_delivered.Path, _delivered.Path, () => { });
        PutBack.Files(paths, from, into);
    }

    private string Text(string path) => File.ReadAllText(_delivered[path]);
}
