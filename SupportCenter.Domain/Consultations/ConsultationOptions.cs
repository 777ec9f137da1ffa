using System.ComponentModel.DataAnnotations;

namespace SupportCenter.Domain.Consultations;

/// <summary>相談者区分: one of these.</summary>
public enum ClientCategory
{
    [Display(Name = nameof(ConsultationTexts.CategorySme), ResourceType = typeof(ConsultationTexts))]
    SmallOrMediumEnterprise = 1,

    [Display(Name = nameof(ConsultationTexts.CategorySmallBusiness), ResourceType = typeof(ConsultationTexts))]
    SmallBusiness = 2,

    [Display(Name = nameof(ConsultationTexts.CategorySoleProprietor), ResourceType = typeof(ConsultationTexts))]
    SoleProprietor = 3,

    [Display(Name = nameof(ConsultationTexts.CategoryOther), ResourceType = typeof(ConsultationTexts))]
    Other = 4,
}

/// <summary>相談内容区分: any of these, in the paper's order. Stored as bits, so that a new option takes the next bit.</summary>
[Flags]
public enum Topics
{
    None = 0,

    [Display(Name = nameof(ConsultationTexts.TopicWhichMeasures), ResourceType = typeof(ConsultationTexts))]
    WhichMeasures = 1,

    [Display(Name = nameof(ConsultationTexts.TopicContents), ResourceType = typeof(ConsultationTexts))]
    Contents = 2,

    [Display(Name = nameof(ConsultationTexts.TopicDetails), ResourceType = typeof(ConsultationTexts))]
    Details = 4,

    [Display(Name = nameof(ConsultationTexts.TopicApplication), ResourceType = typeof(ConsultationTexts))]
    Application = 8,

    [Display(Name = nameof(ConsultationTexts.TopicOther), ResourceType = typeof(ConsultationTexts))]
    Other = 16,
}

/// <summary>お困りごと: any of these, in the paper's order.</summary>
[Flags]
public enum Troubles
{
    None = 0,

    [Display(Name = nameof(ConsultationTexts.TroubleSales), ResourceType = typeof(ConsultationTexts))]
    FallingSales = 1,

    [Display(Name = nameof(ConsultationTexts.TroubleSupplies), ResourceType = typeof(ConsultationTexts))]
    Supplies = 2,

    [Display(Name = nameof(ConsultationTexts.TroubleOrders), ResourceType = typeof(ConsultationTexts))]
    FewerOrders = 4,

    [Display(Name = nameof(ConsultationTexts.TroubleEvents), ResourceType = typeof(ConsultationTexts))]
    PostponedDealings = 8,

    [Display(Name = nameof(ConsultationTexts.TroubleInfection), ResourceType = typeof(ConsultationTexts))]
    InfectionControl = 16,

    [Display(Name = nameof(ConsultationTexts.TroubleOther), ResourceType = typeof(ConsultationTexts))]
    Other = 32,
}

/// <summary>売上減少の状況: コロナ前と比較して、売上が ….</summary>
public enum SalesDecline
{
    [Display(Name = nameof(ConsultationTexts.DeclineNone), ResourceType = typeof(ConsultationTexts))]
    None = 1,

    [Display(Name = nameof(ConsultationTexts.Decline30), ResourceType = typeof(ConsultationTexts))]
    ThirtyPercent = 2,

    [Display(Name = nameof(ConsultationTexts.Decline50), ResourceType = typeof(ConsultationTexts))]
    FiftyPercent = 3,

    [Display(Name = nameof(ConsultationTexts.Decline80), ResourceType = typeof(ConsultationTexts))]
    EightyPercent = 4,
}

/// <summary>下書き → 提出済 → 確認済.</summary>
public enum RecordStatus
{
    [Display(Name = nameof(ConsultationTexts.StatusDraft), ResourceType = typeof(ConsultationTexts))]
    Draft = 0,

    [Display(Name = nameof(ConsultationTexts.StatusSubmitted), ResourceType = typeof(ConsultationTexts))]
    Submitted = 1,

    [Display(Name = nameof(ConsultationTexts.StatusConfirmed), ResourceType = typeof(ConsultationTexts))]
    Confirmed = 2,
}
