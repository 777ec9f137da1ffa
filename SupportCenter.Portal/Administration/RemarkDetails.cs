using System.ComponentModel.DataAnnotations;
using SupportCenter.Domain.Access;
using SupportCenter.Domain.Data;
using SupportCenter.Domain.Forms;

namespace SupportCenter.Portal.Administration;

/// <summary>What the second person adds to an answer.</summary>
public sealed class RemarkDetails
{
    [LocalizedMaxLength(Approval.MostReason)]
    [DataType(DataType.MultilineText)]
    [Display(Name = nameof(AuthorityPageTexts.Remark), ResourceType = typeof(AuthorityPageTexts))]
    public string? Text { get; set; }
}
