using Microsoft.EntityFrameworkCore;
using SupportCenter.Domain.Access;
using SupportCenter.Domain.Audit;
using SupportCenter.Domain.Data;

namespace SupportCenter.Domain.Reports;

/// <summary>What the figures are asked for.</summary>
public enum StatisticsUse
{
    /// <summary>To be seen on the screen.</summary>
    View = 0,

    /// <summary>To leave the portal as a file.</summary>
    Export = 1,
}

/// <summary>統計: counted in the database when it is asked for, over columns in clear only; nothing is decrypted and no name is shown.
/// Each view leaves an audit row. A scrivener's figures are those of the own desks.</summary>
public sealed class StatisticsService(AuthorizedDbContextFactory authorized)
{
    /// <summary>How the audit log calls the two parts.</summary>
    internal const string BookingKind = nameof(BookingStatistics);

    internal const string ConsultationKind = nameof(ConsultationStatistics);

    /// <summary>The figures of a period: what concerns the booking, and, for whoever may see it, what the consultations were about and
    /// whose they were. All are of one snapshot.</summary>
    [RequiresPermission(Permission.ViewStatistics)]
    public async Task<PeriodStatistics> PeriodAsync(
        StatisticsPeriod period,
        StatisticsFilter filter,
        StatisticsUse use = StatisticsUse.View,
        CancellationToken ct = default
    )
    {
        var read = await StatisticsReader.InSnapshotAsync(
            authorized,
            Permission.ViewStatistics,
            filter,
            async reader => new PeriodStatistics(
                await reader.BookingAsync(period, ct),
                reader.MayConsultations ? await reader.ConsultationsAsync(period, ct) : null
            ),
            ct
        );
        string[] kinds = read.Consultations is null ? [BookingKind] : [BookingKind, ConsultationKind];
        await NoteAsync(ActOf(use), kinds, read.Booking, ct);
        return read;
    }

    /// <summary>Reads what is counted of this 年度 and the one before, as far as it was changed since, so that whoever looks next waits for
    /// the counting alone. Nothing is shown and nothing is counted.</summary>
    [RequiresPermission(Permission.PrepareStatistics)]
    public Task PrepareAsync(CancellationToken ct = default) =>
        StatisticsReader.InSnapshotAsync(
            authorized,
            Permission.PrepareStatistics,
            new StatisticsFilter(),
            async reader =>
            {
                var year = StatisticsPeriod.Holding(PeriodKind.FiscalYear, authorized.Today);
                await reader.KeepAsync(authorized.Counted, year.Before(), ct);
                await reader.KeepAsync(authorized.Counted, year, ct);
                return true;
            },
            ct
        );

    /// <summary>The venues and industries to narrow by.</summary>
    [RequiresPermission(Permission.ViewStatistics)]
    public async Task<StatisticsChoices> ChoicesAsync(CancellationToken ct = default)
    {
        await using var db = await authorized.OpenAsync(Permission.ViewStatistics, ct);
        var venues = await db.Venues.ChoicesAsync(ct);
        var industries = await db.Industries.NamesAsync(ct);
        return new StatisticsChoices(venues, industries);
    }

    /// <summary>The scriveners to narrow by; none for whoever sees only the own figures.</summary>
    [RequiresPermission(Permission.ViewConsultationStatistics)]
    public async Task<IReadOnlyList<NamedChoice>> ScrivenersAsync(CancellationToken ct = default)
    {
        await using var db = await authorized.OpenAsync(Permission.ViewConsultationStatistics, ct);
        return db.AccessContext.SeesOnlyOwn ? [] : await db.Staff.Where(person => person.Role == Role.Scrivener).ChoicesAsync(ct);
    }

    private static string ActOf(StatisticsUse use) =>
        use == StatisticsUse.Export ? AuditActs.StatisticsTakenOut : AuditActs.StatisticsViewed;

    /// <summary>The row is committed before anything is shown. Counting comes first, so that nobody waits for the write lock
    /// meanwhile.</summary>
    private async Task NoteAsync(string act, string[] kinds, BookingStatistics shown, CancellationToken ct)
    {
        await using var work = await authorized.BeginAsync(Permission.ViewStatistics, act, ct);
        foreach (var kind in kinds)
        {
            work.Note(kind, null, null, [.. FactsOf(shown)]);
        }

        await work.CommitAsync(ct);
    }

    /// <summary>What the log says of a period.</summary>
    internal static string[] FactsOf(StatisticsPeriod period) =>
        [FormattableString.Invariant($"from={period.From:yyyy-MM-dd}"), FormattableString.Invariant($"to={period.To:yyyy-MM-dd}")];

    /// <summary>What the log says of a view: the narrower, the closer it is to a single business. Of the industry only that it was chosen,
    /// since it is a text.</summary>
    private static IEnumerable<string> FactsOf(BookingStatistics shown)
    {
        foreach (var fact in FactsOf(shown.Period))
        {
            yield return fact;
        }

        if (shown.Filter.VenueId is { } venue)
        {
            yield return $"venue={venue.ToShort()}";
        }

        if (shown.Filter.ScrivenerId is { } scrivener)
        {
            yield return $"scrivener={scrivener.ToShort()}";
        }

        if (shown.Filter.Ward is { } ward)
        {
            yield return $"ward={ward}";
        }

        if (shown.Filter.Industry is { Length: > 0 })
        {
            yield return "industry=chosen";
        }
    }
}

/// <summary>The venues and industries to filter by.</summary>
public sealed record StatisticsChoices(IReadOnlyList<NamedChoice> Venues, IReadOnlyList<string> Industries);
