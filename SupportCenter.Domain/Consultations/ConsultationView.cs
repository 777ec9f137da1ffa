using SupportCenter.Domain.Data;
using SupportCenter.Domain.Forms;
using SupportCenter.Domain.Reservations;
using SupportCenter.Domain.Text;

namespace SupportCenter.Domain.Consultations;

/// <summary>What the paper of a record shows: the upper half, the lower half, and what can be ticked.</summary>
public record RecordOnPaper
{
    public required Guid Id { get; init; }

    public required Guid BusinessId { get; init; }

    public required BookedPart Booked { get; init; }

    public required ConsultationDetails Details { get; init; }

    public required RecordStatus Status { get; init; }

    /// <summary>行政書士名.</summary>
    public required string ScrivenerName { get; init; }

    /// <summary>What can be ticked under 活用したい支援策, in the paper's order: what was offered on the clinic's date, and what is ticked
    /// already.</summary>
    public required IReadOnlyList<MeasureOption> Measures { get; init; }
}

/// <summary>The whole sheet as the viewer may see it: what the paper has, and what is beside the form.</summary>
public sealed record ConsultationView : RecordOnPaper
{
    /// <summary>Whether the viewer may open the business itself.</summary>
    public required bool IsBusinessOpen { get; init; }

    /// <summary>What the next save has to name: another's save in between changes it.</summary>
    public required Guid Version { get; init; }

    public required DateTime LastSavedAtUtc { get; init; }

    public string? LastSavedBy { get; init; }

    public DateTime? SubmittedAtUtc { get; init; }

    public DateTime? ConfirmedAtUtc { get; init; }

    public string? ConfirmedBy { get; init; }

    /// <summary>紹介先 that can be chosen, in their order: what is offered, and what is chosen already.</summary>
    public required IReadOnlyList<NamedChoice> Referrals { get; init; }

    /// <summary>The business's other records, newest first, as far as the viewer may read them.</summary>
    public required IReadOnlyList<EarlierRecord> Earlier { get; init; }

    /// <summary>Whether the viewer may change the text.</summary>
    public bool MayWrite { get; init; }

    /// <summary>Whether the viewer may confirm it now.</summary>
    public bool MayConfirm { get; init; }
}

/// <summary>予約内容: the upper half of the sheet, as it was said at the booking.</summary>
public sealed record BookedPart : BookedDetailsView
{
    public required Guid ReservationId { get; init; }

    public required DateOnly ReceivedOn { get; init; }

    public string? ReceivedBy { get; init; }

    public required DateOnly Date { get; init; }

    public required TimeOnly StartsAt { get; init; }

    public required TimeOnly EndsAt { get; init; }

    public required string VenueName { get; init; }

    /// <summary>The number with what belongs to it: masked on the screen; whole where the sheet is printed (ASVS 14.2.6).</summary>
    public string Telephone => Details.TelephoneText();

    /// <summary>確認事項 1, 2 …: what was asked on that day, in order, with the answer.</summary>
    public required IReadOnlyList<AskedQuestion> Questions { get; init; }

    public required ReservationStatus Status { get; init; }
}

/// <summary>One of the day's questions and what the caller said.</summary>
public sealed record AskedQuestion(string Text, Answer Answer);

/// <summary>A box under 活用したい支援策.</summary>
/// <param name="Level">0 for what is at the margin, 1 for what is part of it.</param>
/// <param name="HasBracket">Whether the box is the one with brackets behind it: 京都市の支援策( ).</param>
public sealed record MeasureOption(Guid Id, string Name, Issuer Issuer, int Level, bool HasBracket, string? Link);

/// <summary>Another record of the same business.</summary>
public sealed record EarlierRecord(
    Guid Id,
    DateOnly Date,
    string ScrivenerName,
    string? Summary,
    IReadOnlyList<GuidanceRow> Guidance,
    string? Impression,
    RecordStatus Status
);

/// <summary>What became of a save: the version that stands now, or how another's text differs.</summary>
public sealed record SaveOutcome(Guid Version, RecordStatus Status, ConsultationConflict? Conflict = null);

/// <summary>Another saved the same record since it was opened: their text, who and when. Nothing was stored of mine, and nothing of
/// theirs is lost.</summary>
public sealed record ConsultationConflict(
    Guid Version,
    RecordStatus Status,
    ConsultationDetails Theirs,
    IReadOnlyList<string> DifferentFields,
    string? SavedBy,
    DateTime SavedAtUtc
);

/// <summary>One change after 提出済: who made it, when, and the text before and after.</summary>
public sealed record VersionView(
    int Number,
    string ReplacedBy,
    DateTime ReplacedAtUtc,
    IReadOnlyList<string> ChangedFields,
    ConsultationDetails Before,
    ConsultationDetails After
);
