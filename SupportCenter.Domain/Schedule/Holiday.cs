using System.ComponentModel.DataAnnotations;

namespace SupportCenter.Domain.Schedule;

/// <summary>Why a day is no working day of the city: the national holidays of 国民の祝日に関する法律 (Act 178 of 1948), the single ones that acts of
/// their own made, and the turn of the year.</summary>
public enum Holiday
{
    [Display(Name = nameof(HolidayTexts.NewYear), ResourceType = typeof(HolidayTexts))]
    NewYear,

    [Display(Name = nameof(HolidayTexts.ComingOfAge), ResourceType = typeof(HolidayTexts))]
    ComingOfAge,

    [Display(Name = nameof(HolidayTexts.Foundation), ResourceType = typeof(HolidayTexts))]
    Foundation,

    [Display(Name = nameof(HolidayTexts.EmperorsBirthday), ResourceType = typeof(HolidayTexts))]
    EmperorsBirthday,

    [Display(Name = nameof(HolidayTexts.SpringEquinox), ResourceType = typeof(HolidayTexts))]
    SpringEquinox,

    [Display(Name = nameof(HolidayTexts.Showa), ResourceType = typeof(HolidayTexts))]
    Showa,

    [Display(Name = nameof(HolidayTexts.Constitution), ResourceType = typeof(HolidayTexts))]
    Constitution,

    [Display(Name = nameof(HolidayTexts.Greenery), ResourceType = typeof(HolidayTexts))]
    Greenery,

    [Display(Name = nameof(HolidayTexts.Children), ResourceType = typeof(HolidayTexts))]
    Children,

    [Display(Name = nameof(HolidayTexts.Marine), ResourceType = typeof(HolidayTexts))]
    Marine,

    [Display(Name = nameof(HolidayTexts.Mountain), ResourceType = typeof(HolidayTexts))]
    Mountain,

    [Display(Name = nameof(HolidayTexts.RespectForTheAged), ResourceType = typeof(HolidayTexts))]
    RespectForTheAged,

    [Display(Name = nameof(HolidayTexts.AutumnEquinox), ResourceType = typeof(HolidayTexts))]
    AutumnEquinox,

    /// <summary>体育の日, the name until 2019.</summary>
    [Display(Name = nameof(HolidayTexts.HealthAndSports), ResourceType = typeof(HolidayTexts))]
    HealthAndSports,

    /// <summary>スポーツの日, the name from 2020.</summary>
    [Display(Name = nameof(HolidayTexts.Sports), ResourceType = typeof(HolidayTexts))]
    Sports,

    [Display(Name = nameof(HolidayTexts.CultureDay), ResourceType = typeof(HolidayTexts))]
    CultureDay,

    [Display(Name = nameof(HolidayTexts.LabourThanksgiving), ResourceType = typeof(HolidayTexts))]
    LabourThanksgiving,

    /// <summary>皇太子の結婚の儀 (1959, 1993).</summary>
    [Display(Name = nameof(HolidayTexts.ImperialWedding), ResourceType = typeof(HolidayTexts))]
    ImperialWedding,

    /// <summary>大喪の礼 (1989).</summary>
    [Display(Name = nameof(HolidayTexts.ImperialFuneral), ResourceType = typeof(HolidayTexts))]
    ImperialFuneral,

    /// <summary>即位の日 (2019).</summary>
    [Display(Name = nameof(HolidayTexts.Accession), ResourceType = typeof(HolidayTexts))]
    Accession,

    /// <summary>即位礼正殿の儀 (1990, 2019).</summary>
    [Display(Name = nameof(HolidayTexts.Enthronement), ResourceType = typeof(HolidayTexts))]
    Enthronement,

    /// <summary>振替休日 (Article 3, paragraph 2).</summary>
    [Display(Name = nameof(HolidayTexts.Substitute), ResourceType = typeof(HolidayTexts))]
    Substitute,

    /// <summary>国民の休日: a day between two holidays (Article 3, paragraph 3).</summary>
    [Display(Name = nameof(HolidayTexts.Sandwiched), ResourceType = typeof(HolidayTexts))]
    Sandwiched,

    /// <summary>年末年始, 29 December to 3 January: no national holiday, but the city's offices are closed.</summary>
    [Display(Name = nameof(HolidayTexts.YearEnd), ResourceType = typeof(HolidayTexts))]
    YearEnd,
}
