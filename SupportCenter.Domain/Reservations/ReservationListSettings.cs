using System.Collections.ObjectModel;
using SupportCenter.Domain.Text;

namespace SupportCenter.Domain.Reservations;

/// <summary>How a person wants the reservation list: columns in order, rows a page, saved filters. Enumerations, numbers and ids only:
/// there is no property that could hold a name or a telephone number.</summary>
public sealed record ReservationListSettings
{
    public const int MostFilters = 20;

    /// <summary>The page sizes that are offered.</summary>
    public static readonly IReadOnlyList<int> PageSizes = new ReadOnlyCollection<int>([25, 50, 100]);

    /// <summary>The columns in their order. The business is always the first: it names the row.</summary>
    public IReadOnlyList<ReservationColumn> Columns { get; init; } = [];

    public IReadOnlyList<SavedReservationFilter> Filters { get; init; } = [];

    public int PageSize { get; init; } = PageSizes[0];

    /// <summary>The columns that fit a desk's screen (1366 px) beside the menu, until a person chooses others: who books works with callers
    /// and their numbers, who consults with what the client wants.</summary>
    public static ReservationListSettings For(bool books) =>
        new()
        {
            Columns = books
                ?
                [
                    ReservationColumn.Business,
                    ReservationColumn.Date,
                    ReservationColumn.Time,
                    ReservationColumn.Venue,
                    ReservationColumn.Status,
                    ReservationColumn.Contact,
                    ReservationColumn.Telephone,
                    ReservationColumn.Scrivener,
                ]
                :
                [
                    ReservationColumn.Business,
                    ReservationColumn.Date,
                    ReservationColumn.Time,
                    ReservationColumn.Venue,
                    ReservationColumn.Status,
                    ReservationColumn.Visit,
                    ReservationColumn.Industry,
                    ReservationColumn.Wish,
                ],
        };

    /// <summary>A copy that holds only what is known and allowed: what is stored is never worse than this.</summary>
    public ReservationListSettings Cleaned() =>
        new()
        {
            Columns = [.. Columns.Where(Enum.IsDefined).Prepend(ReservationColumn.Business).Distinct()],
            Filters = [.. Filters.Where(filter => filter.IsSound).Distinct().Take(MostFilters)],
            PageSize = PageSizes.Contains(PageSize) ? PageSize : PageSizes[0],
        };
}

/// <summary>A filter that a person keeps. It has no name of its own, because a name is typed: the screen names it by what it
/// holds.</summary>
public sealed record SavedReservationFilter
{
    public ReservationPeriod? Period { get; init; }

    public Guid? VenueId { get; init; }

    public Ward? Ward { get; init; }

    public ReservationStatus? Status { get; init; }

    public Guid? ScrivenerId { get; init; }

    public bool IsMine { get; init; }

    /// <summary>Whether it narrows nothing.</summary>
    public bool IsEmpty => this == new SavedReservationFilter();

    internal bool IsSound =>
        !IsEmpty
        && (Period is null || Enum.IsDefined(Period.Value))
        && (Ward is null || Enum.IsDefined(Ward.Value))
        && (Status is null || Enum.IsDefined(Status.Value));

    /// <summary>What of a filter may be kept: neither what was searched for, nor the industry (free text), nor fixed dates.</summary>
    public static SavedReservationFilter Of(ReservationFilter filter) =>
        new()
        {
            Period = filter.Period,
            VenueId = filter.VenueId,
            Ward = filter.Ward,
            Status = filter.Status,
            ScrivenerId = filter.ScrivenerId,
            IsMine = filter.IsMine,
        };

    /// <summary>The filter of the list.</summary>
    public ReservationFilter ToFilter() =>
        new()
        {
            Period = Period,
            VenueId = VenueId,
            Ward = Ward,
            Status = Status,
            ScrivenerId = ScrivenerId,
            IsMine = IsMine,
        };
}
