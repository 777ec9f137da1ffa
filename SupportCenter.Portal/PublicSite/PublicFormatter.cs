using SupportCenter.Domain.PublicSite;

namespace SupportCenter.Portal.PublicSite;

/// <summary>The signs of the schedule. They never stand alone: the word is beside each, or is read out in its place.</summary>
internal static class PublicFormatter
{
    public static string SignOf(Availability availability) =>
        availability switch
        {
            Availability.Open => "○",
            Availability.Few => "△",
            Availability.Full => "×",
            _ => "－",
        };

    /// <summary>Where a day's entries are on the page.</summary>
    public static string AnchorOf(DateOnly date) => "day-" + OpenData.Iso(date);
}
