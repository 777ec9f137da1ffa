using BenchmarkDotNet.Attributes;
using SupportCenter.Portal.Printing;
using SupportCenter.Tests.Printing;

namespace SupportCenter.Benchmarks;

/// <summary>The printed 相談票 of ordinary texts (one page of A4), typefaces loaded.</summary>
public class ConsultationPdfBenchmarks
{
    [GlobalSetup]
    public void SetUp() => ConsultationPdf.Render(Sheets.Ordinary);

    [Benchmark]
    public int Print() => ConsultationPdf.Render(Sheets.Ordinary).PageCount;
}
