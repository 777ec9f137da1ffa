using System.Globalization;
using System.Runtime.InteropServices;
using SupportCenter.Domain.Reports;
using SupportCenter.Portal.Printing;

namespace SupportCenter.Portal.Reports;

/// <summary>How far a paper has come.</summary>
[StructLayout(LayoutKind.Auto)]
public readonly record struct PaperProgress(int Done, int All);

/// <summary>Makes the papers of exports: opened under the caller's own permission, drawn beside the screen, kept for the hour.</summary>
internal sealed class ExportPapers(BulkExportService exports, ExportFiles files)
{
    private static readonly CultureInfo Paper = CultureInfo.GetCultureInfo("ja");

    /// <summary>Takes the export out and makes its paper, to be fetched. False when it is not the caller's.</summary>
    /// <exception cref="Domain.RuleException">It cannot be taken out, or not any more.</exception>
    /// <exception cref="OperationCanceledException">It was stopped; within the hour it can be made again.</exception>
    public async Task<bool> MakeAsync(Guid order, IProgress<PaperProgress> progress, CancellationToken cancellation)
    {
        if (await exports.OpenAsync(order, ct: cancellation) is not { } opened)
        {
            return false;
        }

        await MakeAsync(opened, progress, cancellation);
        return true;
    }

    /// <summary>The paper of an export that was taken out: as it was kept, or made again. Null when there is none for the caller.</summary>
    /// <exception cref="Domain.RuleException">The hour is over.</exception>
    public async Task<ExportFile?> FetchAsync(Guid order, CancellationToken cancellation) =>
        await exports.OpenAsync(order, isTakenOut: true, cancellation) is { } opened && opened.Contents.IsPaper()
            ? files.Find(order) ?? await MakeAsync(opened, null, cancellation)
            : null;

    private async Task<ExportFile> MakeAsync(OpenedExport opened, IProgress<PaperProgress>? progress, CancellationToken cancellation)
    {
        using var turn = await files.EnterAsync(cancellation);
        var printed = await Task.Run(() => DrawAsync(opened, progress, cancellation), cancellation);
        files.Keep(opened.Mark.Reference, printed.Bytes, opened.Mark.AtUtc + BulkExportService.FetchAgain);
        return files.Find(opened.Mark.Reference) ?? new ExportFile(printed.Bytes);
    }

    private static async Task<RenderedPdf> DrawAsync(
        OpenedExport opened,
        IProgress<PaperProgress>? progress,
        CancellationToken cancellation
    )
    {
        CultureInfo.CurrentUICulture = Paper;
        if (opened.Contents == ExportContents.ReservationPaper)
        {
            var reservations = await opened.ReservationPaperAsync(cancellation);
            return ReservationListPdf.Render(ExportSheets.List(opened, reservations), ExportSheets.Mark(opened));
        }

        var records = await opened.RecordIdsAsync(cancellation);
        var mark = ExportSheets.Mark(opened);
        using var binder = new RecordBinderPdf(ExportSheets.Binder(opened, records), records.Count);
        var done = 0;
        await foreach (var record in opened.RecordPapersAsync(records.Select(record => record.Record), cancellation))
        {
            cancellation.ThrowIfCancellationRequested();
            binder.Add(ConsultationSheets.Of(record, mark));
            if (++done % 10 == 0 || done == records.Count)
            {
                progress?.Report(new PaperProgress(done, records.Count));
            }
        }

        return binder.Finish();
    }
}
