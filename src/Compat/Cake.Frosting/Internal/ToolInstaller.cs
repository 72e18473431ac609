using Cake.Core.Packaging;

namespace Cake.Frosting.Internal;

internal sealed class ToolInstaller(Cake.Core.Tooling.IToolInstaller installer) : IToolInstaller
{
    // It installs while it tells the files, and only as far as they are asked for.
    public void Install(PackageReference tool) => _ = installer.Install(tool).ToArray();
}
