using SupportCenter.Domain.Consultations;
using SupportCenter.Domain.Reservations;

namespace SupportCenter.Domain.Reports;

/// <summary>A reservation as one line of an export says it: what is written, and what an import reads again. A value that an import could
/// not read is null.</summary>
internal sealed class ReservationLine
{
    public Guid Id { get; set; }

    public DateOnly? Date { get; set; }

    public TimeOnly? StartsAt { get; set; }

    public TimeOnly? EndsAt { get; set; }

    public string? Venue { get; set; }

    public string? Scrivener { get; set; }

    public ReservationStatus? Status { get; set; }

    public bool IsWalkIn { get; set; }

    public DateOnly? ReceivedOn { get; set; }

    public string? ReceivedBy { get; set; }

    public Guid BusinessId { get; set; }

    public ReservationDetails Details { get; set; } = new();

    /// <summary>The answers by the words of their questions, as an import reads them: it has yet to find the questions.</summary>
    public List<NamedCell<Answer>> Answers { get; } = [];

    public static ReservationLine Of(ExportedReservation row) =>
        new()
        {
            Id = row.Reservation.Id,
            Date = row.Reservation.Date,
            StartsAt = row.Reservation.StartsAt,
            EndsAt = row.Reservation.EndsAt,
            Venue = row.VenueName,
            Scrivener = row.ScrivenerName,
            Status = row.Reservation.Status,
            IsWalkIn = row.Reservation.IsWalkIn,
            ReceivedOn = row.Reservation.ReceivedOn,
            ReceivedBy = row.Reservation.ReceivedByName,
            BusinessId = row.Reservation.BusinessId,
            Details = row.Reservation.Details,
        };
}

/// <summary>A record as one line of an export says it.</summary>
internal sealed class RecordLine
{
    public Guid Id { get; set; }

    public Guid ReservationId { get; set; }

    public Guid BusinessId { get; set; }

    public DateOnly? Date { get; set; }

    public string? Venue { get; set; }

    public string? Scrivener { get; set; }

    public RecordStatus? Status { get; set; }

    public DateTime? SubmittedAtUtc { get; set; }

    public DateTime? ConfirmedAtUtc { get; set; }

    public string? BusinessName { get; set; }

    public ConsultationDetails Details { get; set; } = new();

    /// <summary>The measures that are ticked, as an import reads them.</summary>
    public List<NamedCell<bool>> Measures { get; } = [];

    /// <summary>What was explained, as an import reads it, in the order of its numbers.</summary>
    public List<GuidanceLine> Guidance { get; } = [];

    public static RecordLine Of(ExportedRecord row) =>
        new()
        {
            Id = row.Record.Id,
            ReservationId = row.Record.ReservationId,
            BusinessId = row.Record.BusinessId,
            Date = row.Record.Date,
            Venue = row.VenueName,
            Scrivener = row.ScrivenerName,
            Status = row.Record.Status,
            SubmittedAtUtc = row.Record.SubmittedAtUtc,
            ConfirmedAtUtc = row.Record.ConfirmedAtUtc,
            BusinessName = row.BusinessName,
            Details = row.Record.Details,
        };
}

/// <summary>A measure that was explained, as one line of an export says it.</summary>
internal sealed class GuidanceLine
{
    public Guid RecordId { get; set; }

    public int Number { get; set; }

    public GuidanceRow Row { get; set; } = new();

    /// <summary>The names of rows of a catalogue, by the property that refers to them.</summary>
    public Dictionary<string, string> Names { get; } = new(StringComparer.Ordinal);
}

/// <summary>What is under a head that names a row of a catalogue.</summary>
/// <param name="Name">The words of the row.</param>
/// <param name="Nth">How many columns before it have the same words.</param>
/// <param name="Value">What the cell says.</param>
internal sealed record NamedCell<T>(string Name, int Nth, T Value);
