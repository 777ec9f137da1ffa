using SupportCenter.Domain.Words;

namespace SupportCenter.Domain.Import;

/// <summary>
/// The booking (予約内容) as one row of the 予約一覧 or the upper half of a 相談票 tells it: every value as typed and as read.
/// A value that is missing or unreadable is null (or empty, for a text).
/// </summary>
public sealed record BookingReading
{
    /// <summary>The number in the list's own first column.</summary>
    public AsRead<int?> No { get; init; }

    public AsRead<DateOnly?> ReceivedOn { get; init; }

    public string ReceivedBy { get; init; } = "";

    public AsRead<DateOnly?> ClinicDate { get; init; }

    /// <summary>Whether nothing about the date is doubtful: the paper names its year, or the weekday confirms the one that was taken.</summary>
    public bool ClinicDateIsCertain { get; init; }

    public AsRead<TimeOnly?> Start { get; init; }

    public AsRead<TimeOnly?> End { get; init; }

    /// <summary>中京区役所, from 「中京区役所 会議室」.</summary>
    public AsRead<string> Venue { get; init; } = new("", "");

    /// <summary>As typed, legal form and 異体字 included; only the 様 or 御中 behind it is left out.</summary>
    public string BusinessName { get; init; } = "";

    public string ContactName { get; init; } = "";

    /// <summary>Digits only; empty when there are none.</summary>
    public AsRead<string> Telephone { get; init; } = new("", "");

    public AsRead<Ward?> Ward { get; init; }

    public string Industry { get; init; } = "";

    public AsRead<int?> EmployeeCount { get; init; }

    /// <summary>している, していない, 検討中 or 未確認; empty when the paper leaves it blank or says something else.</summary>
    public AsRead<string> GrantApplied { get; init; } = new("", "");

    /// <summary>As <see cref="GrantApplied"/>, for the loans.</summary>
    public AsRead<string> LoanUsed { get; init; } = new("", "");

    public string WishedMeasure { get; init; } = "";

    public AsRead<int?> VisitNumber { get; init; }

    public string Memo { get; init; } = "";

    /// <summary>What a person should look at.</summary>
    public IReadOnlyList<ImportDoubt> Doubts { get; init; } = [];

    internal BookingReading WithDoubt(ImportField? field, string sentence) =>
        Doubts.Contains(new ImportDoubt(field, sentence)) ? this : this with { Doubts = [.. Doubts, new ImportDoubt(field, sentence)] };

    internal BookingReading WithoutDoubt(ImportField field, string sentence) => this with { Doubts = [.. Doubts.Where(doubt => doubt != new ImportDoubt(field, sentence))] };
}
