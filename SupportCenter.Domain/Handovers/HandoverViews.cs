namespace SupportCenter.Domain.Handovers;

/// <summary>Which handovers are listed.</summary>
/// <param name="Search">What the text holds; empty for all.</param>
/// <param name="Done">Those that are done, instead of the open ones.</param>
public sealed record HandoverFilter(string? Search = null, bool Done = false);

/// <summary>A handover as screens and the day sheet show it.</summary>
public sealed record HandoverRow
{
    public required Guid Id { get; init; }

    public required string Text { get; init; }

    public Guid? ClinicId { get; init; }

    /// <summary>The day of the clinic or of the reservation.</summary>
    public DateOnly? Date { get; init; }

    /// <summary>When the reservation begins.</summary>
    public TimeOnly? StartsAt { get; init; }

    public string? VenueName { get; init; }

    public Guid? ReservationId { get; init; }

    public Guid? BusinessId { get; init; }

    public Guid? CallbackId { get; init; }

    /// <summary>Whom it is about, where it is about a business or a caller.</summary>
    public string? BusinessName { get; init; }

    /// <summary>Who has to see to it; null for whoever is there.</summary>
    public string? Owner { get; init; }

    public bool IsMineToDo { get; init; }

    public DateOnly? DueOn { get; init; }

    public bool IsForReception { get; init; }

    public required string WrittenBy { get; init; }

    public required DateTime WrittenAtUtc { get; init; }

    public string? DoneBy { get; init; }

    public DateTime? DoneAtUtc { get; init; }

    public bool IsDone => DoneAtUtc is not null;
}

/// <summary>What a handover can be given to.</summary>
/// <param name="Clinics">The clinics of today and the next two weeks.</param>
/// <param name="Venues">The venues that are used.</param>
/// <param name="People">Those who may see to it.</param>
public sealed record HandoverChoices(
    IReadOnlyList<HandoverClinic> Clinics,
    IReadOnlyList<HandoverChoice> Venues,
    IReadOnlyList<HandoverChoice> People
);

/// <summary>A clinic to which something can be handed over.</summary>
public sealed record HandoverClinic(Guid Id, DateOnly Date, string VenueName, string Scriveners);

/// <summary>A venue or a member of staff.</summary>
public sealed record HandoverChoice(Guid Id, string Name);
