using System.Text.RegularExpressions;

namespace SupportCenter.Portal.Exposure;

/// <summary>Addresses as findings show them.</summary>
internal static partial class ProbeAddress
{
    private const int Longest = 300;

    /// <summary>The address with {Id} in place of ids, so that a thousand rows behind one open address are one finding.</summary>
    public static string WithoutIds(string address)
    {
        var text = Id().Replace(address, "{Id}");
        return text.Length <= Longest ? text : text[..Longest];
    }

    /// <summary>Whether it is the way to the sign-in page, with the address to come back to.</summary>
    public static bool IsSignIn(Uri? location)
    {
        var text =
            location is null ? ""
            : location.IsAbsoluteUri ? location.PathAndQuery
            : location.OriginalString;
        return text.StartsWith($"{PortalUrls.SignIn}?back=", StringComparison.Ordinal)
            || text.StartsWith($"{PortalUrls.SignIn}?again=", StringComparison.Ordinal);
    }

    [GeneratedRegex(
        "[0-7][0-9a-hjkmnp-tv-zA-HJKMNP-TV-Z]{25}(?![0-9A-Za-z])|[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}",
        RegexOptions.ExplicitCapture,
        1000
    )]
    private static partial Regex Id();
}
