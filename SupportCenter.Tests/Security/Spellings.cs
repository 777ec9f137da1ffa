namespace SupportCenter.Tests.Security;

/// <summary>The spellings of an address that routing takes for the same endpoint, or might.</summary>
internal static class Spellings
{
    public static IReadOnlyList<string> Of(string path)
    {
        var first = path.IndexOfAny([.. "abcdefghijklmnopqrstuvwxyz"]);
        return
        [
            path,
            path.ToUpperInvariant(),
            path[..first] + char.ToUpperInvariant(path[first]) + path[(first + 1)..],
            path + "/",
            path.ToUpperInvariant() + "/",
            path[..first] + Uri.HexEscape(path[first]) + path[(first + 1)..],
            path.Replace("_", "%5F", StringComparison.Ordinal),
        ];
    }
}
