using SupportCenter.Domain;
using SupportCenter.Domain.Reservations;
using SupportCenter.Domain.Text;

namespace SupportCenter.Portal.Reservations;

/// <summary>How a column of the reservation list is on the screen: its head, what it is sorted by, whether it has a filter, and the
/// class of its cells (which also decides what a card on a narrow screen shows).</summary>
public sealed record GridColumn(ReservationColumn Column, string? SortBy, bool IsFiltered, string Class)
{
    private static readonly Dictionary<ReservationColumn, GridColumn> Known = new GridColumn[]
    {
        new(ReservationColumn.Business, null, true, "c-business"),
        new(ReservationColumn.Date, ReservationSort.Date, true, "c-date"),
        new(ReservationColumn.Time, null, false, "c-time"),
        new(ReservationColumn.Venue, null, true, "c-venue"),
        new(ReservationColumn.Contact, null, false, "c-contact"),
        new(ReservationColumn.Telephone, null, false, "c-telephone"),
        new(ReservationColumn.Status, ReservationSort.Status, true, "c-status"),
        new(ReservationColumn.Ward, ReservationSort.Ward, true, "c-ward"),
        new(ReservationColumn.Industry, ReservationSort.Industry, true, "c-industry"),
        new(ReservationColumn.Employees, null, false, "c-number"),
        new(ReservationColumn.Grant, null, false, "c-short"),
        new(ReservationColumn.Loan, null, false, "c-short"),
        new(ReservationColumn.Wish, null, false, "c-text"),
        new(ReservationColumn.Visit, null, false, "c-number"),
        new(ReservationColumn.Memo, null, false, "c-text"),
        new(ReservationColumn.ReceivedOn, ReservationSort.ReceivedOn, true, "c-date2"),
        new(ReservationColumn.ReceivedBy, null, false, "c-short"),
        new(ReservationColumn.Scrivener, null, true, "c-scrivener"),
    }.ToDictionary(column => column.Column);

    /// <summary>The words at the head, in the language of the screen.</summary>
    public string Title => TitleOf(Column);

    public static GridColumn Of(ReservationColumn column) => Known[column];

    public static string TitleOf(ReservationColumn column) =>
        column switch
        {
            ReservationColumn.Business => ReservationPageTexts.ColumnBusiness,
            ReservationColumn.Date => ReservationPageTexts.ColumnDate,
            ReservationColumn.Time => ReservationPageTexts.ColumnTime,
            ReservationColumn.Venue => ReservationPageTexts.ColumnVenue,
            ReservationColumn.Contact => ReservationPageTexts.ColumnContact,
            ReservationColumn.Telephone => ReservationPageTexts.ColumnTelephone,
            ReservationColumn.Status => ReservationPageTexts.ColumnStatus,
            ReservationColumn.Ward => ReservationPageTexts.ColumnWard,
            ReservationColumn.Industry => ReservationPageTexts.ColumnIndustry,
            ReservationColumn.Employees => ReservationPageTexts.ColumnEmployees,
            ReservationColumn.Grant => ReservationPageTexts.ColumnGrant,
            ReservationColumn.Loan => ReservationPageTexts.ColumnLoan,
            ReservationColumn.Wish => ReservationPageTexts.ColumnWish,
            ReservationColumn.Visit => ReservationPageTexts.ColumnVisit,
            ReservationColumn.Memo => ReservationPageTexts.ColumnMemo,
            ReservationColumn.ReceivedOn => ReservationPageTexts.ColumnReceivedOn,
            ReservationColumn.ReceivedBy => ReservationPageTexts.ColumnReceivedBy,
            _ => ReservationPageTexts.ColumnScrivener,
        };

    /// <summary>What is in the cell of a row; telephone and status are drawn by the row itself.</summary>
    public string? TextOf(ReservationRow row) =>
        Column switch
        {
            ReservationColumn.Date => ScreenDate.Short(row.Date),
            ReservationColumn.Time => ReservationFormatter.Times(row.StartsAt, row.EndsAt),
            ReservationColumn.Venue => row.VenueName,
            ReservationColumn.Contact => row.ContactName,
            ReservationColumn.Ward => row.Ward?.Label(),
            ReservationColumn.Industry => row.Industry,
            ReservationColumn.Employees => ReservationFormatter.People(row.EmployeeCount),
            ReservationColumn.Grant => row.GrantApplied?.Label(),
            ReservationColumn.Loan => row.LoanUsed?.Label(),
            ReservationColumn.Wish => Shortened(row.WishedMeasure),
            ReservationColumn.Visit => ReservationFormatter.Visit(row.VisitNumber),
            ReservationColumn.Memo => Shortened(row.Memo),
            ReservationColumn.ReceivedOn => ScreenDate.Short(row.ReceivedOn),
            ReservationColumn.ReceivedBy => row.ReceivedBy,
            ReservationColumn.Scrivener => row.ScrivenerName,
            _ => null,
        };

    // The whole text is in the quick view and on the page; a list needs its beginning. A character of two code units stays whole.
    private static string? Shortened(string? text)
    {
        const int Longest = 48;
        if (text is null || text.Length <= Longest)
        {
            return text;
        }

        return string.Concat(text.AsSpan(0, char.IsHighSurrogate(text[Longest - 1]) ? Longest - 1 : Longest), "…");
    }
}
