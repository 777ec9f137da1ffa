using System.ComponentModel.DataAnnotations;

namespace SupportCenter.Domain.Access;

/// <summary>Why a session is over. The texts are what the sign-in page says to the person.</summary>
public enum SessionEnd
{
    [Display(Name = nameof(AccessTexts.EndSignedOut), ResourceType = typeof(AccessTexts))]
    SignedOut = 1,

    [Display(Name = nameof(AccessTexts.EndIdle), ResourceType = typeof(AccessTexts))]
    Idle = 2,

    [Display(Name = nameof(AccessTexts.EndTooOld), ResourceType = typeof(AccessTexts))]
    TooOld = 3,

    [Display(Name = nameof(AccessTexts.EndByAdministrator), ResourceType = typeof(AccessTexts))]
    EndedByAdministrator = 4,

    /// <summary>The same browser signed in again: the new session takes the old one's place (ASVS 7.2.4).</summary>
    [Display(Name = nameof(AccessTexts.EndSignedInAnew), ResourceType = typeof(AccessTexts))]
    SignedInAnew = 5,

    /// <summary>The person may not, or no longer, work here.</summary>
    [Display(Name = nameof(AccessTexts.EndPersonInactive), ResourceType = typeof(AccessTexts))]
    PersonInactive = 6,

    [Display(Name = nameof(AccessTexts.EndRoleChanged), ResourceType = typeof(AccessTexts))]
    RoleChanged = 7,

    /// <summary>The person signed out at Entra ID, or in another application of the city.</summary>
    [Display(Name = nameof(AccessTexts.EndByProvider), ResourceType = typeof(AccessTexts))]
    EndedByProvider = 8,

    /// <summary>No approved contract of the person's organisation covers the day.</summary>
    [Display(Name = nameof(AccessTexts.EndNoContract), ResourceType = typeof(AccessTexts))]
    NoContract = 10,

    /// <summary>No such session is known.</summary>
    [Display(Name = nameof(AccessTexts.EndUnknown), ResourceType = typeof(AccessTexts))]
    Unknown = 9,
}
