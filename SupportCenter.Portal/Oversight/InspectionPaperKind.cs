using System.ComponentModel.DataAnnotations;

namespace SupportCenter.Portal.Oversight;

/// <summary>Which paper of an inspection it is; its name in small letters is in the address.</summary>
public enum InspectionPaperKind
{
    /// <summary>検査記録: everything, item by item.</summary>
    [Display(Name = nameof(OversightPageTexts.PaperRecord), ResourceType = typeof(OversightPageTexts))]
    Record = 1,

    /// <summary>指摘一覧: what does not conform.</summary>
    [Display(Name = nameof(OversightPageTexts.PaperFindings), ResourceType = typeof(OversightPageTexts))]
    Findings = 2,

    /// <summary>是正報告: what was ordered, answered and verified.</summary>
    [Display(Name = nameof(OversightPageTexts.PaperCorrections), ResourceType = typeof(OversightPageTexts))]
    Corrections = 3,
}
