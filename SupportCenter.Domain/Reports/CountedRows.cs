using System.ComponentModel.DataAnnotations;
using Microsoft.EntityFrameworkCore;
using SupportCenter.Domain.Access;
using SupportCenter.Domain.Consultations;
using SupportCenter.Domain.Data;
using SupportCenter.Domain.Reservations;
using SupportCenter.Domain.Text;

namespace SupportCenter.Domain.Reports;

/// <summary>Which reservations a figure counts.</summary>
public enum CountedKind
{
    /// <summary>Consultations that were held and closed.</summary>
    [Display(Name = nameof(StatisticsTexts.CountedCompleted), ResourceType = typeof(StatisticsTexts))]
    Completed = 1,

    /// <summary>Of each business the last one of <see cref="Completed"/>.</summary>
    [Display(Name = nameof(StatisticsTexts.CountedBusinesses), ResourceType = typeof(StatisticsTexts))]
    Businesses = 2,

    /// <summary>Those of <see cref="Completed"/> that were the business's first.</summary>
    [Display(Name = nameof(StatisticsTexts.CountedFirstVisits), ResourceType = typeof(StatisticsTexts))]
    FirstVisits = 3,

    /// <summary>Those of <see cref="Completed"/> that were a later one.</summary>
    [Display(Name = nameof(StatisticsTexts.CountedReturnVisits), ResourceType = typeof(StatisticsTexts))]
    ReturnVisits = 4,

    /// <summary>Appointments that were booked before the day and not cancelled.</summary>
    [Display(Name = nameof(StatisticsTexts.CountedBooked), ResourceType = typeof(StatisticsTexts))]
    Booked = 5,

    /// <summary>Of each open slot the appointment that filled it.</summary>
    [Display(Name = nameof(StatisticsTexts.CountedFilled), ResourceType = typeof(StatisticsTexts))]
    Filled = 6,

    /// <summary>Those of <see cref="Booked"/> of which it was noted that the client came.</summary>
    [Display(Name = nameof(StatisticsTexts.CountedCame), ResourceType = typeof(StatisticsTexts))]
    Came = 7,

    /// <summary>Those of <see cref="Booked"/> of which it was noted that the client did not come.</summary>
    [Display(Name = nameof(StatisticsTexts.CountedNoShow), ResourceType = typeof(StatisticsTexts))]
    NoShow = 8,

    [Display(Name = nameof(StatisticsTexts.CountedCancelled), ResourceType = typeof(StatisticsTexts))]
    Cancelled = 9,

    [Display(Name = nameof(StatisticsTexts.CountedWalkIns), ResourceType = typeof(StatisticsTexts))]
    WalkIns = 10,

    /// <summary>Those of <see cref="Booked"/> that say how many days went by from the call.</summary>
    [Display(Name = nameof(StatisticsTexts.CountedTimed), ResourceType = typeof(StatisticsTexts))]
    Timed = 11,

    /// <summary>Everything that was not cancelled.</summary>
    [Display(Name = nameof(StatisticsTexts.CountedKept), ResourceType = typeof(StatisticsTexts))]
    Kept = 12,

    /// <summary>Appointments whose day is over and of which nobody noted whether the client came.</summary>
    [Display(Name = nameof(StatisticsTexts.CountedOutcomesMissing), ResourceType = typeof(StatisticsTexts))]
    OutcomesMissing = 13,

    /// <summary>Clients came, and no record was handed in.</summary>
    [Display(Name = nameof(StatisticsTexts.CountedRecordsMissing), ResourceType = typeof(StatisticsTexts))]
    RecordsMissing = 14,

    /// <summary>Records that were handed in and not confirmed.</summary>
    [Display(Name = nameof(StatisticsTexts.CountedRecordsUnconfirmed), ResourceType = typeof(StatisticsTexts))]
    RecordsUnconfirmed = 15,

    /// <summary>Those of <see cref="Completed"/> whose record was handed in and says both times.</summary>
    [Display(Name = nameof(StatisticsTexts.CountedLasted), ResourceType = typeof(StatisticsTexts))]
    Lasted = 16,
}

/// <summary>The rows behind a figure of the statistics or behind a row of its tables, as a part of the filter of the reservation list:
/// enumerations and ids, so that it may stand in an address. The industries are texts, and never do.</summary>
public sealed record CountedRows(CountedKind Kind)
{
    /// <summary>The table whose row it is; null for a figure of its own.</summary>
    public StatisticsTableKind? Table { get; init; }

    /// <summary>The row: the name of an enumeration's value, or a number of the catalogue or of a person; null for 不明・未記入.</summary>
    public string? Key { get; init; }

    /// <summary>確認事項: the question whose answer is <see cref="Key"/>.</summary>
    public Guid? QuestionId { get; init; }

    /// <summary>Only where no industry was noted.</summary>
    public bool IsWithoutIndustry { get; init; }

    /// <summary>その他の業種: any industry but these. Texts: never in an address.</summary>
    public IReadOnlyList<string>? OtherThan { get; init; }

    public DayOfWeek? Weekday { get; init; }

    /// <summary>The hour in which they begin, 0 to 23.</summary>
    public int? Hour { get; init; }

    /// <summary>Whether it says what a consultation was about, or whether one was written down: not for whoever sees the booking
    /// alone.</summary>
    public bool IsOfConsultations =>
        Table is not null || Kind is CountedKind.RecordsMissing or CountedKind.RecordsUnconfirmed or CountedKind.Lasted;

    /// <summary>The rows behind a figure; null for a figure that counts no reservations.</summary>
    public static CountedRows? Of(Figure figure) =>
        figure switch
        {
            Figure.Completed => new(CountedKind.Completed),
            Figure.Businesses => new(CountedKind.Businesses),
            Figure.FirstVisits => new(CountedKind.FirstVisits),
            Figure.ReturnVisits => new(CountedKind.ReturnVisits),
            Figure.Booked => new(CountedKind.Booked),
            Figure.Fill => new(CountedKind.Filled),
            Figure.Attendance => new(CountedKind.Came),
            Figure.NoShow => new(CountedKind.NoShow),
            Figure.Cancelled => new(CountedKind.Cancelled),
            Figure.WalkIns => new(CountedKind.WalkIns),
            Figure.DaysToAppointment => new(CountedKind.Timed),
            _ => null,
        };

    /// <summary>These of the reservations. A scrivener's are those of the own desks. Whoever may not see what consultations were about
    /// finds none by it (ASVS 8.2.3).</summary>
    internal IQueryable<Reservation> Narrow(IQueryable<Reservation> rows, PortalDbContext db, DateOnly today)
    {
        var viewer = db.AccessContext;
        if (
            IsOfConsultations
            && (viewer.Role is not { } role || !Permissions.Allows(role, Permission.ViewConsultationStatistics) || !IsKnown)
        )
        {
            return rows.Where(_ => false);
        }

        if (viewer.SeesOnlyOwn)
        {
            var me = viewer.Me;
            rows = rows.Where(row => row.ScrivenerId == me);
        }

        rows = OfIndustry(InTable(OfKind(rows, db, today), db));
        // The last one is looked for among those that the rest lets through.
        return Kind switch
        {
            CountedKind.Businesses => Last(rows, same: false),
            CountedKind.Filled => Last(rows, same: true),
            _ => rows,
        };
    }

    private bool IsKnown => Enum.IsDefined(Kind) && (Table is null || Enum.IsDefined(Table.Value));

    private static IQueryable<Reservation> OfKind(CountedKind kind, IQueryable<Reservation> rows, PortalDbContext db, DateOnly today) =>
        kind switch
        {
            CountedKind.Completed or CountedKind.Businesses => rows.Where(row => row.Status == ReservationStatus.Completed),
            CountedKind.FirstVisits => rows.Where(row => row.Status == ReservationStatus.Completed && row.Details.VisitNumber == 1),
            CountedKind.ReturnVisits => rows.Where(row => row.Status == ReservationStatus.Completed && row.Details.VisitNumber > 1),
            CountedKind.Booked => rows.Where(row => row.Status != ReservationStatus.Cancelled && !row.IsWalkIn),
            CountedKind.Filled => rows.Where(row =>
                row.Status != ReservationStatus.Cancelled && row.ImportKey == null && !row.Slot!.IsClosed
            ),
            CountedKind.Came => rows.Where(row =>
                (row.Status == ReservationStatus.Arrived || row.Status == ReservationStatus.Completed)
                && !row.IsWalkIn
                && row.ImportKey == null
            ),
            CountedKind.NoShow => rows.Where(row => row.Status == ReservationStatus.NoShow && !row.IsWalkIn && row.ImportKey == null),
            CountedKind.Cancelled => rows.Where(row => row.Status == ReservationStatus.Cancelled),
            CountedKind.WalkIns => rows.Where(row => row.Status != ReservationStatus.Cancelled && row.IsWalkIn),
            CountedKind.Timed => rows.Where(row =>
                row.Status != ReservationStatus.Cancelled && !row.IsWalkIn && row.ImportKey == null && row.ReceivedOn <= row.Date
            ),
            CountedKind.Kept => rows.Where(row => row.Status != ReservationStatus.Cancelled),
            CountedKind.OutcomesMissing => rows.Where(row =>
                row.Status == ReservationStatus.Booked && row.Date < today && row.ImportKey == null
            ),
            CountedKind.RecordsMissing => rows.Where(row =>
                (row.Status == ReservationStatus.Arrived || row.Status == ReservationStatus.Completed)
                && !db.Records.Any(record => record.ReservationId == row.Id && record.Status > RecordStatus.Draft)
            ),
            CountedKind.RecordsUnconfirmed => rows.Where(row =>
                db.Records.Any(record => record.ReservationId == row.Id && record.Status == RecordStatus.Submitted)
            ),
            CountedKind.Lasted => rows.Where(row =>
                row.Status == ReservationStatus.Completed
                && db.Records.Any(record =>
                    record.ReservationId == row.Id
                    && record.Status > RecordStatus.Draft
                    && record.Details.StartedAt != null
                    && record.Details.EndedAt != null
                    && record.Details.EndedAt >= record.Details.StartedAt
                )
            ),
            _ => rows.Where(_ => false),
        };

    private IQueryable<Reservation> OfKind(IQueryable<Reservation> rows, PortalDbContext db, DateOnly today)
    {
        rows = OfKind(Kind, rows, db, today);
        rows = Weekday is { } weekday ? rows.Where(row => row.Date.DayOfWeek == weekday) : rows;
        if (Hour is not { } hour)
        {
            return rows;
        }

        var (from, to) = (new TimeOnly(Math.Clamp(hour, 0, 23), 0), new TimeOnly(Math.Clamp(hour, 0, 23), 59, 59));
        return rows.Where(row => row.StartsAt >= from && row.StartsAt <= to);
    }

    private IQueryable<Reservation> OfIndustry(IQueryable<Reservation> rows)
    {
        if (IsWithoutIndustry)
        {
            return rows.Where(row => row.Details.Industry == null || row.Details.Industry == "");
        }

        if (OtherThan is not { } named)
        {
            return rows;
        }

        string[] shown = ["", .. named];
        return rows.Where(row => !shown.Contains(row.Details.Industry ?? ""));
    }

    private IQueryable<Reservation> InTable(IQueryable<Reservation> rows, PortalDbContext db) =>
        Table switch
        {
            null => rows,
            StatisticsTableKind.Wards => ByWard(rows),
            StatisticsTableKind.Industries => rows,
            StatisticsTableKind.Employees => BySize(rows),
            StatisticsTableKind.Visits => ByVisit(rows),
            StatisticsTableKind.Scriveners => NewId.TryParse(Key, out var person)
                ? rows.Where(row => row.ScrivenerId == person)
                : rows.Where(_ => false),
            StatisticsTableKind.Answers => ByAnswer(rows, db),
            _ => CountedRecords.Narrow(this, rows, db),
        };

    private IQueryable<Reservation> ByWard(IQueryable<Reservation> rows)
    {
        Ward? ward = Enum.TryParse<Ward>(Key, out var named) ? named : null;
        return rows.Where(row => row.Details.Ward == ward);
    }

    private IQueryable<Reservation> BySize(IQueryable<Reservation> rows) =>
        Enum.TryParse<EmployeeClass>(Key, out var size)
            ? size switch
            {
                EmployeeClass.None => rows.Where(row => row.Details.EmployeeCount <= 0),
                EmployeeClass.OneToFive => rows.Where(row => row.Details.EmployeeCount >= 1 && row.Details.EmployeeCount <= 5),
                EmployeeClass.SixToTwenty => rows.Where(row => row.Details.EmployeeCount >= 6 && row.Details.EmployeeCount <= 20),
                EmployeeClass.TwentyOneToFifty => rows.Where(row => row.Details.EmployeeCount >= 21 && row.Details.EmployeeCount <= 50),
                _ => rows.Where(row => row.Details.EmployeeCount >= 51),
            }
            : rows.Where(row => row.Details.EmployeeCount == null);

    private IQueryable<Reservation> ByVisit(IQueryable<Reservation> rows) =>
        Enum.TryParse<VisitClass>(Key, out var visit)
            ? visit switch
            {
                VisitClass.First => rows.Where(row => row.Details.VisitNumber == 1),
                VisitClass.Second => rows.Where(row => row.Details.VisitNumber == 2),
                _ => rows.Where(row => row.Details.VisitNumber >= 3),
            }
            : rows.Where(row => row.Details.VisitNumber < 1);

    // Answers are a list in one column, which the query language cannot look into.
    private IQueryable<Reservation> ByAnswer(IQueryable<Reservation> rows, PortalDbContext db)
    {
        if (QuestionId is not { } question)
        {
            return rows.Where(_ => false);
        }

        IQueryable<Reservation> Answered(Answer answer)
        {
            var piece = StoredAnswers.PieceOf(question, answer);
            return db.Reservations.FromSql($"""SELECT * FROM "Reservations" WHERE instr("Details_Answers", {piece}) > 0""");
        }

        if (Enum.TryParse<Answer>(Key, out var known) && known != Answer.Unknown)
        {
            var fitting = Answered(known);
            return rows.Where(row => fitting.Any(one => one.Id == row.Id));
        }

        var (yes, no, considering) = (Answered(Answer.Yes), Answered(Answer.No), Answered(Answer.Considering));
        return rows.Where(row =>
            !yes.Any(one => one.Id == row.Id) && !no.Any(one => one.Id == row.Id) && !considering.Any(one => one.Id == row.Id)
        );
    }

    private static IQueryable<Reservation> Last(IQueryable<Reservation> rows, bool same)
    {
        var all = rows;
        return same
            ? rows.Where(row => !all.Any(later => later.SlotId == row.SlotId && later.Id.CompareTo(row.Id) > 0))
            : rows.Where(row =>
                !all.Any(later =>
                    later.BusinessId == row.BusinessId
                    && (later.Date > row.Date || (later.Date == row.Date && later.Id.CompareTo(row.Id) > 0))
                )
            );
    }
}
