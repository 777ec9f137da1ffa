using System.Globalization;

namespace SupportCenter.Benchmarks.Load;

/// <summary>Collects figures by name and build, and writes their medians as a table.</summary>
internal sealed class Figures
{
    private readonly List<(string What, string Build, double Value)> all = [];

    public void Add(string what, string build, double value)
    {
        all.Add((what, build, value));
        Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{build}: {what}: {value:0.##}"));
    }

    /// <summary>The value below which this share of them lies.</summary>
    public static double Percentile(IReadOnlyCollection<double> values, double share) =>
        values.Order().ElementAt(Math.Min(values.Count - 1, (int)(values.Count * share)));

    /// <summary>The name of a file without the hash of its content: app.css for /app.a1b2c3.css.</summary>
    public static string PlainName(string address) =>
        Path.GetFileName(address).Split('.') is [var name, .. var rest, var hash, var kind] && hash.Length >= 8
            ? string.Join('.', [name, .. rest, kind])
            : Path.GetFileName(address);

    public void Write(TextWriter to)
    {
        var builds = all.Select(figure => figure.Build).Distinct().ToList();
        to.WriteLine($"| median (least to most) | {string.Join(" | ", builds)} |");
        to.WriteLine($"|---|{string.Concat(builds.Select(_ => "---|"))}");
        foreach (var what in all.Select(figure => figure.What).Distinct())
        {
            to.WriteLine($"| {what} | {string.Join(" | ", builds.Select(build => CellOf(what, build)))} |");
        }
    }

    private string CellOf(string what, string build)
    {
        var values = all.Where(figure => figure.What == what && figure.Build == build).Select(figure => figure.Value).ToList();
        return values.Count == 0
            ? "–"
            : string.Create(CultureInfo.InvariantCulture, $"{Percentile(values, 0.5):0.##} ({values.Min():0.##}–{values.Max():0.##})");
    }
}
