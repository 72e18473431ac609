using Cake.Common;
using Cake.Core;
using OneShot.Frosting;

namespace Build;

public sealed class BuildContext(ICakeContext context) : OneShotContext(context)
{
    public string BuildConfiguration { get; } = context.Argument("configuration", "Release");
}
