using BenchmarkDotNet.Attributes;
using SupportCenter.Domain.Import;

namespace SupportCenter.Benchmarks;

/// <summary>Reading the old site's workbooks of the tests: the list, every 相談票, what belongs together.</summary>
public class ImportBenchmarks
{
    private List<ImportFile> files = [];

    [GlobalSetup]
    public void SetUp() => files = [.. Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "Samples"), "*.xls*", SearchOption.AllDirectories)
        .Select(path => (Name: Path.GetFileName(path), Bytes: File.ReadAllBytes(path)))
        .Select(file => new ImportFile(file.Name, () => new MemoryStream(file.Bytes, writable: false)))];

    [Benchmark]
    public int ReadAll() => ImportReading.Read(files) is { Refused.Count: 0 } reading ? reading.BookingCount : throw new InvalidOperationException("A workbook was refused.");
}
