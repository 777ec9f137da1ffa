using SupportCenter.Domain.Text;

namespace SupportCenter.Domain.Import;

/// <summary>
/// The booking (予約内容) as one row of the 予約一覧 or the upper half of a 相談票 tells it: every value as typed and as read.
/// A value that is missing or unreadable is null (or empty, for a text).
///</summary>
public sealed record BookingReading
{
    private static readonly Dictionary<string, object> NothingFurther = [];

    /// <summary>The number in the list's own first column.</summary>
    public ReadValue<int?> No { get; init; }

    public ReadValue<DateOnly?> ReceivedOn { get; init; }

    public string ReceivedBy { get; init; } = "";

    public ReadValue<DateOnly?> ClinicDate { get; init; }

    /// <summary>Whether nothing about the date is doubtful: the paper names its year, or the weekday confirms the one that was
    /// taken.</summary>
    public bool ClinicDateIsCertain { get; init; }

    public ReadValue<TimeOnly?> Start { get; init; }

    public ReadValue<TimeOnly?> End { get; init; }

    /// <summary>中京区役所, from 「中京区役所 会議室」.</summary>
    public ReadValue<string> Venue { get; init; } = new("", "");

    /// <summary>As typed, legal form and 異体字 included; only the 様 or 御中 behind it is left out.</summary>
    public string BusinessName { get; init; } = "";

    /// <summary>How the name is read: from a column of its own, or as Excel has kept it from typing; empty when neither is there.</summary>
    public string BusinessNameReading { get; init; } = "";

    public string ContactName { get; init; } = "";

    /// <summary>Digits, of a number of another country with + before them; empty when there are none.</summary>
    public ReadValue<string> Telephone { get; init; } = new("", "");

    /// <summary>What else there is about ringing: an extension, a second number, whose it is.</summary>
    public string TelephoneNote { get; init; } = "";

    public ReadValue<Ward?> Ward { get; init; }

    public string Industry { get; init; } = "";

    public ReadValue<int?> EmployeeCount { get; init; }

    /// <summary>している, していない, 検討中 or 未確認; empty when the paper leaves it blank or says something else.</summary>
    public ReadValue<string> GrantApplied { get; init; } = new("", "");

    /// <summary>As <see cref="GrantApplied"/>, for the loans.</summary>
    public ReadValue<string> LoanUsed { get; init; } = new("", "");

    public string WishedMeasure { get; init; } = "";

    public ReadValue<int?> VisitNumber { get; init; }

    public string Memo { get; init; } = "";

    /// <summary>Whether the paper says that the booking was cancelled: struck through, or in words.</summary>
    public bool IsCancelled { get; init; }

    /// <summary>What is under the labels of further fields of the form, by the name of the property.</summary>
    public IReadOnlyDictionary<string, object> Further { get; init; } = NothingFurther;

    /// <summary>What a person should look at.</summary>
    public IReadOnlyList<ImportDoubt> Doubts { get; init; } = [];

    /// <summary>The line of an export of a portal that it was read from; null where it was read from a paper of the old site.</summary>
    internal Reports.ReservationLine? Line { get; init; }

    internal BookingReading WithDoubt(ImportField? field, string sentence) =>
        Doubts.Contains(new ImportDoubt(field, sentence)) ? this : this with { Doubts = [.. Doubts, new ImportDoubt(field, sentence)] };

    /// <summary>With more doubts, and with further lines behind the memo: what has no field of its own is not lost.</summary>
    internal BookingReading With(IEnumerable<ImportDoubt> doubts, IEnumerable<string> kept) =>
        this with
        {
            Doubts = [.. Doubts.Concat(doubts).Distinct()],
            Memo = string.Join('\n', kept.Prepend(Memo).Where(line => line.Length > 0)),
        };

    /// <summary>With more to say about ringing, each only once.</summary>
    internal BookingReading WithNote(IEnumerable<string> notes) =>
        this with
        {
            TelephoneNote = notes.Aggregate(TelephoneNote, (all, note) => note.Length == 0 || all.Contains(note, StringComparison.Ordinal)
                    ? all
                : all.Length == 0 ? note
                : $"{all} {note}"),
        };

    /// <summary>With what another paper of the same booking says where this one says nothing, and with its notes.</summary>
    internal BookingReading CompletedBy(BookingReading other) =>
        (
            WithVisitOf(other) with
            {
                BusinessNameReading = BusinessNameReading.Length > 0 ? BusinessNameReading : other.BusinessNameReading,
                Memo = string.Join('\n', Memo.Split('\n').Concat(other.Memo.Split('\n')).Where(line => line.Length > 0).Distinct()),
            }
        ).WithNote([other.TelephoneNote]);

    /// <summary>With the other paper's number of the visit, where this one has none.</summary>
    internal BookingReading WithVisitOf(BookingReading other) =>
        VisitNumber.Value is null ? this with { VisitNumber = VisitNumber with { Value = other.VisitNumber.Value } } : this;

    internal BookingReading WithoutDoubt(ImportField field, string sentence) =>
        this with
        {
            Doubts = [.. Doubts.Where(doubt => doubt != new ImportDoubt(field, sentence))],
        };
}
