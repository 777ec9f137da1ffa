using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.JSInterop;
using SupportCenter.Domain.Data;
using SupportCenter.Domain.Schedule;
using SupportCenter.Domain.Text;

namespace SupportCenter.Portal.Components;

/// <summary>The month of a calendar, and the day on which its keys stand.</summary>
public sealed partial class CalendarMonth
{
    private const int DaysShown = 42;
    private readonly string id = $"calendar-{NewId.Create().ToShort()}";
    private DateOnly day;
    private bool moves;

    /// <summary>The day that is picked; the calendar opens there, else on <see cref="Today"/>.</summary>
    [Parameter]
    public DateOnly? Value { get; set; }

    /// <summary>Today, where the centre is.</summary>
    [Parameter, EditorRequired]
    public DateOnly Today { get; set; }

    /// <summary>Called with the day that was picked.</summary>
    [Parameter]
    public EventCallback<DateOnly> Picked { get; set; }

    /// <summary>Called when no day is wanted.</summary>
    [Parameter]
    public EventCallback Closed { get; set; }

    [Inject]
    private IJSRuntime Script { get; set; } = default!;

    private static DateTimeFormatInfo Names => CultureInfo.CurrentUICulture.DateTimeFormat;

    // 令和8年12月（2026年）; in English the month is named by its Gregorian year already.
    private string Heading => Filled(ComponentTexts.CalendarMonthName, ScreenDate.Month(FirstOfMonth), day.Year);

    private DateOnly FirstOfMonth => new(day.Year, day.Month, 1);

    private IEnumerable<DateOnly[]> Weeks
    {
        get
        {
            var sunday = FirstOfMonth.AddDays(-(int)FirstOfMonth.DayOfWeek);
            return Enumerable.Range(0, DaysShown).Select(sunday.AddDays).Chunk(7).Where(week => week.Any(date => date.Month == day.Month));
        }
    }

    private IEnumerable<string> Holidays =>
        Enumerable
            .Range(0, DateTime.DaysInMonth(day.Year, day.Month))
            .Select(FirstOfMonth.AddDays)
            .Where(date => JapaneseHolidays.ClosedOn(date) is not null)
            .Select(date => Filled(ComponentTexts.CalendarHoliday, date.Day, JapaneseHolidays.ClosedOn(date)!.Value.Label()));

    /// <inheritdoc />
    protected override void OnInitialized()
    {
        var opened = Value ?? Today;
        day = JapaneseDate.IsInRange(opened) ? opened : Today;
    }

    /// <inheritdoc />
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (moves)
        {
            moves = false;
            await Script.InvokeVoidAsync("portal.focus", IdOf(day));
        }
    }

    private static string NameOf(DateOnly date) =>
        JapaneseHolidays.ClosedOn(date) is { } holiday ? $"{ScreenDate.Long(date)} {holiday.Label()}" : ScreenDate.Long(date);

    private string IdOf(DateOnly date) => string.Create(CultureInfo.InvariantCulture, $"{id}-{date.DayNumber}");

    private string ClassOf(DateOnly date) =>
        string.Join(
            ' ',
            new[]
            {
                date.Month == day.Month ? null : "other-month",
                JapaneseHolidays.ClosedOn(date) is null ? null : "holiday",
                date == Today ? "today" : null,
                date.DayOfWeek switch
                {
                    DayOfWeek.Sunday => "sunday",
                    DayOfWeek.Saturday => "saturday",
                    _ => null,
                },
            }.OfType<string>()
        );

    private void Show(DateOnly wanted) => day = JapaneseDate.IsInRange(wanted) ? wanted : day;

    private void KeyAsync(KeyboardEventArgs pressed)
    {
        if (pressed.CtrlKey || pressed.AltKey || pressed.MetaKey)
        {
            return;
        }

        DateOnly? wanted = pressed.Key switch
        {
            "ArrowLeft" => day.AddDays(-1),
            "ArrowRight" => day.AddDays(1),
            "ArrowUp" => day.AddDays(-7),
            "ArrowDown" => day.AddDays(7),
            "Home" => day.AddDays(-(int)day.DayOfWeek),
            "End" => day.AddDays(6 - (int)day.DayOfWeek),
            "PageUp" => pressed.ShiftKey ? day.AddYears(-1) : day.AddMonths(-1),
            "PageDown" => pressed.ShiftKey ? day.AddYears(1) : day.AddMonths(1),
            _ => null,
        };
        if (wanted is { } next)
        {
            Show(next);
            moves = true;
        }
    }
}
