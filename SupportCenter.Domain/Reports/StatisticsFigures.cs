using System.ComponentModel.DataAnnotations;

namespace SupportCenter.Domain.Reports;

/// <summary>A figure of the statistics, in the order in which figures are shown.</summary>
public enum Figure
{
    [Display(Name = nameof(StatisticsTexts.FigureCompleted), ResourceType = typeof(StatisticsTexts))]
    Completed = 1,

    [Display(Name = nameof(StatisticsTexts.FigureBusinesses), ResourceType = typeof(StatisticsTexts))]
    Businesses = 2,

    [Display(Name = nameof(StatisticsTexts.FigureFirstVisits), ResourceType = typeof(StatisticsTexts))]
    FirstVisits = 3,

    [Display(Name = nameof(StatisticsTexts.FigureReturnVisits), ResourceType = typeof(StatisticsTexts))]
    ReturnVisits = 4,

    [Display(Name = nameof(StatisticsTexts.FigureClinics), ResourceType = typeof(StatisticsTexts))]
    Clinics = 5,

    [Display(Name = nameof(StatisticsTexts.FigureSlots), ResourceType = typeof(StatisticsTexts))]
    Slots = 6,

    [Display(Name = nameof(StatisticsTexts.FigureBooked), ResourceType = typeof(StatisticsTexts))]
    Booked = 7,

    [Display(Name = nameof(StatisticsTexts.FigureFill), ResourceType = typeof(StatisticsTexts))]
    Fill = 8,

    [Display(Name = nameof(StatisticsTexts.FigureAttendance), ResourceType = typeof(StatisticsTexts))]
    Attendance = 9,

    [Display(Name = nameof(StatisticsTexts.FigureNoShow), ResourceType = typeof(StatisticsTexts))]
    NoShow = 10,

    [Display(Name = nameof(StatisticsTexts.FigureCancelled), ResourceType = typeof(StatisticsTexts))]
    Cancelled = 11,

    [Display(Name = nameof(StatisticsTexts.FigureWalkIns), ResourceType = typeof(StatisticsTexts))]
    WalkIns = 12,

    [Display(Name = nameof(StatisticsTexts.FigureDaysToAppointment), ResourceType = typeof(StatisticsTexts))]
    DaysToAppointment = 13,

    [Display(Name = nameof(StatisticsTexts.FigureCallbacks), ResourceType = typeof(StatisticsTexts))]
    Callbacks = 14,

    [Display(Name = nameof(StatisticsTexts.FigureLongestWait), ResourceType = typeof(StatisticsTexts))]
    LongestWait = 15,
}

/// <summary>What a figure is counted in.</summary>
public enum FigureUnit
{
    [Display(Name = nameof(StatisticsTexts.UnitConsultations), ResourceType = typeof(StatisticsTexts))]
    Cases = 1,

    [Display(Name = nameof(StatisticsTexts.UnitBusinesses), ResourceType = typeof(StatisticsTexts))]
    Businesses = 2,

    [Display(Name = nameof(StatisticsTexts.UnitTimes), ResourceType = typeof(StatisticsTexts))]
    Times = 3,

    [Display(Name = nameof(StatisticsTexts.UnitSlots), ResourceType = typeof(StatisticsTexts))]
    Slots = 4,

    [Display(Name = nameof(StatisticsTexts.UnitPercent), ResourceType = typeof(StatisticsTexts))]
    Percent = 5,

    [Display(Name = nameof(StatisticsTexts.UnitDays), ResourceType = typeof(StatisticsTexts))]
    Days = 6,

    [Display(Name = nameof(StatisticsTexts.UnitMinutes), ResourceType = typeof(StatisticsTexts))]
    Minutes = 7,
}

/// <summary>The counts of one period, and what follows from them. A figure that cannot be said is null, never 0.</summary>
public sealed record StatisticsFigures
{
    /// <summary>開催回数: clinics that were not closed; null where the filter asks for something that a clinic has not.</summary>
    public int? Clinics { get; init; }

    /// <summary>枠数: slots that were not closed, of these clinics.</summary>
    public int? Slots { get; init; }

    /// <summary>Those of <see cref="Slots"/> with an appointment that was not cancelled.</summary>
    public int? Filled { get; init; }

    /// <summary>予約: appointments that were booked before the day and not cancelled.</summary>
    public int Booked { get; init; }

    /// <summary>Those of <see cref="Booked"/> that came.</summary>
    public int Came { get; init; }

    /// <summary>Those of <see cref="Booked"/> that did not come and gave no word.</summary>
    public int NoShow { get; init; }

    /// <summary>取消.</summary>
    public int Cancelled { get; init; }

    /// <summary>当日受付: clients without a booking, whose visit was not cancelled.</summary>
    public int WalkIns { get; init; }

    /// <summary>完了（延べ件数）: consultations that were held and closed.</summary>
    public int Completed { get; init; }

    /// <summary>実事業者数: the distinct businesses among them.</summary>
    public int Businesses { get; init; }

    /// <summary>新規: completed consultations that were the business's first.</summary>
    public int FirstVisits { get; init; }

    /// <summary>再来: completed consultations that were a later one.</summary>
    public int ReturnVisits { get; init; }

    /// <summary>Days from the call to the appointment, of <see cref="Booked"/>; those with a later day of receipt are left out.</summary>
    public Spread DaysToAppointment { get; init; } = new(0, null);

    /// <summary>折り返し待ち that began in the period; null where it cannot be said (filtered, or not the caller's).</summary>
    public int? Callbacks { get; init; }

    /// <summary>Those of <see cref="Callbacks"/> that wait still.</summary>
    public int? CallbacksWaiting { get; init; }

    /// <summary>Those of <see cref="Callbacks"/> that were given up.</summary>
    public int? CallbacksGivenUp { get; init; }

    /// <summary>The longest wait of <see cref="Callbacks"/> in whole days, of those that wait still until now; null where there was
    /// none.</summary>
    public int? LongestWaitDays { get; init; }

    /// <summary>充足率 in percent with one decimal.</summary>
    public decimal? FillPercent => Filled is { } filled && Slots is { } slots ? Percent(filled, slots) : null;

    /// <summary>来所率 in percent with one decimal, of those whose outcome was noted.</summary>
    public decimal? AttendancePercent => Percent(Came, Came + NoShow);

    /// <summary>無断不来所率 in percent with one decimal, of those whose outcome was noted.</summary>
    public decimal? NoShowPercent => Percent(NoShow, Came + NoShow);

    /// <summary>A figure's value in its unit; null where it cannot be said.</summary>
    public decimal? Of(Figure figure) =>
        figure switch
        {
            Figure.Completed => Completed,
            Figure.Businesses => Businesses,
            Figure.FirstVisits => FirstVisits,
            Figure.ReturnVisits => ReturnVisits,
            Figure.Clinics => Clinics,
            Figure.Slots => Slots,
            Figure.Booked => Booked,
            Figure.Fill => FillPercent,
            Figure.Attendance => AttendancePercent,
            Figure.NoShow => NoShowPercent,
            Figure.Cancelled => Cancelled,
            Figure.WalkIns => WalkIns,
            Figure.DaysToAppointment => DaysToAppointment.Median,
            Figure.Callbacks => Callbacks,
            _ => LongestWaitDays,
        };

    /// <summary>What a figure is counted in.</summary>
    public static FigureUnit UnitOf(Figure figure) =>
        figure switch
        {
            Figure.Businesses => FigureUnit.Businesses,
            Figure.Clinics => FigureUnit.Times,
            Figure.Slots => FigureUnit.Slots,
            Figure.Fill or Figure.Attendance or Figure.NoShow => FigureUnit.Percent,
            Figure.DaysToAppointment or Figure.LongestWait => FigureUnit.Days,
            _ => FigureUnit.Cases,
        };

    /// <summary>A part of a whole in percent with one decimal, halves away from zero; null where the whole is 0.</summary>
    public static decimal? Percent(int part, int whole) =>
        whole == 0 ? null : Math.Round(100m * part / whole, 1, MidpointRounding.AwayFromZero);
}
