using SupportCenter.Domain.Reservations;

namespace SupportCenter.Portal.Reservations;

/// <summary>What a person searches the list for, kept on the server while the tab is open: it comes back with the way back to the list, and
/// is never in an address or in the browser.</summary>
public sealed class ReservationListMemory
{
    private string? search;
    private string? industry;
    private IReadOnlyList<string>? otherThan;

    /// <summary>The address of the rows of a figure to which the texts belong; null where they belong to the list itself.</summary>
    private ReservationFilter? counting;

    /// <summary>What an address asks for, with what it cannot say. The rows of a figure are never narrowed by what was searched for
    /// before, nor the list by what a figure was of.</summary>
    public ReservationFilter Complete(ReservationFilter address)
    {
        if ((address.Counted is null ? null : address) != counting)
        {
            Keep(address);
        }

        return address with
        {
            Search = search,
            Industry = industry,
            Counted = address.Counted is { } counted ? counted with { OtherThan = otherThan } : null,
        };
    }

    /// <summary>Keeps what the address of a filter cannot say; gives what it can.</summary>
    public ReservationFilter Keep(ReservationFilter filter)
    {
        (search, industry, otherThan) = (filter.Search, filter.Industry, filter.Counted?.OtherThan);
        var address = filter with
        {
            Search = null,
            Industry = null,
            Only = null,
            Counted = filter.Counted is { } counted ? counted with { OtherThan = null } : null,
        };
        counting = address.Counted is null ? null : address;
        return address;
    }
}
