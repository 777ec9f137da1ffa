using System.ComponentModel.DataAnnotations;

namespace SupportCenter.Domain.Words;

/// <summary>The city's eleven wards (行政区) in the order of the city's own lists, and 市外 for a business that stands elsewhere.</summary>
public enum Ward
{
    [Display(Name = "Ward_Kita", ResourceType = typeof(WordsTexts))]
    Kita = 1,

    [Display(Name = "Ward_Kamigyo", ResourceType = typeof(WordsTexts))]
    Kamigyo = 2,

    [Display(Name = "Ward_Sakyo", ResourceType = typeof(WordsTexts))]
    Sakyo = 3,

    [Display(Name = "Ward_Nakagyo", ResourceType = typeof(WordsTexts))]
    Nakagyo = 4,

    [Display(Name = "Ward_Higashiyama", ResourceType = typeof(WordsTexts))]
    Higashiyama = 5,

    [Display(Name = "Ward_Yamashina", ResourceType = typeof(WordsTexts))]
    Yamashina = 6,

    [Display(Name = "Ward_Shimogyo", ResourceType = typeof(WordsTexts))]
    Shimogyo = 7,

    [Display(Name = "Ward_Minami", ResourceType = typeof(WordsTexts))]
    Minami = 8,

    [Display(Name = "Ward_Ukyo", ResourceType = typeof(WordsTexts))]
    Ukyo = 9,

    [Display(Name = "Ward_Nishikyo", ResourceType = typeof(WordsTexts))]
    Nishikyo = 10,

    [Display(Name = "Ward_Fushimi", ResourceType = typeof(WordsTexts))]
    Fushimi = 11,

    [Display(Name = "Ward_OutsideCity", ResourceType = typeof(WordsTexts))]
    OutsideCity = 12,
}
