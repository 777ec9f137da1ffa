using System.ComponentModel.DataAnnotations;

namespace SupportCenter.Domain.Text;

/// <summary>The city's eleven wards (行政区) in the order of the city's own lists, and 市外 for a business that stands elsewhere.</summary>
public enum Ward
{
    [Display(Name = "Ward_Kita", ResourceType = typeof(FormatTexts))]
    Kita = 1,

    [Display(Name = "Ward_Kamigyo", ResourceType = typeof(FormatTexts))]
    Kamigyo = 2,

    [Display(Name = "Ward_Sakyo", ResourceType = typeof(FormatTexts))]
    Sakyo = 3,

    [Display(Name = "Ward_Nakagyo", ResourceType = typeof(FormatTexts))]
    Nakagyo = 4,

    [Display(Name = "Ward_Higashiyama", ResourceType = typeof(FormatTexts))]
    Higashiyama = 5,

    [Display(Name = "Ward_Yamashina", ResourceType = typeof(FormatTexts))]
    Yamashina = 6,

    [Display(Name = "Ward_Shimogyo", ResourceType = typeof(FormatTexts))]
    Shimogyo = 7,

    [Display(Name = "Ward_Minami", ResourceType = typeof(FormatTexts))]
    Minami = 8,

    [Display(Name = "Ward_Ukyo", ResourceType = typeof(FormatTexts))]
    Ukyo = 9,

    [Display(Name = "Ward_Nishikyo", ResourceType = typeof(FormatTexts))]
    Nishikyo = 10,

    [Display(Name = "Ward_Fushimi", ResourceType = typeof(FormatTexts))]
    Fushimi = 11,

    [Display(Name = "Ward_OutsideCity", ResourceType = typeof(FormatTexts))]
    OutsideCity = 12,
}

/// <summary>The codes of the wards.</summary>
public static class WardCodes
{
    /// <summary>The code of JIS X 0401 and X 0402 (全国地方公共団体コード without its check digit), such as 26104; null for 市外.</summary>
    public static string? Code(this Ward ward) =>
        ward switch
        {
            Ward.Kita => "26101",
            Ward.Kamigyo => "26102",
            Ward.Sakyo => "26103",
            Ward.Nakagyo => "26104",
            Ward.Higashiyama => "26105",
            Ward.Shimogyo => "26106",
            Ward.Minami => "26107",
            Ward.Ukyo => "26108",
            Ward.Fushimi => "26109",
            Ward.Yamashina => "26110",
            Ward.Nishikyo => "26111",
            _ => null,
        };
}
