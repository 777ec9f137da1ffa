using System.ComponentModel.DataAnnotations;
using Microsoft.EntityFrameworkCore;
using SupportCenter.Domain.Data;

namespace SupportCenter.Domain.Consultations;

/// <summary>Checks again, on the server, what a form sends (ASVS 2.2.2), and brings it into the one shape that is stored.</summary>
internal static class ConsultationInput
{
    private const int MostGuidanceRows = 50;

    /// <summary>The details as they are stored: ends of texts trimmed, empty texts and rows left out, measures once each in a fixed order.</summary>
    /// <exception cref="RuleException">A field is wrong; the sentence is about the first of them.</exception>
    public static async Task<ConsultationDetails> CheckAsync(PortalDbContext db, ConsultationDetails details, CancellationToken cancellation)
    {
        var kept = Normalized(details);
        CheckAnnotations(kept);
        foreach (var row in kept.Guidance)
        {
            CheckAnnotations(row);
        }

        CheckTogether(kept);
        var known = await db.Measures.CountAsync(row => kept.MeasureIds.Contains(row.Id), cancellation);
        Refuse(known != kept.MeasureIds.Count, ConsultationTexts.MeasureUnknown, nameof(ConsultationDetails.MeasureIds));
        return kept;
    }

    private static ConsultationDetails Normalized(ConsultationDetails from) => new()
    {
        StartedAt = from.StartedAt,
        EndedAt = from.EndedAt,
        ClientCategory = from.ClientCategory,
        Topics = from.Topics,
        OtherTopic = Text(from.OtherTopic),
        MeasureIds = [.. (from.MeasureIds ?? []).Distinct().Order()],
        CityMeasure = Text(from.CityMeasure),
        OtherMeasure = Text(from.OtherMeasure),
        Troubles = from.Troubles,
        OtherTrouble = Text(from.OtherTrouble),
        SalesDecline = from.SalesDecline,
        Summary = Text(from.Summary),
        Guidance = [.. (from.Guidance ?? []).Select(Normalized).Where(row => row.Measure.Length > 0 || row.Explained is not null || row.Referral is not null)],
        Impression = Text(from.Impression),
        Remarks = Text(from.Remarks),
    };

    private static GuidanceRow Normalized(GuidanceRow from) =>
        new() { Measure = Text(from.Measure) ?? "", Explained = Text(from.Explained), Referral = Text(from.Referral) };

    // Line ends differ between browsers and drafts; a text that only differs in them was not changed.
    private static string? Text(string? typed) =>
        string.IsNullOrWhiteSpace(typed) ? null : typed.ReplaceLineEndings("\n").Trim();

    private static void CheckAnnotations(object part)
    {
        var broken = new List<ValidationResult>();
        if (!Validator.TryValidateObject(part, new ValidationContext(part), broken, validateAllProperties: true))
        {
            throw new RuleException(broken[0].ErrorMessage!) { Field = broken[0].MemberNames.FirstOrDefault() };
        }
    }

    private static void CheckTogether(ConsultationDetails kept)
    {
        Refuse(kept is { StartedAt: { } from, EndedAt: { } to } && to < from, ConsultationTexts.EndsBeforeStart, nameof(kept.EndedAt));
        Refuse(kept.ClientCategory is { } category && !Enum.IsDefined(category), ConsultationTexts.ChoiceUnknown, nameof(kept.ClientCategory));
        Refuse(kept.SalesDecline is { } decline && !Enum.IsDefined(decline), ConsultationTexts.ChoiceUnknown, nameof(kept.SalesDecline));
        Refuse((kept.Topics & ~All<Topics>()) != Topics.None, ConsultationTexts.ChoiceUnknown, nameof(kept.Topics));
        Refuse((kept.Troubles & ~All<Troubles>()) != Troubles.None, ConsultationTexts.ChoiceUnknown, nameof(kept.Troubles));
        Refuse(kept.Topics.HasFlag(Topics.Other) && kept.OtherTopic is null, ConsultationTexts.OtherTopicNeeded, nameof(kept.OtherTopic));
        Refuse(kept.Troubles.HasFlag(Troubles.Other) && kept.OtherTrouble is null, ConsultationTexts.OtherTroubleNeeded, nameof(kept.OtherTrouble));
        Refuse(kept.Guidance.Count > MostGuidanceRows, string.Format(null, ConsultationTexts.TooManyGuidanceRows, MostGuidanceRows), nameof(kept.Guidance));
    }

    private static T All<T>()
        where T : struct, Enum => (T)Enum.ToObject(typeof(T), Enum.GetValues<T>().Sum(value => (int)(object)value));

    private static void Refuse(bool isWrong, string sentence, string field)
    {
        if (isWrong)
        {
            throw new RuleException(sentence) { Field = field };
        }
    }
}
