namespace SupportCenter.Tests;

/// <summary>Asserts something of each of several items. Unlike <c>Assert.All</c> it fails when there is none: a test over an empty
/// collection tests nothing.</summary>
internal static class AssertEach
{
    public static void Of<T>(IEnumerable<T> items, Action<T> assertion)
    {
        var all = items.ToList();
        Assert.NotEmpty(all);
        Assert.All(all, assertion);
    }
}
