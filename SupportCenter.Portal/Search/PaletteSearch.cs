using SupportCenter.Domain.Access;
using SupportCenter.Domain.Businesses;
using SupportCenter.Domain.Data;
using SupportCenter.Domain.Reservations;
using SupportCenter.Domain.Schedule;
using SupportCenter.Domain.Text;
using SupportCenter.Portal.Reservations;
using SupportCenter.Portal.Security;

namespace SupportCenter.Portal.Search;

/// <summary>Searches pages, clinics, reservations and businesses with the use cases that their pages use: the same permissions, the same
/// rows in the audit log. What the person has no permission for is not asked for.</summary>
public sealed class PaletteSearch(
    PortalCaller me,
    ScheduleService schedule,
    ReservationListService reservations,
    BusinessListService businesses,
    TimeProvider time
)
{
    private const int MostOfKind = 6;

    /// <summary>One character fits too many names to tell anything.</summary>
    private const int FewestSigns = 2;

    /// <summary>The groups that have results, in their order.</summary>
    public async Task<IReadOnlyList<PaletteGroup>> FindAsync(string typed, CancellationToken ct)
    {
        typed = VisibleText.Trimmed(typed);
        var groups = new List<PaletteGroup> { new(SearchTexts.Pages, PalettePages.Find(typed, me.May)) };
        if (typed.Length >= FewestSigns)
        {
            groups.Add(new(SearchTexts.Clinics, me.May(Permission.ViewSchedule) ? await ClinicsAsync(typed, ct) : []));
            groups.Add(new(SearchTexts.Reservations, me.May(Permission.ViewReservations) ? await ReservationsAsync(typed, ct) : []));
            groups.Add(new(SearchTexts.Businesses, me.May(Permission.ViewBusinesses) ? await BusinessesAsync(typed, ct) : []));
        }

        return [.. groups.Where(group => group.Items.Count > 0)];
    }

    private async Task<IReadOnlyList<PaletteItem>> ClinicsAsync(string typed, CancellationToken ct)
    {
        var (date, venue) = Split(typed);
        var found = await schedule.SearchAsync(date, venue, MostOfKind, ct);
        return
        [
            .. found.Select(clinic => new PaletteItem(
                PortalUrls.Clinic(clinic.Id),
                $"{ScreenDate.Long(clinic.Date)} {clinic.VenueName}",
                clinic.Hours
            )),
        ];
    }

    private async Task<IReadOnlyList<PaletteItem>> ReservationsAsync(string typed, CancellationToken ct)
    {
        var page = new PageRequest(0, MostOfKind, ReservationSort.Date, Descending: true);
        var found = await reservations.ListAsync(new ReservationFilter { Search = typed }, page, ct);
        return
        [
            .. found.Rows.Select(row => new PaletteItem(
                PortalUrls.Reservation(row.Id),
                row.BusinessName,
                $"{ScreenDate.Short(row.Date)} {ReservationFormatter.Times(row.StartsAt, row.EndsAt)} {row.VenueName} {row.Status.Label()}"
            )),
        ];
    }

    private async Task<IReadOnlyList<PaletteItem>> BusinessesAsync(string typed, CancellationToken ct)
    {
        var found = await businesses.SearchAsync(typed, MostOfKind, ct);
        return
        [
            .. found.Select(row => new PaletteItem(
                PortalUrls.Business(row.Id),
                row.Name,
                string.Join(' ', new[] { row.Ward?.Label(), row.Industry, Visit(row.LastVisitOn) }.OfType<string>())
            )),
        ];
    }

    private static string? Visit(DateOnly? date) => date is { } day ? $"{SearchTexts.LastVisit} {ScreenDate.Short(day)}" : null;

    /// <summary>The day among the words that were typed, and the other words: 中京 12/10.</summary>
    private (DateOnly? Date, string Venue) Split(string typed)
    {
        var today = CentreTime.Today(time);
        DateOnly? Read(string text) =>
            JapaneseDate.ParseTyped(text, today, YearRule.Nearest) is { Doubts: DateDoubts.None or DateDoubts.YearTakenFromContext } reading
                ? reading.Date
                : null;
        if (Read(typed) is { } whole)
        {
            return (whole, "");
        }

        var words = typed.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        var day = words.Select(word => (Word: word, Date: Read(word))).FirstOrDefault(one => one.Date is not null);
        return (day.Date, string.Join(' ', words.Where(word => word != day.Word)));
    }
}
