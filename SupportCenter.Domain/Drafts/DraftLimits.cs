using System.Text.RegularExpressions;
using SupportCenter.Domain.Data;

namespace SupportCenter.Domain.Drafts;

/// <summary>What may be kept as a draft: of which forms, and how much.</summary>
public static partial class DraftLimits
{
    /// <summary>The most of one draft as JSON in UTF-8: the longest valid form of characters that JSON writes in twelve bytes.</summary>
    public const int MostBytes = 2 * 1024 * 1024;

    /// <summary>The most that one person's drafts take together.</summary>
    public const int MostBytesOfPerson = 16 * 1024 * 1024;

    /// <summary>How many drafts one person may have: more than anybody has forms open, or records begun.</summary>
    public const int MostOfPerson = 200;

    private static readonly HashSet<string> Forms = new(StringComparer.Ordinal)
    {
        "exports",
        "disposals",
        "staff-new",
        "reservation:new",
        "callback:new",
        "clinics/new",
        "notices/new",
        "handovers/new",
        "incident:new",
        "contract:new",
        "check-item:new",
        "inspection:new",
    };

    /// <summary>Whether a form of the portal keeps a draft under that name.</summary>
    public static bool IsKnown(string name)
    {
        var form = Draft.FormOf(name);
        return (form.Length == name.Length || NewId.TryParse(name[(form.Length + 1)..], out _))
            && (Forms.Contains(form) || FormOfRow().IsMatch(form));
    }

    // Forms of one row, by what is before its id.
    private const string OfRow =
        "consultation:|walk-in:|incident:|incident-event:|incident-call:|incident-letter:|staff-role-|staff-|notice:|comment:|handover:"
        + "|contract:|subcontract:|roster:|check-item:|inspection:|finding:|correction:|answer:|judgement:";

    [GeneratedRegex(@"\A((" + OfRow + @")[A-Za-z0-9_-]{20,32}|/reports/monthly/\d{4}-\d{2}/\d{1,3})\z", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex FormOfRow();
}
