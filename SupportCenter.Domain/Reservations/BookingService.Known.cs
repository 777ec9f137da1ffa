using Microsoft.EntityFrameworkCore;
using SupportCenter.Domain.Access;
using SupportCenter.Domain.Audit;
using SupportCenter.Domain.Businesses;
using SupportCenter.Domain.Data;
using SupportCenter.Domain.Forms;
using SupportCenter.Domain.Text;

namespace SupportCenter.Domain.Reservations;

/// <summary>What the form is told while the caller speaks: who this may be, and what to ask.</summary>
public sealed partial class BookingService
{
    private const int SuggestsAtMost = 8;

    /// <summary>At most eight known businesses for a half-typed name or number, in any width, kana or punctuation; the number decides
    /// first.</summary>
    [RequiresPermission(Permission.BookReservations)]
    public async Task<IReadOnlyList<KnownBusiness>> SuggestAsync(string? name, string? telephone, CancellationToken ct = default)
    {
        IReadOnlyList<KnownBusiness> known;
        await using (var db = await authorized.OpenAsync(Permission.BookReservations, ct))
        {
            known = await new KnownBusinesses(db, database, authorized.Today).SuggestAsync(name, telephone, SuggestsAtMost, ct);
        }

        await authorized.NoteListedAsync(
            Permission.BookReservations,
            AuditActs.BusinessesSuggested,
            nameof(KnownBusiness),
            known.Select(business => business.Id),
            ct
        );
        return known;
    }

    /// <summary>What the form is filled in with when a known business is picked: what was said last, and the visit counted. Null when
    /// there is no such business.</summary>
    [RequiresPermission(Permission.BookReservations)]
    public async Task<ReservationDetails?> PrefillAsync(Guid businessId, CancellationToken ct = default)
    {
        await using var work = await authorized.BeginAsync(Permission.BookReservations, AuditActs.BusinessViewed, ct);
        var business = await work.Db.Businesses.AsNoTracking().FirstOrDefaultAsync(row => row.Id == businessId, ct);
        if (business is null)
        {
            return null;
        }

        var histories = await VisitHistory.ReadAsync(work.Db, [businessId], authorized.Today, ct);
        work.Note(
            nameof(Business),
            businessId,
            businessId,
            nameof(Business.Name),
            nameof(Business.ContactName),
            nameof(Business.Telephone)
        );
        await work.CommitAsync(ct);
        var details = business.LatestDetails();
        details.VisitNumber = histories.GetValueOrDefault(businessId, VisitHistory.None).NextNumber;
        return details;
    }

    /// <summary>What a cancelled reservation said, to book it again: the answers to the questions that are asked today, and the visit
    /// counted anew. The number is in clear there. Null when there is no such reservation, or it was not cancelled.</summary>
    [RequiresPermission(Permission.BookReservations)]
    public async Task<CancelledBooking?> PrefillAgainAsync(Guid reservationId, CancellationToken ct = default)
    {
        await using var work = await authorized.BeginAsync(Permission.BookReservations, AuditActs.TelephoneRevealed, ct);
        var row = await work
            .Db.Reservations.AsNoTracking()
            .VisibleTo(work.Db)
            .FirstOrDefaultAsync(row => row.Id == reservationId && row.Status == ReservationStatus.Cancelled, ct);
        if (row is null)
        {
            return null;
        }

        var business = (await new KnownBusinesses(work.Db, database, authorized.Today).ViewsAsync([row.BusinessId], ct)).Single();
        work.Note(nameof(Reservation), row.Id, row.BusinessId, nameof(ReservationDetails.Telephone));
        await work.CommitAsync(ct);
        var details = row.Details;
        details.Telephone = details.Telephone is { Length: > 0 } number ? Telephone.Format(number) : "";
        details.Answers = await AnswersOfTodayAsync(work.Db, details.Answers, ct);
        details.VisitNumber = business.NextVisitNumber;
        return new CancelledBooking(business, row.VenueId, details);
    }

    /// <summary>The businesses that may be the caller's own under another spelling or number, and reservations that it already has; for
    /// the form to show before it is saved.</summary>
    [RequiresPermission(Permission.BookReservations)]
    public async Task<IReadOnlyList<LikelyDuplicate>> FindDuplicatesAsync(
        ReservationDetails details,
        Guid? businessId = null,
        CancellationToken ct = default
    )
    {
        IReadOnlyList<LikelyDuplicate> likely;
        await using (var db = await authorized.OpenAsync(Permission.BookReservations, ct))
        {
            likely =
            [
                .. (
                    await new KnownBusinesses(db, database, authorized.Today).DuplicatesAsync(FormFields.Cleaned(details), businessId, ct)
                ).Take(SuggestsAtMost),
            ];
        }

        await authorized.NoteListedAsync(
            Permission.BookReservations,
            AuditActs.BusinessesSuggested,
            nameof(LikelyDuplicate),
            likely.Select(one => one.Business.Id),
            ct
        );
        return likely;
    }

    /// <summary>The questions that are asked today, the industries that are offered, and the venues and scriveners one may wish
    /// for.</summary>
    [RequiresPermission(Permission.ViewReservations)]
    public async Task<BookingChoices> ChoicesAsync(CancellationToken ct = default)
    {
        await using var db = await authorized.OpenAsync(Permission.ViewReservations, ct);
        var industries = await db.Industries.Where(row => row.IsOffered).NamesAsync(ct);
        var venues = await db.Venues.Where(row => row.Details.IsUsed).ChoicesAsync(ct);
        var scriveners = await db
            .Staff.Where(StaffMember.ActiveOn(authorized.Today))
            .Where(row => row.Role == Role.Scrivener)
            .ChoicesAsync(ct);
        return new BookingChoices(await QuestionsOfTodayAsync(db, ct), industries, venues, scriveners);
    }

    private async Task<List<QuestionView>> QuestionsOfTodayAsync(PortalDbContext db, CancellationToken ct)
    {
        var questions = await db.Questions.AsNoTracking().OrderBy(row => row.Order).ToListAsync(ct);
        return [.. questions.Where(row => row.IsAskedOn(authorized.Today)).Select(row => new QuestionView(row.Id, row.Text))];
    }
}
