using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using SupportCenter.Domain.Access;
using SupportCenter.Domain.Audit;
using SupportCenter.Domain.Consultations;
using SupportCenter.Domain.Data;
using SupportCenter.Domain.Forms;
using SupportCenter.Domain.Reservations;

namespace SupportCenter.Domain.Reports;

/// <summary>One sheet in the データ form: one fact a cell. A cell is a text, a whole number, a truth (1 or 0), a date, a time of day or an
/// instant.</summary>
public sealed record ExportSheet(
    string Name,
    IReadOnlyList<string> Columns,
    Func<CancellationToken, IAsyncEnumerable<IReadOnlyList<object?>>> Rows
);

/// <summary>An export that may be written out now. It reads a week at a time, each under the permission to read such rows again: memory
/// does not grow with the period, and whoever is disabled or signs out meanwhile gets no further. Only businesses that the audit row
/// names can come out.</summary>
public sealed class OpenedExport
{
    private const int DaysAtOnce = 7;
    private const int PapersAtOnce = 100;
    private readonly AuthorizedDbContextFactory authorized;
    private readonly ExportOrder order;

    internal OpenedExport(AuthorizedDbContextFactory authorized, ExportOrder order, ExportScope scope, ExportMark mark) =>
        (this.authorized, this.order, Scope, Mark) = (authorized, order, scope, mark);

    public ExportMark Mark { get; }

    /// <summary>What it was narrowed by.</summary>
    public ExportScope Scope { get; }

    public ExportContents Contents => order.Contents;

    public DateOnly From => order.From;

    public DateOnly To => order.To;

    /// <summary>The sheets with their columns; rows are read when they are asked for.</summary>
    public async Task<IReadOnlyList<ExportSheet>> SheetsAsync(CancellationToken cancellation)
    {
        await using var db = await authorized.OpenAsync(Permission.ViewReservations, cancellation);
        var reference = order.Id.ToShort();
        if (order.Contents == ExportContents.Reservations)
        {
            var questions = await db.Questions.AsNoTracking().OrderBy(row => row.Order).ToListAsync(cancellation);
            var columns = new ReservationColumns(questions, reference);
            return [new ExportSheet(ExportTexts.Reservations, columns.Heads, ct => ReservationsAsync(columns, ct))];
        }

        var measures = Consultations.MeasureOrder.OnPaper(await db.Measures.AsNoTracking().ToListAsync(cancellation), _ => true);
        var referrals = await db.Referrals.ChoicesAsync(cancellation);
        var sheet = new RecordColumns(measures, referrals, reference);
        return
        [
            new ExportSheet(ExportTexts.Records, sheet.Heads, ct => RecordsAsync(row => [sheet.Cells(row)], ct)),
            new ExportSheet(ExportTexts.Guidance, sheet.GuidanceHeads, ct => RecordsAsync(sheet.GuidanceCells, ct)),
        ];
    }

    /// <summary>The records for paper in the order of time, each with its business.</summary>
    public async Task<IReadOnlyList<(Guid Record, Guid Business)>> RecordIdsAsync(CancellationToken cancellation)
    {
        await using var db = await authorized.OpenAsync(Permission.PrintConsultations, cancellation);
        var named = Named(db, order.Id);
        var rows = await order
            .Records(db)
            .Where(row => named.Contains(row.BusinessId))
            .OrderBy(row => row.Date)
            .ThenBy(row => row.Reservation!.StartsAt)
            .ThenBy(row => row.Id)
            .Select(row => new { row.Id, row.BusinessId })
            .ToListAsync(cancellation);
        return [.. rows.Select(row => (row.Id, row.BusinessId))];
    }

    /// <summary>Their papers, some at once, each time under the permission to print them.</summary>
    public async IAsyncEnumerable<RecordOnPaper> RecordPapersAsync(
        IEnumerable<Guid> records,
        [EnumeratorCancellation] CancellationToken cancellation
    )
    {
        foreach (var some in records.Chunk(PapersAtOnce))
        {
            await using var db = await authorized.OpenAsync(Permission.PrintConsultations, cancellation);
            foreach (var paper in await ConsultationReader.OnPaperAsync(db, some, cancellation))
            {
                yield return paper;
            }
        }
    }

    /// <summary>The reservations for paper in the order of time; cancelled ones are not on it.</summary>
    public async Task<IReadOnlyList<BookedPart>> ReservationPaperAsync(CancellationToken cancellation)
    {
        await using var db = await authorized.OpenAsync(Permission.ViewReservations, cancellation);
        var named = Named(db, order.Id);
        var questions = await ConsultationReader.QuestionsAsync(db, cancellation);
        var rows = await order
            .Reservations(db)
            .Where(row => row.Status != ReservationStatus.Cancelled && named.Contains(row.BusinessId))
            .Include(row => row.Clinic!.Venue)
            .OrderBy(row => row.Date)
            .ThenBy(row => row.StartsAt)
            .ThenBy(row => row.Id)
            .ToListAsync(cancellation);
        return [.. rows.Select(row => ConsultationReader.Booked(row, wholeTelephone: true, questions))];
    }

    private async IAsyncEnumerable<IReadOnlyList<object?>> ReservationsAsync(
        ReservationColumns columns,
        [EnumeratorCancellation] CancellationToken cancellation
    )
    {
        foreach (var (first, last) in Weeks())
        {
            await using var db = await authorized.OpenAsync(Permission.ViewReservations, cancellation);
            var named = Named(db, order.Id);
            var rows = await order
                .Reservations(db)
                .Where(row => row.Date >= first && row.Date <= last && named.Contains(row.BusinessId))
                .OrderBy(row => row.Date)
                .ThenBy(row => row.StartsAt)
                .ThenBy(row => row.Id)
                .Select(row => new ExportedReservation(
                    row,
                    row.Clinic!.Venue!.Details.Name,
                    db.Staff.Where(person => person.Id == row.ScrivenerId).Select(person => person.Name).FirstOrDefault()
                ))
                .ToListAsync(cancellation);
            foreach (var row in rows)
            {
                yield return columns.Cells(row);
            }
        }
    }

    private async IAsyncEnumerable<IReadOnlyList<object?>> RecordsAsync(
        Func<ExportedRecord, IEnumerable<IReadOnlyList<object?>>> cells,
        [EnumeratorCancellation] CancellationToken cancellation
    )
    {
        foreach (var (first, last) in Weeks())
        {
            await using var db = await authorized.OpenAsync(Permission.ViewConsultations, cancellation);
            var named = Named(db, order.Id);
            var rows = await order
                .Records(db)
                .Where(row => row.Date >= first && row.Date <= last && named.Contains(row.BusinessId))
                .OrderBy(row => row.Date)
                .ThenBy(row => row.Id)
                .Select(row => new ExportedRecord(
                    row,
                    row.Reservation!.Details.BusinessName,
                    row.Reservation!.Clinic!.Venue!.Details.Name,
                    row.Scrivener!.Name
                ))
                .ToListAsync(cancellation);
            foreach (var row in rows.SelectMany(cells))
            {
                yield return row;
            }
        }
    }

    /// <summary>The businesses that the audit row of this export names.</summary>
    internal static IQueryable<Guid> Named(PortalDbContext db, Guid order)
    {
        var row = db
            .Audit.Where(entry =>
                entry.Act == AuditActs.ExportMade && entry.SubjectKind == BulkExportService.OrderKind && entry.SubjectId == order
            )
            .OrderByDescending(entry => entry.Sequence)
            .Select(entry => entry.Sequence)
            .Take(1);
        return db.AuditedBusinesses.Where(entry => row.Contains(entry.Sequence)).Select(entry => entry.BusinessId);
    }

    private IEnumerable<(DateOnly First, DateOnly Last)> Weeks()
    {
        for (var first = order.From; first <= order.To; first = first.AddDays(DaysAtOnce))
        {
            var last = first.AddDays(DaysAtOnce - 1);
            yield return (first, last < order.To ? last : order.To);
        }
    }
}

/// <summary>A reservation with the names that its row shows.</summary>
internal sealed record ExportedReservation(Reservations.Reservation Reservation, string VenueName, string? ScrivenerName);

/// <summary>A record with the names that its row shows.</summary>
internal sealed record ExportedRecord(Consultations.ConsultationRecord Record, string BusinessName, string VenueName, string ScrivenerName);
