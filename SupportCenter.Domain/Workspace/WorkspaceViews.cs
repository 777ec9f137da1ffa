using SupportCenter.Domain.Consultations;
using SupportCenter.Domain.Reservations;
using SupportCenter.Domain.Schedule;

namespace SupportCenter.Domain.Workspace;

/// <summary>What a scrivener finds in the morning.</summary>
/// <param name="Clinics">Today's clinics and the next ones with a desk of theirs.</param>
/// <param name="Today">Today's clients in time order.</param>
/// <param name="Unwritten">Clients of earlier days who have no record yet.</param>
/// <param name="Unfinished">Records begun on other days and not handed in.</param>
public sealed record ScrivenerDay(
    IReadOnlyList<ClinicOfDay> Clinics,
    IReadOnlyList<ClientOfDay> Today,
    IReadOnlyList<ClientOfDay> Unwritten,
    IReadOnlyList<ClientOfDay> Unfinished
)
{
    /// <summary>Who sits down at the scrivener's own desk next; null when nobody does any more today.</summary>
    public ClientOfDay? Next { get; init; }

    /// <summary>Whoever has come is next, else whoever is booked and whose time is not over; in the order of time. One whose record is
    /// handed in has been.</summary>
    internal static ClientOfDay? NextOf(IEnumerable<ClientOfDay> clients, TimeOnly clock) =>
        clients
            .Where(client => client.IsMine && client.RecordStatus is null or Consultations.RecordStatus.Draft)
            .FirstOrDefault(client =>
                client.Status == ReservationStatus.Arrived || (client.Status == ReservationStatus.Booked && client.EndsAt > clock)
            );
}

/// <summary>A clinic as the start page shows it.</summary>
public sealed record ClinicOfDay
{
    public required Guid Id { get; init; }

    public required DateOnly Date { get; init; }

    public required TimeOnly StartsAt { get; init; }

    public required TimeOnly EndsAt { get; init; }

    /// <inheritdoc cref="ClinicRow.Sessions" />
    public IReadOnlyList<SlotTime> Sessions { get; init; } = [];

    /// <inheritdoc cref="ClinicRow.Hours" />
    public string Hours => Timetable.Hours(StartsAt, EndsAt, Sessions);

    public required string VenueName { get; init; }

    public required IReadOnlyList<string> Scriveners { get; init; }

    /// <summary>How many slots can be booked in all.</summary>
    public required int Slots { get; init; }

    public StatusCounts Counts { get; init; } = new();

    /// <summary>How many of the slots have an active reservation.</summary>
    public int Taken => Counts.Active;

    public int Free => Math.Max(0, Slots - Taken);

    public bool IsClosed { get; init; }
}

/// <summary>A client as the start page shows them: no telephone number.</summary>
public sealed record ClientOfDay
{
    public required Guid ReservationId { get; init; }

    public required Guid BusinessId { get; init; }

    public required DateOnly Date { get; init; }

    public required TimeOnly StartsAt { get; init; }

    public required TimeOnly EndsAt { get; init; }

    public required string VenueName { get; init; }

    public required string BusinessName { get; init; }

    public required int DeskNumber { get; init; }

    public required Guid ScrivenerId { get; init; }

    public required string ScrivenerName { get; init; }

    /// <summary>Whether it is at the viewer's own desk, and not at a colleague's.</summary>
    public bool IsMine { get; init; }

    public string? WishedMeasure { get; init; }

    public required int VisitNumber { get; init; }

    public required ReservationStatus Status { get; init; }

    /// <summary>The record, where one was begun.</summary>
    public Guid? RecordId { get; init; }

    public RecordStatus? RecordStatus { get; init; }
}

/// <summary>A record that waits for the city.</summary>
public sealed record WaitingRecord(
    Guid Id,
    Guid BusinessId,
    DateOnly Date,
    string BusinessName,
    string ScrivenerName,
    DateTime? SubmittedAtUtc
);
