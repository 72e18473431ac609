using OneShot.Core.Ports;
using OneShot.Terminal;
using OneShot.Testing.Fakes;

namespace OneShot.Tests.Terminal;

/// <summary>A desktop takes a page, or says that it is not there: this machine's, or the tests' stand-in for one.</summary>
public abstract class DesktopContractTests : IDisposable
{
    internal abstract IDesktop Desktop(bool isHere);

    /// <summary>What was opened.</summary>
    protected abstract IReadOnlyList<string> Opened { get; }

    public abstract void Dispose();

    [Fact]
    public async Task It_takes_a_page()
    {
        (await Desktop(isHere: true).OpenAsync("/shop/a page.html", CancellationToken.None)).ShouldBeTrue();
        Opened.ShouldBe(["/shop/a page.html"]);
    }

    [Fact]
    public async Task Where_none_is_nothing_is_opened()
    {
        (await Desktop(isHere: false).OpenAsync("/shop/page.html", CancellationToken.None)).ShouldBeFalse();
        Opened.ShouldBeEmpty();
    }

    public sealed class OfThisMachine : DesktopContractTests
    {
        private readonly TempFolder _folder = new("desktop");

        protected override IReadOnlyList<string> Opened =>
            File.Exists(_folder["opened"]) ? File.ReadAllLines(_folder["opened"]) : [];

        internal override IDesktop Desktop(bool isHere)
        {
            _folder.Executable("bin/xdg-open", $"#!/bin/sh\necho \"$1\" >> '{_folder["opened"]}'\n");
            return new Desktop(name =>
                name switch
                {
                    "PATH" => _folder["bin"] + ":/usr/bin:/bin",
                    "DISPLAY" when isHere => ":0",
                    _ => null,
                }
            );
        }

        public override void Dispose() => _folder.Dispose();
    }

    public sealed class OfTheFake : DesktopContractTests
    {
        private FakeDesktop? _desktop;

        protected override IReadOnlyList<string> Opened => _desktop!.Opened;

        internal override IDesktop Desktop(bool isHere) => _desktop = new FakeDesktop { IsHere = isHere };

        public override void Dispose() { }
    }
}
