using Microsoft.EntityFrameworkCore;
using SupportCenter.Domain.Access;
using SupportCenter.Domain.Audit;
using SupportCenter.Domain.Businesses;
using SupportCenter.Domain.Consultations;
using SupportCenter.Domain.Data;
using SupportCenter.Domain.Forms;
using SupportCenter.Domain.Reservations;
using SupportCenter.Domain.Text;

namespace SupportCenter.Domain.Reports;

/// <summary>Counts on the server which words rise in 相談の概要. The summaries are decrypted for it and thrown away; what comes out are words
/// that stand in those of five businesses and more, and none that stands in the name of a business, of its contact person, or of whoever
/// works here. Each count leaves an audit row before anything is shown.</summary>
public sealed class RisingWordsService(AuthorizedDbContextFactory authorized, PortalDatabase database)
{
    /// <summary>So many words are shown.</summary>
    public const int MostWords = 50;

    /// <summary>The longest period: twice as many summaries are decrypted for one look.</summary>
    public const int MostDays = 366;

    private const int DaysAtOnce = 7;

    /// <summary>The words of a period that more businesses speak of than in the period before, as a part of all.</summary>
    /// <exception cref="RuleException">The period is longer than a year.</exception>
    [RequiresPermission(Permission.ViewRisingWords)]
    public async Task<RisingWords> CountAsync(StatisticsPeriod period, CancellationToken ct = default)
    {
        RisingWords counted;
        await using (var db = await authorized.OpenAsync(Permission.ViewRisingWords, ct))
        {
            FormChecks.Refuse(period.To.DayNumber - period.From.DayNumber >= MostDays, StatisticsTexts.WordsPeriodTooLong, "");
            var (now, before) = (await ReadAsync(db, period, ct), await ReadAsync(db, period.Before(), ct));
            counted = new RisingWords(
                period,
                now.Businesses,
                before.Businesses,
                await WithoutNamesAsync(db, RisingWordsRule.Of(now, before), ct)
            );
        }

        await using var work = await authorized.BeginAsync(Permission.ViewRisingWords, AuditActs.WordsCounted, ct);
        work.Note(nameof(RisingWords), null, null, StatisticsService.FactsOf(period));
        await work.CommitAsync(ct);
        return counted;
    }

    /// <summary>The words of the records that were handed in for consultations that were held, some days at once: the texts are not
    /// kept.</summary>
    private static async Task<WordCounts> ReadAsync(PortalDbContext db, StatisticsPeriod period, CancellationToken ct)
    {
        var counts = new WordCounts();
        for (var first = period.From; first <= period.To; first = first.AddDays(DaysAtOnce))
        {
            var last = first.AddDays(DaysAtOnce - 1) < period.To ? first.AddDays(DaysAtOnce - 1) : period.To;
            var from = first;
            var rows = await db
                .Records.AsNoTracking()
                .VisibleTo(db)
                .Where(row => row.Reservation!.Date >= from && row.Reservation.Date <= last)
                .Where(row => row.Status > RecordStatus.Draft && row.Reservation!.Status == ReservationStatus.Completed)
                .Select(row => new { row.BusinessId, row.Details.Summary })
                .ToListAsync(ct);
            foreach (var row in rows)
            {
                counts.Add(row.BusinessId, row.Summary);
            }
        }

        return counts;
    }

    /// <summary>The first of the words that are part of no name, and in which no name stands. Names of businesses and contact persons are
    /// asked of the search's index, so that none has to be decrypted; where the index is not sure, the word is left out.</summary>
    private async Task<List<RisingWord>> WithoutNamesAsync(PortalDbContext db, IEnumerable<RisingWord> words, CancellationToken ct)
    {
        var staff = (await db.Staff.Select(person => person.Name).ToListAsync(ct))
            .SelectMany(name => name.Split([' ', '　'], StringSplitOptions.RemoveEmptyEntries).Append(name))
            .Select(TextFolding.Fold)
            .Where(name => name.Length > 1)
            .ToHashSet(StringComparer.Ordinal);
        var names = new KnownNames(db, database.Index);
        var shown = new List<RisingWord>();
        foreach (var word in words)
        {
            var folded = TextFolding.Fold(word.Word);
            if (
                !staff.Any(name => name.Contains(folded, StringComparison.Ordinal) || folded.Contains(name, StringComparison.Ordinal))
                && !await IsInNameAsync(db, folded, ct)
                && await names.FindFirstAsync(word.Word, ct) is null
            )
            {
                shown.Add(word);
            }

            if (shown.Count == MostWords)
            {
                break;
            }
        }

        return shown;
    }

    /// <summary>Whether a business has all pieces of the word in its names: those of today, and those that were said at any
    /// booking.</summary>
    private async Task<bool> IsInNameAsync(PortalDbContext db, string folded, CancellationToken ct)
    {
        var pieces = TextFolding.QueryGrams(folded).Select(database.Index.NamePiece).ToArray();
        return pieces.Length == 0 || await database.BusinessesHaving(db, pieces[0], pieces[1..]).AnyAsync(ct);
    }
}
