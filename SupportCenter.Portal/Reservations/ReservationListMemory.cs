namespace SupportCenter.Portal.Reservations;

/// <summary>What a person searches the list for, kept on the server while the tab is open: it comes back with the way back to the list, and
/// is never in an address or in the browser.</summary>
public sealed class ReservationListMemory
{
    public string? Search { get; set; }

    public string? Industry { get; set; }
}
