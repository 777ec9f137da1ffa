using SupportCenter.Domain.Access;

namespace SupportCenter.Domain.Oversight;

/// <summary>An inspection as it is listed.</summary>
public sealed record InspectionRow(
    Guid Id,
    int FiscalYear,
    int Number,
    string Party,
    DateOnly InspectedOn,
    InspectionMode Mode,
    InspectionState State,
    int Judged,
    int Items,
    int Findings,
    int OpenCorrections,
    int OverdueCorrections
);

/// <summary>One item of an inspection.</summary>
public sealed record FindingRow
{
    public required Guid Id { get; init; }

    /// <summary>1, 2, 3 … within the inspection.</summary>
    public required int Number { get; init; }

    public required string Text { get; init; }

    public required string Basis { get; init; }

    public string? How { get; init; }

    /// <summary>Which version of the item it is.</summary>
    public required int ItemNumber { get; init; }

    public required EvidenceKind Evidence { get; init; }

    public required IReadOnlyList<EvidenceFact> Facts { get; init; }

    public DateTime? FactsAtUtc { get; init; }

    public long? FactsSequence { get; init; }

    public required AnswerState State { get; init; }

    public string? Answer { get; init; }

    public string? AnsweredBy { get; init; }

    public DateTime? AnsweredAtUtc { get; init; }

    public FindingResult? Result { get; init; }

    public FindingSeverity? Severity { get; init; }

    public string? Note { get; init; }

    public string? JudgedBy { get; init; }

    public DateTime? JudgedAtUtc { get; init; }

    public required IReadOnlyList<CorrectionRow> Corrections { get; init; }

    public required Guid Version { get; init; }

    /// <summary>Whether something is wrong.</summary>
    public bool IsFinding => Result is FindingResult.Partly or FindingResult.Fails;
}

/// <summary>What has to be put right.</summary>
public sealed record CorrectionRow
{
    public required Guid Id { get; init; }

    public required string Wanted { get; init; }

    public required DateOnly DueOn { get; init; }

    public required AnswerState State { get; init; }

    public required bool IsOverdue { get; init; }

    public string? Answer { get; init; }

    public string? AnsweredBy { get; init; }

    public DateTime? AnsweredAtUtc { get; init; }

    public string? ReturnReason { get; init; }

    public string? VerifiedBy { get; init; }

    public DateTime? VerifiedAtUtc { get; init; }

    public required Guid Version { get; init; }
}

/// <summary>One inspection.</summary>
public sealed record InspectionView
{
    public required Guid Id { get; init; }

    public required int FiscalYear { get; init; }

    public required int Number { get; init; }

    public required Guid ContractId { get; init; }

    public required string Party { get; init; }

    public required string Work { get; init; }

    public required InspectionState State { get; init; }

    public required InspectionDetails Details { get; init; }

    public required string OpenedBy { get; init; }

    public required DateTime OpenedAtUtc { get; init; }

    public string? ClosedBy { get; init; }

    public DateTime? ClosedAtUtc { get; init; }

    public required IReadOnlyList<FindingRow> Items { get; init; }

    public required Guid Version { get; init; }
}

/// <summary>What is asked of an organisation: an item to answer, or a correction to report.</summary>
/// <param name="Id">The item or the correction.</param>
/// <param name="IsCorrection">Which of the two it is.</param>
/// <param name="Inspection">How the inspection is called.</param>
/// <param name="Text">The item, or what has to be put right.</param>
/// <param name="Basis">Why it is asked; of a correction the item that it is about.</param>
/// <param name="DueOn">By when; null where no day was set.</param>
/// <param name="IsOverdue">Whether that day has passed.</param>
/// <param name="State">How far it is.</param>
/// <param name="Answer">What was answered.</param>
/// <param name="ReturnReason">Why the last answer did not suffice.</param>
/// <param name="Version">The version that was read.</param>
public sealed record AskedRow(
    Guid Id,
    bool IsCorrection,
    string Inspection,
    string Text,
    string Basis,
    DateOnly? DueOn,
    bool IsOverdue,
    AnswerState State,
    string? Answer,
    string? ReturnReason,
    Guid Version
);

/// <summary>What of the inspections waits for the city.</summary>
/// <param name="OpenCorrections">Corrections that nobody verified.</param>
/// <param name="OverdueCorrections">Those whose day has passed.</param>
/// <param name="AnsweredCorrections">Those that wait for the city to verify them.</param>
/// <param name="FirstDueOn">The first day by which one is due.</param>
/// <param name="NotInspected">Parties of contracts of today that were not inspected in the fiscal year.</param>
public sealed record OversightDue(
    int OpenCorrections,
    int OverdueCorrections,
    int AnsweredCorrections,
    DateOnly? FirstDueOn,
    IReadOnlyList<string> NotInspected
);

/// <summary>A contract in the table of a fiscal year.</summary>
public sealed record YearRow(
    string Party,
    Organisation Organisation,
    DateOnly? InspectedOn,
    InspectionMode? Mode,
    int Conforms,
    int Partly,
    int Fails,
    int NotApplicable,
    int Corrections,
    int Verified,
    int Overdue
);

/// <summary>The oversight of a fiscal year.</summary>
public sealed record OversightYear(int FiscalYear, IReadOnlyList<YearRow> Rows, DoubleCheckResult DoubleCheck);
