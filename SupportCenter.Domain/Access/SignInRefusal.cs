using System.ComponentModel.DataAnnotations;

namespace SupportCenter.Domain.Access;

/// <summary>Why somebody was not let in. The texts are what the page says.</summary>
public enum SignInRefusal
{
    /// <summary>No member of staff has that tenant and object id.</summary>
    [Display(Name = nameof(AccessTexts.RefusedUnknownPerson), ResourceType = typeof(AccessTexts))]
    UnknownPerson = 1,

    [Display(Name = nameof(AccessTexts.RefusedNotActive), ResourceType = typeof(AccessTexts))]
    NotActive = 2,

    /// <summary>Entra ID and the staff list do not name the same role: neither alone makes anybody more than they are.</summary>
    [Display(Name = nameof(AccessTexts.RefusedRoleDiffers), ResourceType = typeof(AccessTexts))]
    RoleDiffers = 3,

    [Display(Name = nameof(AccessTexts.RefusedNoMultiFactor), ResourceType = typeof(AccessTexts))]
    NoMultiFactor = 4,

    /// <summary>A fresh sign-in was asked for, and an old one was given.</summary>
    [Display(Name = nameof(AccessTexts.RefusedNotFresh), ResourceType = typeof(AccessTexts))]
    NotFresh = 5,

    /// <summary>The token is forged, expired, for somebody else, or not the answer to what was asked.</summary>
    [Display(Name = nameof(AccessTexts.RefusedToken), ResourceType = typeof(AccessTexts))]
    TokenInvalid = 6,

    [Display(Name = nameof(AccessTexts.RefusedByProvider), ResourceType = typeof(AccessTexts))]
    ProviderRefused = 7,

    [Display(Name = nameof(AccessTexts.RefusedUnreachable), ResourceType = typeof(AccessTexts))]
    ProviderUnreachable = 8,

    /// <summary>No approved contract of the person's organisation covers the day.</summary>
    [Display(Name = nameof(AccessTexts.RefusedNoContract), ResourceType = typeof(AccessTexts))]
    NoContract = 9,
}
