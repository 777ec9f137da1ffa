using System.ComponentModel.DataAnnotations;
using SupportCenter.Domain.Data;
using SupportCenter.Domain.Forms;

namespace SupportCenter.Tests.Components;

/// <summary>One property of each kind that a field can show.</summary>
public sealed class SampleDetails
{
    [Display(Name = "企業名", Description = "登記のとおりに")]
    [LocalizedRequired, LocalizedMaxLength(40)]
    public string? BusinessName { get; set; }

    [Display(Name = "TEL"), DataType(DataType.PhoneNumber)]
    public string? Telephone { get; set; }

    [Display(Name = "業種")]
    public string? Industry { get; set; }

    [Display(Name = "従業員数"), LocalizedRange(0, 1000)]
    public int? EmployeeCount { get; set; }

    [Display(Name = "回数")]
    public int VisitNumber { get; set; } = 1;

    [Display(Name = "相談日")]
    public DateOnly? Date { get; set; }

    [Display(Name = "開始時刻")]
    public TimeOnly? Start { get; set; }

    [Display(Name = "会社所在地")]
    public SampleWard? Ward { get; set; }

    [Display(Name = "融資の利用"), LocalizedRequired]
    public SampleAnswer? Answer { get; set; } = SampleAnswer.Yes;

    [Display(Name = "相談内容区分")]
    public SampleTopics Topics { get; set; }

    [Display(Name = "初めて")]
    public bool IsFirst { get; set; }

    [Display(Name = "メモ"), DataType(DataType.MultilineText), LocalizedMaxLength(50)]
    public string? Memo { get; set; }

    public List<SampleRow> Rows { get; } = [];
}

public sealed class SampleRow
{
    [Display(Name = "制度"), LocalizedRequired]
    public string? Measure { get; set; }
}

public enum SampleAnswer
{
    [Display(Name = "している")]
    Yes,

    [Display(Name = "していない")]
    No,
}

public enum SampleWard
{
    [Display(Name = "北区")]
    Kita,

    [Display(Name = "上京区")]
    Kamigyo,

    [Display(Name = "左京区")]
    Sakyo,

    [Display(Name = "中京区")]
    Nakagyo,

    [Display(Name = "東山区")]
    Higashiyama,

    [Display(Name = "山科区")]
    Yamashina,

    [Display(Name = "市外")]
    Outside,
}

[Flags]
public enum SampleTopics
{
    None = 0,

    [Display(Name = "制度の詳細")]
    Details = 1,

    [Display(Name = "申請書の記載方法等")]
    Writing = 2,
    Both = 3,

    [Display(Name = "その他")]
    Other = 4,
}
