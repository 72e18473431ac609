using Cake.Core.IO;
using Cake.Core.Packaging;
using Cake.Core.Tooling;

namespace OneShot.Frosting.Running;

/// <summary>
/// What installs a build's tools, made when one is installed: every context has it, and
/// it reads NuGet's settings and loads NuGet, a tenth of the start of a build that installs none.
/// </summary>
/// <param name="inner">Cake's own, or the build's.</param>
internal sealed class LateToolInstaller(Lazy<IToolInstaller> inner) : IToolInstaller
{
    public IEnumerable<FilePath> Install(PackageReference tool) => inner.Value.Install(tool);
}
