using Cake.Core.IO;
using Cake.Core.Packaging;

namespace SampleBuild;

/// <summary>Installs tools of a kind of its own.</summary>
public sealed class Installer(IFileSystem files) : IPackageInstaller
{
    public bool CanInstall(PackageReference package, PackageType type) => package.Scheme == "sample";

    public IReadOnlyCollection<IFile> Install(PackageReference package, PackageType type, DirectoryPath path)
    {
        Console.Error.WriteLine($"installs {package.Package}");
        return [files.GetFile(Environment.ProcessPath!)];
    }
}
