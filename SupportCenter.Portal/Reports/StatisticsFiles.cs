using System.Globalization;
using System.Text;
using SupportCenter.Domain.Reports;

namespace SupportCenter.Portal.Reports;

/// <summary>Sheets in the データ form as a file that the browser keeps.</summary>
internal static class StatisticsFiles
{
    /// <summary>All sheets as one table of facts.</summary>
    public static IResult Csv(IReadOnlyList<ExportSheet> sheets, string fileName, CancellationToken cancellation) =>
        new CsvFile(CsvOf(sheets, cancellation), fileName);

    /// <summary>The sheets as .xlsx.</summary>
    /// <param name="line">Stands on every printed page.</param>
    public static IResult Workbook(IReadOnlyList<ExportSheet> sheets, string line, string fileName) =>
        new WorkbookFile(sheets, line, fileName);

    /// <summary>RFC 4180 in UTF-8 with a byte order mark, which Excel asks for.</summary>
    internal static byte[] CsvOf(IReadOnlyList<ExportSheet> sheets, CancellationToken cancellation)
    {
        var rows = StatisticsSheets
            .Facts(sheets, cancellation)
            .Prepend([
                StatisticsPageTexts.Table,
                StatisticsPageTexts.Category,
                StatisticsPageTexts.Category2,
                StatisticsPageTexts.Measure,
                StatisticsPageTexts.Value,
            ]);
        return
        [
            .. Encoding.UTF8.Preamble,
            .. Encoding.UTF8.GetBytes(string.Concat(rows.Select(row => string.Join(',', row.Select(DataCsv.Cell)) + "\r\n"))),
        ];
    }

    private sealed class CsvFile(byte[] bytes, string fileName) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            httpContext.Response.ContentType = "text/csv; charset=utf-8";
            httpContext.Response.Headers.ContentDisposition = $"attachment; filename=\"{fileName}\"";
            httpContext.Response.ContentLength = bytes.Length;
            return httpContext.Response.Body.WriteAsync(bytes, httpContext.RequestAborted).AsTask();
        }
    }

    private sealed class WorkbookFile(IReadOnlyList<ExportSheet> sheets, string line, string fileName) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext) =>
            WorkbookAnswer.SendAsync(httpContext, fileName, target =>
                DataWorkbook.WriteAsync(target, sheets, line, line, httpContext.RequestAborted)
            );
    }
}
