using Cake.Core.Packaging;

namespace Cake.Frosting.Internal;

internal sealed class ToolInstaller(Cake.Core.Tooling.IToolInstaller installer) : IToolInstaller
{
    public void Install(PackageReference tool) => installer.Install(tool);
}
