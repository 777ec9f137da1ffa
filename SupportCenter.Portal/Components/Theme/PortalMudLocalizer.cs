using System.Globalization;
using Microsoft.Extensions.Localization;
using MudBlazor;

namespace SupportCenter.Portal.Components.Theme;

/// <summary>The texts that MudBlazor's components bring themselves, in the language of the screen.</summary>
public sealed class PortalMudLocalizer : MudLocalizer
{
    /// <summary>The text under <paramref name="key"/>; a key that is not ours keeps MudBlazor's English words.</summary>
    public override LocalizedString this[string key] =>
        MudBlazorTexts.ResourceManager.GetString(key, CultureInfo.CurrentUICulture) is { } text
            ? new LocalizedString(key, text)
            : new LocalizedString(key, key, resourceNotFound: true);
}
