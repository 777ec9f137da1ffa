using Microsoft.EntityFrameworkCore;
using SupportCenter.Domain.Consultations;
using SupportCenter.Domain.Data;
using SupportCenter.Domain.Forms;
using SupportCenter.Domain.Reservations;
using SupportCenter.Domain.Text;

namespace SupportCenter.Domain.Import;

/// <summary>Puts what was read into the forms of the portal, with the day's questions and the catalogue's rows.</summary>
internal sealed class ImportDetails
{
    /// <summary>Where nothing of the day's questions and the catalogue is known: to see whether what was read fits into the form.</summary>
    public static ImportDetails WithoutCatalogue { get; } = new([], [], []);

    private readonly IReadOnlyList<Guid> questions;
    private readonly Dictionary<string, SupportMeasure> measures;
    private readonly IReadOnlyList<NamedChoice> explained;
    private readonly IReadOnlyList<NamedChoice> referrals;

    private ImportDetails(IReadOnlyList<Guid> questions, List<SupportMeasure> measures, List<NamedChoice> referrals)
    {
        (this.questions, this.referrals) = (questions, referrals);
        this.measures = measures
            .Where(row => row.Details.PaperOrder != null)
            .DistinctBy(row => row.Details.Name)
            .ToDictionary(row => row.Details.Name);
        explained = [.. measures.Select(row => new NamedChoice(row.Id, row.Details.Name))];
    }

    public static async Task<ImportDetails> LoadAsync(PortalDbContext db, CancellationToken ct)
    {
        // The workbooks ask the two questions of the paper, which are the first two rows that ever were.
        var questions = await db
            .Questions.AsNoTracking()
            .OrderBy(row => row.ValidFrom)
            .ThenBy(row => row.Order)
            .Select(row => row.Id)
            .Take(2)
            .ToListAsync(ct);
        return new ImportDetails(questions, await db.Measures.AsNoTracking().ToListAsync(ct), await db.Referrals.ChoicesAsync(ct));
    }

    /// <summary>Says of each field where what was read breaks a rule of the form's own; what the paper left out may be missing.</summary>
    public static void AddLimits(object details, ImportDoubtList doubts)
    {
        foreach (var broken in FormFields.Of(details.GetType()).SelectMany(field => FormChecks.OfField(details, field.Name)))
        {
            if (
                !broken.IsMissing
                && Enum.TryParse<ImportField>(broken.Field, out var field)
                && doubts.All.All(doubt => doubt.Field != field)
            )
            {
                doubts.Add(field, broken.Sentence);
            }
        }
    }

    public ReservationDetails Of(BookingReading booking) => Fitted(DetailsOf(booking), nameof(ReservationDetails.Memo), booking.Further);

    public ConsultationDetails Of(ConsultationSheetReading record) =>
        Fitted(Written(record), nameof(ConsultationDetails.Remarks), record.Further);

    /// <summary>As a form would send it. A text that is longer than its field stands whole in the memo: nothing of the paper is
    /// lost.</summary>
    private static T Fitted<T>(T details, string memo, IReadOnlyDictionary<string, object> further)
        where T : class, new()
    {
        var kept = FormFields.Cleaned(FurtherLabels.Put(details, further));
        var into = FieldDescription.Of(typeof(T), memo);
        foreach (var field in FormFields.Of<T>().Where(field => field.MaxLength is not null && field.Name != memo))
        {
            if (field.Read(kept) is string text && text.Length > field.MaxLength!.Value)
            {
                into.Write(kept, $"{text}\n{into.Read(kept)}".TrimEnd());
                var end = field.MaxLength.Value;
                field.Write(kept, text[..(char.IsHighSurrogate(text[end - 1]) ? end - 1 : end)]);
            }
        }

        return kept;
    }

    private ReservationDetails DetailsOf(BookingReading booking) =>
        new()
        {
            BusinessName = booking.BusinessName,
            BusinessNameReading = OrNull(booking.BusinessNameReading),
            ContactName = OrNull(booking.ContactName),
            Telephone = booking.Telephone.Value,
            TelephoneNote = OrNull(booking.TelephoneNote),
            TelephoneReason = TelephoneCell.Reason(booking.Telephone),
            Ward = booking.Ward.Value,
            Industry = OrNull(booking.Industry),
            EmployeeCount = booking.EmployeeCount.Value,
            Answers =
            [
                .. questions.Zip([booking.GrantApplied.Value, booking.LoanUsed.Value], (question, answer) =>
                    new QuestionAnswer(question, Labels.OfJapanese<Answer>(answer) ?? Answer.Unknown)
                ),
            ],
            WishedMeasure = OrNull(booking.WishedMeasure),
            VisitNumber = Math.Max(1, booking.VisitNumber.Value ?? 1),
            Memo = OrNull(booking.Memo),
        };

    private ConsultationDetails Written(ConsultationSheetReading record)
    {
        var found = record.Measures.Where(ticked => measures.ContainsKey(ticked.Name)).ToList();
        return new ConsultationDetails
        {
            StartedAt = record.StartedAt.Value,
            EndedAt = record.EndedAt.Value,
            ClientCategory = Labels.OfJapanese<ClientCategory>(record.ClientCategory),
            Topics = record
                .Topics.Select(Labels.OfJapanese<Topics>)
                .Aggregate(record.OtherTopicTicked || record.OtherTopic.Length > 0 ? Topics.Other : Topics.None, (all, one) =>
                    all | (one ?? Topics.None)
                ),
            OtherTopic = OrNull(record.OtherTopic),
            MeasureIds = [.. found.Select(ticked => measures[ticked.Name].Id)],
            CityMeasure = OrNull(
                string.Join(
                    '、',
                    found
                        .Where(ticked => measures[ticked.Name].Details.Issuer == Issuer.City)
                        .Select(ticked => ticked.Note)
                        .Where(note => note.Length > 0)
                )
            ),
            OtherMeasure = OrNull(
                string.Join(
                    '、',
                    record
                        .Measures.Except(found)
                        .Select(ticked => ticked.Note.Length > 0 ? ticked.Note : ticked.Name)
                        .Where(name => name.Length > 0)
                )
            ),
            Troubles = record
                .Troubles.Select(Labels.OfJapanese<Troubles>)
                .Aggregate(record.OtherTroubleTicked || record.OtherTrouble.Length > 0 ? Troubles.Other : Troubles.None, (all, one) =>
                    all | (one ?? Troubles.None)
                ),
            OtherTrouble = OrNull(record.OtherTrouble),
            SalesDecline = Labels.OfJapanese<SalesDecline>(record.SalesDecline),
            Summary = OrNull(record.Summary),
            Guidance =
            [
                .. record.Guidance.Select(row => new Consultations.GuidanceRow
                {
                    Measure = row.Measure,
                    MeasureId = CatalogueNames.Find(row.Measure, explained),
                    Explained = OrNull(row.Explanation),
                    Referral = OrNull(row.Referral),
                    ReferralId = CatalogueNames.Find(row.Referral, referrals),
                }),
            ],
            Impression = OrNull(record.Impression),
            Remarks = OrNull(record.Remarks),
        };
    }

    private static string? OrNull(string text) => string.IsNullOrWhiteSpace(text) ? null : text;
}
