using Microsoft.EntityFrameworkCore;
using SupportCenter.Domain.Data;
using SupportCenter.Domain.Forms;

namespace SupportCenter.Domain.Consultations;

/// <summary>Checks again, on the server, what a form sends (ASVS 2.2.2), and brings it into the one shape that is stored.</summary>
internal static class ConsultationInput
{
    /// <summary>The details as they are stored.</summary>
    /// <exception cref="RuleException">A field is wrong; the sentence is about the first of them.</exception>
    public static async Task<ConsultationDetails> CheckAsync(
        PortalDbContext db,
        ConsultationDetails details,
        CancellationToken cancellation
    )
    {
        var kept = FormFields.Cleaned(details);
        FormChecks.Ensure(kept);
        var known = await db.Measures.CountAsync(row => kept.MeasureIds.Contains(row.Id), cancellation);
        FormChecks.Refuse(known != kept.MeasureIds.Count, ConsultationTexts.MeasureUnknown, nameof(ConsultationDetails.MeasureIds));
        var guided = kept.Guidance.Select(row => row.MeasureId).OfType<Guid>().ToHashSet();
        var referrals = kept.Guidance.Select(row => row.ReferralId).OfType<Guid>().ToHashSet();
        known = await db.Measures.CountAsync(row => guided.Contains(row.Id), cancellation);
        FormChecks.Refuse(known != guided.Count, ConsultationTexts.MeasureUnknown, nameof(ConsultationDetails.Guidance));
        known = await db.Referrals.CountAsync(row => referrals.Contains(row.Id), cancellation);
        FormChecks.Refuse(known != referrals.Count, ConsultationTexts.ReferralUnknown, nameof(ConsultationDetails.Guidance));
        return kept;
    }
}
