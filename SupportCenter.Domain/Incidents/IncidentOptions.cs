using System.ComponentModel.DataAnnotations;
using SupportCenter.Domain.Settings;

namespace SupportCenter.Domain.Incidents;

/// <summary>The numbers of the rules on leaks (section <c>Incidents</c> of appsettings.json).</summary>
/// <remarks>Source: 個人情報の保護に関する法律 第68条; 個人情報保護委員会 ガイドライン（通則編）3-5-3 for the days. That guideline is for
/// private bodies. The text for administrative bodies (施行規則 第43条から第45条) was not verified: the numbers are settings for that
/// reason, and the page says so.</remarks>
[SettingsSection("Incidents")]
public sealed class IncidentOptions
{
    /// <summary>速報: the day by which it should be sent at the earliest understanding of 「速やかに」; the day of knowing is day 1.</summary>
    [Range(1, 30)]
    public int PreliminaryFirstDays { get; set; } = 3;

    /// <summary>速報: the last day.</summary>
    [Range(1, 30)]
    public int PreliminaryDays { get; set; } = 5;

    /// <summary>確報: the last day.</summary>
    [Range(1, 365)]
    public int FinalDays { get; set; } = 30;

    /// <summary>確報: the last day where a wrongful purpose is suspected.</summary>
    [Range(1, 365)]
    public int FinalDaysWrongful { get; set; } = 60;

    /// <summary>More persons than this have to be reported.</summary>
    [Range(0, 100_000)]
    public int ManyPersons { get; set; } = 100;

    /// <summary>A deadline is near from so many days before it on: it is then above every page of a supervisor.</summary>
    [Range(0, 30)]
    public int WarnDays { get; set; } = 2;
}
