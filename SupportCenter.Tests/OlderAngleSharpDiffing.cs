using System.Runtime.CompilerServices;
using System.Runtime.Loader;

namespace SupportCenter.Tests;

/// <summary>bunit is built against AngleSharp.Diffing 1.x; the runtime refuses the older file by version unless asked by name.</summary>
internal static class OlderAngleSharpDiffing
{
#pragma warning disable CA2255 // The hook has to stand before the first test is found.
    [ModuleInitializer]
#pragma warning restore CA2255
    public static void Accept() => AssemblyLoadContext.Default.Resolving += (context, name) =>
        name.Name == "AngleSharp.Diffing"
            ? context.LoadFromAssemblyPath(Path.Combine(AppContext.BaseDirectory, "AngleSharp.Diffing.dll"))
            : null;
}
