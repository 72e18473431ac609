using OneShot.Core.Model;

namespace OneShot.Core.Verifying;

/// <summary>
/// Puts files of one checkout into another, in neither of which anything has run. What was delivered may have links and
/// files where folders were: nothing is written through them.
/// </summary>
internal static class PutBack
{
    /// <summary>Puts them back.</summary>
    /// <param name="paths">The files, with <c>/</c>.</param>
    /// <param name="from">The checkout that has them.</param>
    /// <param name="into">The one that gets them.</param>
    public static void Files(IEnumerable<string> paths, Checkout from, Checkout into)
    {
        foreach (var path in paths)
        {
            var source = new FileInfo(Path.Combine(from.Folder, path));
            if (!source.Exists || source.LinkTarget is not null)
                continue; // such as one that a sparse checkout leaves out
            var folder = into.Folder;
            foreach (var part in path.Split('/')[..^1])
            {
                folder = Path.Combine(folder, part);
                if (new FileInfo(folder) is { } there && (there.Exists || there.LinkTarget is not null))
                    there.Delete();
                Directory.CreateDirectory(folder);
            }

            var target = Path.Combine(into.Folder, path);
            if (Directory.Exists(target) && new DirectoryInfo(target).LinkTarget is null)
                Directory.Delete(target, recursive: true);
            File.Delete(target); // a link goes, and not what it leads to
            source.CopyTo(target);
        }
    }
}
