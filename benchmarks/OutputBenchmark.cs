using System.Diagnostics;
using System.Globalization;
using System.IO.Compression;
using System.Text;
using PdfSharp.Drawing;
using PdfSharp.Fonts;
using PdfSharp.Pdf;
using SupportCenter.Domain.Reports;
using SupportCenter.Portal.Printing;
using SupportCenter.Portal.Reports;
using SupportCenter.Tests.Printing;

namespace SupportCenter.Benchmarks;

/// <summary>What the city takes out: a binder of 1,000 records and a workbook of 100,000 rows, beside peers that write the same texts
/// without what makes them papers and tables. Processor time of the whole process, and by how much its private memory grows at
/// most.</summary>
internal static class OutputBenchmark
{
    private const int Records = 1000;
    private const int Rows = 100_000;
    private const int Columns = 40;

    public static async Task<int> RunAsync()
    {
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("ja");
        var sheets = Enumerable.Range(0, Records).Select(Sheet).ToList();
        var cells = Enumerable.Range(0, Rows).Select(Row).ToList();
        for (var round = 0; round < 3; round++)
        {
            await MeasureAsync($"binder of {Records} records", () => Task.FromResult((long)Binder(sheets)));
            await MeasureAsync("its texts drawn with PDFsharp, no tags, no cells", () => Task.FromResult(WithPdfSharp(sheets)));
            await MeasureAsync($"workbook of {Rows} rows, {Columns} columns", () => WorkbookAsync(cells));
            await MeasureAsync("its cells as lines in a ZIP", () => LinesAsync(cells));
        }

        return 0;
    }

    private static int Binder(List<ConsultationSheet> sheets)
    {
        using var binder = new RecordBinderPdf(
            new BinderSheet([new BinderFact("期間", "令和2年7月")], "3FA912BC", Sheets.Mark),
            sheets.Count
        );
        foreach (var sheet in sheets)
        {
            binder.Add(sheet);
        }

        return binder.Finish().Bytes.Length;
    }

    private static long WithPdfSharp(List<ConsultationSheet> sheets)
    {
        GlobalFontSettings.FontResolver ??= new Folder();
        var font = new XFont("BIZUDPGothic_400Regular", 9.5, XFontStyleEx.Regular, new XPdfFontOptions(PdfFontEncoding.Unicode));
        using var document = new PdfDocument();
        foreach (var sheet in sheets)
        {
            using var page = XGraphics.FromPdfPage(document.AddPage());
            var y = 40.0;
            foreach (var text in TextsOf(sheet).SelectMany(text => text.Chunk(50)))
            {
                page.DrawString(new string(text), font, XBrushes.Black, 40, y += 12);
            }
        }

        using var file = new MemoryStream();
        document.Save(file, closeStream: false);
        return file.Length;
    }

    private static async Task<long> WorkbookAsync(List<object?[]> cells)
    {
        await using var file = new CountedStream();
        var sheet = new ExportSheet("予約", [.. Enumerable.Range(1, Columns).Select(at => $"列{at}")], _ => cells.ToAsyncEnumerable());
        await DataWorkbook.WriteAsync(file, [sheet], "", "", CancellationToken.None);
        return file.Written;
    }

    private static async Task<long> LinesAsync(List<object?[]> cells)
    {
        await using var file = new CountedStream();
        await using (var zip = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true))
        {
            await using var part = await zip.CreateEntry("lines", CompressionLevel.Fastest).OpenAsync();
            await using var writer = new StreamWriter(part, new UTF8Encoding(false), 64 * 1024);
            foreach (var row in cells)
            {
                await writer.WriteLineAsync(string.Join('\t', row));
            }
        }

        return file.Written;
    }

    private static async Task MeasureAsync(string what, Func<Task<long>> act)
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
        using var stop = new CancellationTokenSource();
        var (before, most) = (PrivateBytes(), 0L);
        var watching = Task.Factory.StartNew(
            () =>
            {
                while (!stop.IsCancellationRequested)
                {
                    most = Math.Max(most, PrivateBytes());
                    Thread.Sleep(5);
                }
            },
            TaskCreationOptions.LongRunning
        );
        var processor = Process.GetCurrentProcess().TotalProcessorTime;
        var bytes = await act();
        var used = Process.GetCurrentProcess().TotalProcessorTime - processor;
        await stop.CancelAsync();
        await watching;
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{what, -52} {used.TotalSeconds, 6:0.00} s  +{(most - before) / 1048576.0, 6:0} MB  {bytes / 1048576.0, 6:0.0} MB file"
            )
        );
    }

    // What is the process's own (RssAnon), in bytes.
    private static long PrivateBytes() =>
        long.Parse(
            File.ReadLines("/proc/self/status").First(line => line.StartsWith("RssAnon:", StringComparison.Ordinal)).Split(' ')[^2],
            CultureInfo.InvariantCulture
        ) * 1024;

    private static ConsultationSheet Sheet(int at) =>
        Sheets.Ordinary with
        {
            ClinicDate = $"令和2年7月{1 + at / 40}日",
            BusinessName = $"株式会社例題製作所{at}",
            Telephone = $"075-000-{at:0000}",
        };

    private static object?[] Row(int at) =>
        [
            .. Enumerable
                .Range(0, Columns)
                .Select(column =>
                    (column % 4) switch
                    {
                        0 => (object?)(at + column),
                        1 => $"株式会社例示製作所{at}",
                        2 => null,
                        _ => column % 3 == 0 ? "知りたい制度はあるが、名称がわからない。" : true,
                    }
                ),
        ];

    private static IEnumerable<string> TextsOf(ConsultationSheet sheet) =>
        [
            sheet.BusinessName,
            sheet.ContactName,
            sheet.Telephone,
            sheet.Industry,
            sheet.VenueName,
            .. sheet.Questions.Select(question => question.Text + question.Answer),
            .. sheet.Topics.Concat(sheet.Measures).Concat(sheet.Troubles).Select(choice => choice.Text),
            sheet.Summary,
            .. sheet.Guidance,
            .. sheet.Impression.Split('\n'),
            sheet.Remarks,
        ];

    private sealed class Folder : IFontResolver
    {
        public FontResolverInfo? ResolveTypeface(string familyName, bool isBold, bool isItalic) => new(familyName);

        public byte[]? GetFont(string faceName) => File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "fonts", faceName + ".ttf"));
    }

    // What is sent is not kept.
    private sealed class CountedStream : Stream
    {
        public long Written { get; private set; }

        public override bool CanRead => false;

        public override bool CanSeek => false;

        public override bool CanWrite => true;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override void Flush() { }

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => Written += count;
    }
}
