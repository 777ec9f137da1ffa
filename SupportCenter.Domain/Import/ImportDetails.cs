using Microsoft.EntityFrameworkCore;
using SupportCenter.Domain.Consultations;
using SupportCenter.Domain.Data;
using SupportCenter.Domain.Reservations;
using SupportCenter.Domain.Words;

namespace SupportCenter.Domain.Import;

/// <summary>Puts what was read into the forms of the portal, with the day's questions and the catalogue's rows.</summary>
internal sealed class ImportDetails
{
    private const int IndustryAtMost = 60;
    private readonly IReadOnlyList<Guid> questions;
    private readonly IReadOnlyDictionary<string, SupportMeasure> measures;

    private ImportDetails(IReadOnlyList<Guid> questions, IReadOnlyDictionary<string, SupportMeasure> measures) =>
        (this.questions, this.measures) = (questions, measures);

    public static async Task<ImportDetails> LoadAsync(PortalDbContext db, CancellationToken ct)
    {
        // The workbooks ask the two questions of the paper, which are the first two rows that ever were.
        var questions = await db.Questions.AsNoTracking().OrderBy(row => row.ValidFrom).ThenBy(row => row.Order).Select(row => row.Id).Take(2).ToListAsync(ct);
        var measures = await db.Measures.AsNoTracking().Where(row => row.Details.PaperOrder != null).ToListAsync(ct);
        return new ImportDetails(questions, measures.DistinctBy(row => row.Details.Name).ToDictionary(row => row.Details.Name));
    }

    public ReservationDetails Of(BookingReading booking) => new()
    {
        BusinessName = booking.BusinessName,
        ContactName = OrNull(booking.ContactName),
        Telephone = booking.Telephone.Value,
        Ward = booking.Ward.Value,
        Industry = OrNull(booking.Industry.Length > IndustryAtMost ? booking.Industry[..IndustryAtMost] : booking.Industry),
        EmployeeCount = booking.EmployeeCount.Value,
        Answers = [.. questions.Zip([booking.GrantApplied.Value, booking.LoanUsed.Value], (question, said) => new QuestionAnswer(question, Labels.OfJapanese<Answer>(said) ?? Answer.Unknown))],
        WishedMeasure = OrNull(booking.WishedMeasure),
        VisitNumber = Math.Max(1, booking.VisitNumber.Value ?? 1),
        Memo = OrNull(booking.Industry.Length > IndustryAtMost ? $"{booking.Industry}\n{booking.Memo}" : booking.Memo),
    };

    public ConsultationDetails Of(ConsultationSheetReading record)
    {
        var found = record.Measures.Where(ticked => measures.ContainsKey(ticked.Name)).ToList();
        return new ConsultationDetails
        {
            StartedAt = record.StartedAt.Value,
            EndedAt = record.EndedAt.Value,
            ClientCategory = Labels.OfJapanese<ClientCategory>(record.ClientCategory),
            Topics = record.Topics.Select(Labels.OfJapanese<Topics>).Aggregate(record.OtherTopicTicked || record.OtherTopic.Length > 0 ? Topics.Other : Topics.None, (all, one) => all | (one ?? Topics.None)),
            OtherTopic = OrNull(record.OtherTopic),
            MeasureIds = [.. found.Select(ticked => measures[ticked.Name].Id)],
            CityMeasure = OrNull(string.Join('、', found.Where(ticked => measures[ticked.Name].Details.Issuer == Issuer.City).Select(ticked => ticked.Note).Where(note => note.Length > 0))),
            OtherMeasure = OrNull(string.Join('、', record.Measures.Except(found).Select(ticked => ticked.Note.Length > 0 ? ticked.Note : ticked.Name).Where(name => name.Length > 0))),
            Troubles = record.Troubles.Select(Labels.OfJapanese<Troubles>).Aggregate(record.OtherTroubleTicked || record.OtherTrouble.Length > 0 ? Troubles.Other : Troubles.None, (all, one) => all | (one ?? Troubles.None)),
            OtherTrouble = OrNull(record.OtherTrouble),
            SalesDecline = Labels.OfJapanese<SalesDecline>(record.SalesDecline),
            Summary = OrNull(record.Summary),
            Guidance = [.. record.Guidance.Select(row => new Consultations.GuidanceRow { Measure = row.Measure, Explained = OrNull(row.Explanation), Referral = OrNull(row.Referral) })],
            Impression = OrNull(record.Impression),
            Remarks = OrNull(record.Remarks),
        };
    }

    private static string? OrNull(string text) => string.IsNullOrWhiteSpace(text) ? null : text;
}
