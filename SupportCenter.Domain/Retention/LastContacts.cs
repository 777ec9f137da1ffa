using SupportCenter.Domain.Businesses;
using SupportCenter.Domain.Consultations;
using SupportCenter.Domain.Data;
using SupportCenter.Domain.Reservations;

namespace SupportCenter.Domain.Retention;

/// <summary>When a business was last heard of, read off what is stored of it, so that no date has to be kept in step: an appointment that
/// was not cancelled (a future one too), the day a booking was received or cancelled, a record, a paper, a call-back from its number;
/// where there is none of these, the day it was first entered. What staff do with the data later (look, correct, print) is no
/// contact.</summary>
internal static class LastContacts
{
    /// <summary>The businesses with no contact on or after that day; canaries, which are nobody, are not among them.</summary>
    public static IQueryable<Business> SilentSince(this IQueryable<Business> businesses, PortalDbContext db, DateOnly day)
    {
        var utc = StartOf(day);
        return businesses.Where(row =>
            !db.Reservations.Any(booked =>
                booked.BusinessId == row.Id
                && (
                    booked.ReceivedOn >= day
                    || (booked.Date >= day && booked.Status != ReservationStatus.Cancelled)
                    || booked.Changes.Any(change => change.Act == ReservationAct.Cancelled && change.AtUtc >= utc)
                )
            )
            && !db.Records.Any(record => record.BusinessId == row.Id && record.Date >= day)
            && !db.Documents.Any(paper => paper.BusinessId == row.Id && paper.UploadedAtUtc >= utc)
            && !db.DocumentContents.Any(content => content.BusinessId == row.Id && content.TouchedAtUtc >= utc)
            && !db.Callbacks.Any(call => call.TelephoneKey != null && call.TelephoneKey == row.TelephoneKey && call.QueuedAtUtc >= utc)
            && (
                row.FirstSeenAtUtc < utc
                || db.Reservations.Any(booked => booked.BusinessId == row.Id)
                || db.Documents.Any(paper => paper.BusinessId == row.Id)
                || db.Callbacks.Any(call => call.TelephoneKey != null && call.TelephoneKey == row.TelephoneKey)
            )
            && !db.Canaries.Any(canary => canary.BusinessId == row.Id)
        );
    }

    /// <summary>Those that nothing keeps: no hold is in force, and no record lies there as a draft (下書き).</summary>
    public static IQueryable<Business> KeptByNothing(this IQueryable<Business> businesses, PortalDbContext db, DateOnly today) =>
        businesses.Where(row =>
            !db.Records.Any(record => record.BusinessId == row.Id && record.Status == RecordStatus.Draft)
            && !db.RetentionHolds.Any(hold =>
                hold.BusinessId == row.Id && hold.LiftedAtUtc == null && (hold.Until == null || hold.Until >= today)
            )
        );

    /// <summary>Callers who were never booked, and whose number is no business's: they fall due by themselves.</summary>
    public static IQueryable<CallbackRequest> OfNobodySince(this IQueryable<CallbackRequest> calls, PortalDbContext db, DateOnly day)
    {
        var utc = StartOf(day);
        return calls.Where(call =>
            call.QueuedAtUtc < utc
            && (call.SettledAtUtc == null || call.SettledAtUtc < utc)
            && (call.ReservationId == null || !db.Reservations.Any(booked => booked.Id == call.ReservationId))
            && call.TelephoneKey != null
            && !db.Businesses.Any(row => row.TelephoneKey == call.TelephoneKey)
        );
    }

    /// <summary>The dates of the last contact of each kind, the latest of which is <see cref="Contacts.Last"/>.</summary>
    public static IQueryable<Contacts> Of(PortalDbContext db, IQueryable<Business> businesses) =>
        businesses.Select(row => new Contacts
        {
            BusinessId = row.Id,
            FirstSeenAtUtc = row.FirstSeenAtUtc,
            Visit = db
                .Reservations.Where(booked => booked.BusinessId == row.Id && booked.Status != ReservationStatus.Cancelled)
                .Max(booked => (DateOnly?)booked.Date),
            Received = db.Reservations.Where(booked => booked.BusinessId == row.Id).Max(booked => (DateOnly?)booked.ReceivedOn),
            CancelledAtUtc = db
                .Reservations.Where(booked => booked.BusinessId == row.Id)
                .SelectMany(booked => booked.Changes)
                .Where(change => change.Act == ReservationAct.Cancelled)
                .Max(change => (DateTime?)change.AtUtc),
            Record = db.Records.Where(record => record.BusinessId == row.Id).Max(record => (DateOnly?)record.Date),
            UploadedAtUtc = db.Documents.Where(paper => paper.BusinessId == row.Id).Max(paper => (DateTime?)paper.UploadedAtUtc),
            CalledAtUtc = db
                .Callbacks.Where(call => call.TelephoneKey != null && call.TelephoneKey == row.TelephoneKey)
                .Max(call => (DateTime?)call.QueuedAtUtc),
        });

    /// <summary>Midnight in Tokyo.</summary>
    private static DateTime StartOf(DateOnly day) => CentreTime.ToUtc(day, TimeOnly.MinValue);
}

/// <summary>When a business was last heard of in each way.</summary>
internal sealed record Contacts
{
    public required Guid BusinessId { get; init; }

    public required DateTime FirstSeenAtUtc { get; init; }

    public DateOnly? Visit { get; init; }

    public DateOnly? Received { get; init; }

    public DateTime? CancelledAtUtc { get; init; }

    public DateOnly? Record { get; init; }

    public DateTime? UploadedAtUtc { get; init; }

    public DateTime? CalledAtUtc { get; init; }

    /// <summary>The date of the last contact, in Tokyo.</summary>
    public DateOnly Last =>
        new[] { Visit, Received, Day(CancelledAtUtc), Record, Day(UploadedAtUtc), Day(CalledAtUtc) }.Max() ?? Day(FirstSeenAtUtc)!.Value;

    private static DateOnly? Day(DateTime? utc) => utc is { } at ? DateOnly.FromDateTime(CentreTime.ToCivil(at)) : null;
}
