using System.ComponentModel.DataAnnotations;
using SupportCenter.Domain.Access;
using SupportCenter.Domain.Data;
using SupportCenter.Domain.Forms;
using SupportCenter.Domain.Reports;
using SupportCenter.Domain.Text;

namespace SupportCenter.Domain.Reservations;

/// <summary>What the reservation list is narrowed down to; what is empty does not narrow it.</summary>
public sealed record ReservationFilter
{
    /// <summary>The first clinic date.</summary>
    [Display(Name = nameof(ReservationListTexts.From), ResourceType = typeof(ReservationListTexts))]
    public DateOnly? From { get; set; }

    /// <summary>The last clinic date (inclusive).</summary>
    [Display(Name = nameof(ReservationListTexts.To), ResourceType = typeof(ReservationListTexts))]
    public DateOnly? To { get; set; }

    [Display(Name = nameof(ReservationListTexts.Venue), ResourceType = typeof(ReservationListTexts))]
    public Guid? VenueId { get; set; }

    [Display(Name = nameof(ReservationListTexts.Ward), ResourceType = typeof(ReservationListTexts))]
    public Ward? Ward { get; set; }

    [Display(Name = nameof(ReservationListTexts.Status), ResourceType = typeof(ReservationListTexts))]
    public ReservationStatus? Status { get; set; }

    /// <summary>The industry exactly as it was noted.</summary>
    [LocalizedMaxLength(60), Display(Name = nameof(ReservationListTexts.Industry), ResourceType = typeof(ReservationListTexts))]
    public string? Industry { get; set; }

    [Display(Name = nameof(ReservationListTexts.Scrivener), ResourceType = typeof(ReservationListTexts))]
    public Guid? ScrivenerId { get; set; }

    /// <summary>A period relative to today, beside or instead of fixed dates.</summary>
    [Display(Name = nameof(ReservationListTexts.PeriodLabel), ResourceType = typeof(ReservationListTexts))]
    public ReservationPeriod? Period { get; set; }

    /// <summary>The first day of receipt.</summary>
    [Display(Name = nameof(ReservationListTexts.ReceivedFrom), ResourceType = typeof(ReservationListTexts))]
    public DateOnly? ReceivedFrom { get; set; }

    /// <summary>The last day of receipt (inclusive).</summary>
    [Display(Name = nameof(ReservationListTexts.ReceivedTo), ResourceType = typeof(ReservationListTexts))]
    public DateOnly? ReceivedTo { get; set; }

    /// <summary>The person's own: those at their desk, or (for whoever books) those that they took down.</summary>
    public bool IsMine { get; set; }

    /// <summary>These rows and no others: what was selected for printing.</summary>
    public IReadOnlyList<Guid>? Only { get; set; }

    /// <summary>What a figure of the statistics counts.</summary>
    public CountedRows? Counted { get; set; }

    /// <summary>A piece of a business's name, of its contact person's name or of its telephone number, in any spelling. Personal: it never
    /// is in a URL.</summary>
    [LocalizedMaxLength(100)]
    [Display(
        Name = nameof(ReservationListTexts.Search),
        Description = nameof(ReservationListTexts.SearchHint),
        ResourceType = typeof(ReservationListTexts)
    )]
    public string? Search { get; set; }

    /// <summary>The reservations that fit everything but <see cref="Search"/>, for whoever opened the data, on that day.</summary>
    internal IQueryable<Reservation> Narrow(IQueryable<Reservation> rows, PortalDbContext db, DateOnly today)
    {
        var (first, last) = Dates(today);
        rows = first is { } from ? rows.Where(row => row.Date >= from) : rows;
        rows = last is { } to ? rows.Where(row => row.Date <= to) : rows;
        rows = ReceivedFrom is { } received ? rows.Where(row => row.ReceivedOn >= received) : rows;
        rows = ReceivedTo is { } until ? rows.Where(row => row.ReceivedOn <= until) : rows;
        rows = VenueId is { } venue ? rows.Where(row => row.VenueId == venue) : rows;
        rows = Ward is { } ward ? rows.Where(row => row.Details.Ward == ward) : rows;
        rows = Status is { } status ? rows.Where(row => row.Status == status) : rows;
        rows = VisibleText.Trimmed(Industry ?? "") is { Length: > 0 } industry ? rows.Where(row => row.Details.Industry == industry) : rows;
        rows = ScrivenerId is { } scrivener ? rows.Where(row => row.ScrivenerId == scrivener) : rows;
        rows = Only is { } only ? rows.Where(row => only.Contains(row.Id)) : rows;
        rows = IsMine ? Own(rows, db.AccessContext) : rows;
        return Counted?.Narrow(rows, db, today) ?? rows;
    }

    /// <summary>The dates that both the period and the fixed dates allow.</summary>
    private (DateOnly? From, DateOnly? To) Dates(DateOnly today)
    {
        var (from, to) = Period?.DatesOn(today) ?? (null, null);
        return (from > From || From is null ? from : From, to < To || To is null ? to : To);
    }

    private static IQueryable<Reservation> Own(IQueryable<Reservation> rows, AccessContext viewer)
    {
        var me = viewer.Me;
        return viewer.SeesOnlyOwn ? rows.Where(row => row.ScrivenerId == me) : rows.Where(row => row.ReceivedById == me);
    }
}

/// <summary>The columns that the list can be sorted by: each has an index of its own.</summary>
public static class ReservationSort
{
    public const string Date = "date";
    public const string Ward = "ward";
    public const string Industry = "industry";
    public const string Status = "status";
    public const string ReceivedOn = "received";

    /// <summary>The rows in the order of a column (unknown: the clinic date), and within it by date, time and id.</summary>
    internal static IQueryable<Reservation> Sort(IQueryable<Reservation> rows, string? by, bool descending) =>
        by switch
        {
            Ward => descending
                ? rows.OrderByDescending(row => row.Details.Ward)
                    .ThenByDescending(row => row.Date)
                    .ThenByDescending(row => row.StartsAt)
                    .ThenByDescending(row => row.Id)
                : rows.OrderBy(row => row.Details.Ward).ThenBy(row => row.Date).ThenBy(row => row.StartsAt).ThenBy(row => row.Id),
            Industry => descending
                ? rows.OrderByDescending(row => row.Details.Industry)
                    .ThenByDescending(row => row.Date)
                    .ThenByDescending(row => row.StartsAt)
                    .ThenByDescending(row => row.Id)
                : rows.OrderBy(row => row.Details.Industry).ThenBy(row => row.Date).ThenBy(row => row.StartsAt).ThenBy(row => row.Id),
            Status => descending
                ? rows.OrderByDescending(row => row.Status)
                    .ThenByDescending(row => row.Date)
                    .ThenByDescending(row => row.StartsAt)
                    .ThenByDescending(row => row.Id)
                : rows.OrderBy(row => row.Status).ThenBy(row => row.Date).ThenBy(row => row.StartsAt).ThenBy(row => row.Id),
            ReceivedOn => descending
                ? rows.OrderByDescending(row => row.ReceivedOn)
                    .ThenByDescending(row => row.Date)
                    .ThenByDescending(row => row.StartsAt)
                    .ThenByDescending(row => row.Id)
                : rows.OrderBy(row => row.ReceivedOn).ThenBy(row => row.Date).ThenBy(row => row.StartsAt).ThenBy(row => row.Id),
            _ => descending
                ? rows.OrderByDescending(row => row.Date).ThenByDescending(row => row.StartsAt).ThenByDescending(row => row.Id)
                : rows.OrderBy(row => row.Date).ThenBy(row => row.StartsAt).ThenBy(row => row.Id),
        };
}
