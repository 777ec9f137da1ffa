using System.ComponentModel.DataAnnotations;
using Microsoft.EntityFrameworkCore;
using SupportCenter.Domain.Data;
using SupportCenter.Domain.Forms;
using SupportCenter.Domain.Reservations;
using SupportCenter.Domain.Text;

namespace SupportCenter.Domain.Incidents;

/// <summary>The form of the letters: what stands in all of them beside what is known of the incident.</summary>
public sealed class LetterDetails
{
    [LocalizedRequired, LocalizedMaxLength(2000)]
    [DataType(DataType.MultilineText)]
    [Display(
        Name = nameof(IncidentTexts.LetterOpening),
        Description = nameof(IncidentTexts.LetterOpeningHint),
        ResourceType = typeof(IncidentTexts)
    )]
    public string? Opening { get; set; }

    [LocalizedRequired, LocalizedMaxLength(300)]
    [DataType(DataType.MultilineText)]
    [Display(
        Name = nameof(IncidentTexts.LetterContact),
        Description = nameof(IncidentTexts.LetterContactHint),
        ResourceType = typeof(IncidentTexts)
    )]
    public string? Contact { get; set; }

    [Display(
        Name = nameof(IncidentTexts.LetterOnlyNew),
        Description = nameof(IncidentTexts.LetterOnlyNewHint),
        ResourceType = typeof(IncidentTexts)
    )]
    public bool OnlyNew { get; set; }
}

/// <summary>通知書: the items 1, 2, 4, 5 and 9 of the report, and of item 2 only what was the business's own.</summary>
internal static class LetterItems
{
    /// <summary>What stands in every letter. The one item without a text is that of the business's own data.</summary>
    public static IReadOnlyList<PaperItem> Common(IncidentDetails details, LetterDetails letter) =>
        PaperFacts.InJapanese<IReadOnlyList<PaperItem>>(() =>
            [
                new("", letter.Opening!),
                new(IncidentTexts.LetterOutline, NineItems.Lines(details.What ?? details.Title, NineItems.Occurred(details))),
                new(IncidentTexts.LetterData, ""),
                new(IncidentTexts.LetterCause, details.Cause ?? IncidentTexts.Investigating),
                new(IncidentTexts.LetterSecondary, details.Secondary ?? IncidentTexts.Investigating),
                new(
                    IncidentTexts.LetterOther,
                    NineItems.Lines(details.MeasuresDone, details.OtherFacts) is { Length: > 0 } other ? other : IncidentTexts.LetterNone
                ),
                new(IncidentTexts.LetterContactHeading, letter.Contact!),
            ]
        );

    /// <summary>For each business whom the letter is for, and which of its data could be seen: names of fields and days, no
    /// values.</summary>
    public static async Task<IReadOnlyList<(Guid Business, PaperItem Item)>> OfAsync(
        PortalDbContext db,
        IReadOnlyList<AffectedBusiness> lines,
        CancellationToken ct
    )
    {
        var ids = lines.Select(line => line.BusinessId).ToList();
        var businesses = await db.Businesses.AsNoTracking().Where(row => ids.Contains(row.Id)).ToDictionaryAsync(row => row.Id, ct);
        var bookings = (
            await db
                .Reservations.AsNoTracking()
                .Where(row => ids.Contains(row.BusinessId))
                .OrderBy(row => row.Date)
                .Select(row => new
                {
                    row.BusinessId,
                    row.Date,
                    row.Details,
                })
                .ToListAsync(ct)
        ).ToLookup(row => row.BusinessId);
        var records = (
            await db
                .Records.AsNoTracking()
                .Where(row => ids.Contains(row.BusinessId))
                .OrderBy(row => row.Date)
                .Select(row => new { row.BusinessId, row.Date })
                .ToListAsync(ct)
        ).ToLookup(row => row.BusinessId, row => row.Date);
        var documents = (
            await db.Documents.AsNoTracking().Where(row => ids.Contains(row.BusinessId)).Select(row => row.BusinessId).ToListAsync(ct)
        ).ToLookup(id => id);
        return PaperFacts.InJapanese<IReadOnlyList<(Guid, PaperItem)>>(() =>
            [
                .. lines
                    .Where(line => businesses.ContainsKey(line.BusinessId))
                    .Select(line =>
                    {
                        var business = businesses[line.BusinessId];
                        var own = bookings[line.BusinessId].ToList();
                        return (
                            line.BusinessId,
                            new PaperItem(
                                AddresseeOf(business.Name, business.ContactName),
                                NineItems.Lines(
                                    line.Data.HasFlag(ExposedData.List)
                                        ? ListOf(own.ConvertAll(row => row.Details), own.ConvertAll(row => row.Date))
                                        : null,
                                    line.Data.HasFlag(ExposedData.Record)
                                        ? Filled(IncidentTexts.LetterRecords, DaysOf(records[line.BusinessId]))
                                        : null,
                                    line.Data.HasFlag(ExposedData.Document)
                                        ? Filled(IncidentTexts.LetterDocuments, documents[line.BusinessId].Count())
                                        : null
                                )
                            )
                        );
                    })
                    .OrderBy(letter => letter.Item2.Heading, StringComparer.Ordinal),
            ]
        );
    }

    private static string AddresseeOf(string name, string? contact) =>
        VisibleText.IsBlank(contact) ? Filled(IncidentTexts.LetterToBusiness, name) : Filled(IncidentTexts.LetterToPerson, name, contact);

    /// <summary>The fields of the bookings in which something was said, by their names.</summary>
    private static string ListOf(List<ReservationDetails> bookings, List<DateOnly> days) =>
        Filled(
            IncidentTexts.LetterList,
            string.Join(
                IncidentTexts.Comma,
                FormFields
                    .Of<ReservationDetails>()
                    .Where(field => bookings.Exists(booking => IsSaid(field.Read(booking))))
                    .Select(field => field.JapaneseLabel)
            ),
            DaysOf(days)
        );

    private static bool IsSaid(object? value) =>
        value switch
        {
            null or false => false,
            string text => !VisibleText.IsBlank(text),
            System.Collections.ICollection rows => rows.Count > 0,
            _ => true,
        };

    private static string DaysOf(IEnumerable<DateOnly> days) =>
        string.Join(IncidentTexts.Comma, days.Distinct().Select(ScreenDate.Day)) is { Length: > 0 } said ? said : IncidentTexts.LetterNoDay;
}

/// <summary>連絡記録: who was tried to be told, when, by whom, and what came of it.</summary>
internal static class ContactLogItems
{
    /// <summary>The counts.</summary>
    public static IReadOnlyList<PaperItem> Counts(IReadOnlyList<AffectedBusiness> lines) =>
        PaperFacts.InJapanese<IReadOnlyList<PaperItem>>(() =>
            [
                new(
                    IncidentTexts.LogCounts,
                    NineItems.Lines([
                        Filled(
                            IncidentTexts.ToldSoFar,
                            lines.Count,
                            lines.Count(line => line.LastResult == ContactResult.Told),
                            lines.Count(line => line.LastResult != ContactResult.Told)
                        ),
                        .. Enum.GetValues<ContactResult>()
                            .Where(result => lines.Any(line => line.LastResult == result))
                            .Select(result =>
                                Filled(IncidentTexts.LogCountOf, result.Label(), lines.Count(line => line.LastResult == result))
                            ),
                        lines.Any(line => line.LastResult is null)
                            ? Filled(IncidentTexts.LogCountOf, IncidentTexts.LogNotCalled, lines.Count(line => line.LastResult is null))
                            : null,
                    ])
                ),
            ]
        );

    /// <summary>For each business on the list its name, and a line for each attempt, the earliest first.</summary>
    public static async Task<IReadOnlyList<(Guid Business, PaperItem Item)>> OfAsync(
        PortalDbContext db,
        IReadOnlyList<AffectedBusiness> lines,
        CancellationToken ct
    )
    {
        var (ids, affected) = (lines.Select(line => line.BusinessId).ToList(), lines.Select(line => line.Id).ToList());
        var names = await db.Businesses.Where(row => ids.Contains(row.Id)).ToDictionaryAsync(row => row.Id, row => row.Name, ct);
        var staff = await db.Staff.AsNoTracking().ToDictionaryAsync(row => row.Id, row => row.Name, ct);
        var attempts = (
            await db
                .ContactAttempts.AsNoTracking()
                .Where(row => affected.Contains(row.AffectedId))
                .OrderBy(row => row.AtUtc)
                .ToListAsync(ct)
        ).ToLookup(row => row.AffectedId);
        return PaperFacts.InJapanese<IReadOnlyList<(Guid, PaperItem)>>(() =>
            [
                .. lines
                    .Where(line => names.ContainsKey(line.BusinessId))
                    .Select(line =>
                        (
                            line.BusinessId,
                            new PaperItem(
                                names[line.BusinessId],
                                NineItems.Lines([.. attempts[line.Id].Select(row => LineOf(row, staff))]) is { Length: > 0 } said
                                    ? said
                                    : IncidentTexts.LogNotCalled
                            )
                        )
                    )
                    .OrderBy(entry => entry.Item2.Heading, StringComparer.Ordinal),
            ]
        );
    }

    private static string LineOf(ContactAttempt attempt, IReadOnlyDictionary<Guid, string> staff) =>
        string.Join(
            '　',
            new[]
            {
                NineItems.At(attempt.AtUtc),
                attempt.Way.Label(),
                attempt.Result.Label(),
                staff.GetValueOrDefault(attempt.ById),
                attempt.ToWhom is { } whom ? Filled(IncidentTexts.LogToWhom, whom) : null,
                attempt.Script > 0 ? Filled(IncidentTexts.LogScript, attempt.Script) : null,
                attempt.HasSecondaryDamage ? IncidentTexts.LogSecondary : null,
                attempt.Reaction,
            }.Where(part => !VisibleText.IsBlank(part))
        );
}
