using System.Globalization;
using Microsoft.EntityFrameworkCore;
using SupportCenter.Domain.Access;
using SupportCenter.Domain.Audit;
using SupportCenter.Domain.Data;
using SupportCenter.Domain.Incidents;

namespace SupportCenter.Domain.Reports;

/// <summary>月次報告: counted when it is asked for, until a second person fixes it (確定). From then on an edition is what was kept. The act
/// itself is the second person's: there is nothing that the one who wrote the texts would be permitted to do afterwards, so that it needs
/// no <see cref="Approval"/>.</summary>
public sealed class ReportEditionService(AuthorizedDbContextFactory authorized, IncidentOptions rules)
{
    private const string ReportKind = nameof(MonthlyReport);

    /// <summary>A month as it would be counted now, with its editions.</summary>
    /// <exception cref="RuleException">The year is before 2000 or after 2200.</exception>
    [RequiresPermission(Permission.WriteMonthlyReports)]
    public async Task<ReportMonth> ReadAsync(DateOnly month, CancellationToken ct = default)
    {
        var read = await StatisticsReader.InSnapshotAsync(
            authorized,
            Permission.WriteMonthlyReports,
            new StatisticsFilter(),
            async reader => new ReportMonth(await MonthAsync(reader, month, ct), await EditionsAsync(reader.Db, month, ct)),
            ct
        );
        await NoteAsync(Permission.WriteMonthlyReports, AuditActs.StatisticsViewed, read.Now.Booking.Period, null, ct);
        return read;
    }

    /// <summary>Saves the texts of an edition: of the first one, of the one that is not fixed yet, or of the next one (訂正版).</summary>
    /// <param name="month">Any day of the month.</param>
    /// <param name="number">The edition.</param>
    /// <param name="seen">The version that was read; null where there was no such edition.</param>
    /// <param name="texts">What was written.</param>
    /// <exception cref="RuleException">Somebody else was faster, the edition is fixed, or a text breaks a rule.</exception>
    [RequiresPermission(Permission.WriteMonthlyReports)]
    public async Task SaveAsync(DateOnly month, int number, Guid? seen, EditionDetails texts, CancellationToken ct = default)
    {
        await using var work = await authorized.BeginAsync(Permission.WriteMonthlyReports, AuditActs.MonthlyReportWritten, ct);
        var first = StatisticsPeriod.Month(month).From;
        var last = await work
            .Db.ReportEditions.Where(row => row.Month == first)
            .OrderByDescending(row => row.Number)
            .FirstOrDefaultAsync(ct);
        var edition =
            last?.Number == number ? last
            : number == (last?.Number ?? 0) + 1 && last?.IsFixed != false ? work.Db.Add(new ReportEdition(first, number)).Entity
            : throw new RuleException(DomainTexts.ChangedByAnother);
        if (edition == last && !edition.IsFixed && edition.Version != seen)
        {
            throw new RuleException(DomainTexts.ChangedByAnother);
        }

        edition.Write(texts, work.AccessContext.Me, authorized.UtcNow);
        await work.CommitAsync(ct);
    }

    /// <summary>確定: a second person lets the texts stand and keeps the figures. False where there is no such edition.</summary>
    /// <param name="id">The edition.</param>
    /// <param name="seen">Its version that was read.</param>
    /// <param name="figures">The hash of the figures that were seen (<see cref="ReportMonth.NowHash"/>).</param>
    /// <exception cref="RuleException">The texts or the figures changed since they were seen, the month is not over, the same person
    /// wrote the texts, or the edition is fixed already.</exception>
    [RequiresPermission(Permission.FixMonthlyReports)]
    public async Task<bool> FixAsync(Guid id, Guid seen, string figures, CancellationToken ct = default)
    {
        // Counting comes first, so that nobody waits for the write lock meanwhile.
        var counted = await StatisticsReader.InSnapshotAsync(
            authorized,
            Permission.FixMonthlyReports,
            new StatisticsFilter(),
            async reader =>
                await reader.Db.ReportEditions.AsNoTracking().FirstOrDefaultAsync(row => row.Id == id, ct) is { } found
                    ? await MonthAsync(reader, found.Month, ct)
                    : null,
            ct
        );
        if (counted is null)
        {
            return false;
        }

        await using var work = await authorized.BeginAsync(Permission.FixMonthlyReports, AuditActs.MonthlyReportFixed, ct);
        var edition = await work.Db.ReportEditions.SingleAsync(row => row.Id == id, ct);
        Refuse(edition.Version != seen, DomainTexts.ChangedByAnother);
        edition.Fix(counted, work.AccessContext.Me, authorized.UtcNow);
        Refuse(ReportMonth.Hash(counted) != figures, StatisticsTexts.EditionFiguresChanged);
        await work.CommitAsync(ct);
        return true;
    }

    /// <summary>A month for the paper: a fixed edition from what was kept, anything else counted now. Whoever sees only their own figures
    /// gets those, and no edition. Null where there is no such edition.</summary>
    /// <param name="month">Any day of the month.</param>
    /// <param name="number">The edition; null for the one that holds: the last fixed one, and before there is one, the first.</param>
    /// <exception cref="RuleException">The year is before 2000 or after 2200, or what was kept was changed in the database.</exception>
    [RequiresPermission(Permission.ViewConsultationStatistics)]
    public async Task<PrintedMonth?> PrintAsync(DateOnly month, int? number = null, CancellationToken ct = default)
    {
        var printed = await StatisticsReader.InSnapshotAsync(
            authorized,
            Permission.ViewConsultationStatistics,
            new StatisticsFilter(),
            async reader =>
            {
                var all = reader.Db.AccessContext.SeesOnlyOwn ? [] : await EditionsAsync(reader.Db, month, ct);
                var edition = number is null
                    ? all.LastOrDefault(row => row.IsFixed) ?? (all.Count > 0 ? all[^1] : null)
                    : all.FirstOrDefault(row => row.Number == number);
                Refuse(edition is { IsFixed: true, Figures: null }, StatisticsTexts.EditionDamaged);
                return number is not null && edition is null
                    ? null
                    : new PrintedMonth(
                        edition?.Figures ?? await MonthAsync(reader, month, ct),
                        edition,
                        [.. all.Where(row => row.Number > 1 && row.Number <= edition!.Number)]
                    );
            },
            ct
        );
        if (printed is not null)
        {
            await NoteAsync(
                Permission.ViewConsultationStatistics,
                AuditActs.MonthlyReportPrinted,
                printed.Report.Booking.Period,
                printed.Edition,
                ct
            );
        }

        return printed;
    }

    /// <summary>The month with what it says of incidents; one person's figures say nothing of them.</summary>
    private async Task<MonthlyReport> MonthAsync(StatisticsReader reader, DateOnly month, CancellationToken ct)
    {
        var report = await reader.MonthAsync(month, ct);
        return report.Booking.IsOwn
            ? report
            : report with
            {
                Incidents = await IncidentFigures.ReadAsync(reader.Db, report.Booking.Period, rules, authorized.Today, ct),
            };
    }

    /// <summary>The row is committed before anything is shown.</summary>
    private async Task NoteAsync(Permission permission, string act, StatisticsPeriod shown, EditionView? edition, CancellationToken ct)
    {
        await using var work = await authorized.BeginAsync(permission, act, ct);
        string[] which = edition is null ? [] : [string.Create(CultureInfo.InvariantCulture, $"edition={edition.Number}")];
        work.Note(ReportKind, edition?.Id, null, [.. StatisticsService.FactsOf(shown), .. which]);
        await work.CommitAsync(ct);
    }

    private static async Task<IReadOnlyList<EditionView>> EditionsAsync(PortalDbContext db, DateOnly month, CancellationToken ct)
    {
        var first = StatisticsPeriod.Month(month).From;
        var rows = await db.ReportEditions.AsNoTracking().Where(row => row.Month == first).OrderBy(row => row.Number).ToListAsync(ct);
        var people = rows.SelectMany(row => new[] { row.PreparedById, row.FixedById }).OfType<Guid>().Distinct().ToList();
        var names = await db.Staff.Where(row => people.Contains(row.Id)).ToDictionaryAsync(row => row.Id, row => row.Name, ct);
        return
        [
            .. rows.Select(row => new EditionView
            {
                Id = row.Id,
                Number = row.Number,
                Version = row.Version,
                Texts = row.Texts,
                PreparedBy = names.GetValueOrDefault(row.PreparedById, ""),
                PreparedAtUtc = row.PreparedAtUtc,
                IsMine = row.PreparedById == db.AccessContext.StaffId,
                FixedBy = row.FixedById is { } by ? names.GetValueOrDefault(by, "") : null,
                FixedAtUtc = row.FixedAtUtc,
                Figures = row.KeptFigures(),
                Hash = row.FiguresHash is { } hash ? Convert.ToHexStringLower(hash) : null,
            }),
        ];
    }

    private static void Refuse(bool isWrong, string sentence)
    {
        if (isWrong)
        {
            throw new RuleException(sentence);
        }
    }
}

/// <summary>A month of 月次報告.</summary>
/// <param name="Now">As it would be counted now.</param>
/// <param name="Editions">From the first to the last.</param>
public sealed record ReportMonth(MonthlyReport Now, IReadOnlyList<EditionView> Editions)
{
    /// <summary>The last fixed edition: what holds.</summary>
    public EditionView? Fixed => Editions.LastOrDefault(edition => edition.IsFixed);

    /// <summary>The edition that is being written; null where there is none, or the last one is fixed.</summary>
    public EditionView? Draft => Editions is [.., { IsFixed: false } last] ? last : null;

    /// <summary>What <see cref="ReportEditionService.FixAsync"/> compares: whoever fixes says which figures were seen.</summary>
    public string NowHash => Hash(Now);

    internal static string Hash(MonthlyReport report) => Convert.ToHexStringLower(FixedFigures.HashOf(FixedFigures.Write(report)));
}

/// <summary>An edition as it is shown.</summary>
public sealed record EditionView
{
    public required Guid Id { get; init; }

    public required int Number { get; init; }

    public required Guid Version { get; init; }

    public required EditionDetails Texts { get; init; }

    public required string PreparedBy { get; init; }

    public required DateTime PreparedAtUtc { get; init; }

    /// <summary>Whether the viewer wrote the texts last, and so cannot fix it.</summary>
    public required bool IsMine { get; init; }

    public string? FixedBy { get; init; }

    public DateTime? FixedAtUtc { get; init; }

    /// <summary>The figures that were kept; null while it is 速報, and where somebody changed them in the database.</summary>
    public MonthlyReport? Figures { get; init; }

    /// <summary>SHA-256 of the figures that were kept.</summary>
    public string? Hash { get; init; }

    /// <summary>確定.</summary>
    public bool IsFixed => FixedAtUtc is not null;

    /// <summary>The sentences of the summary that were written.</summary>
    public IReadOnlyList<string> Sentences => Texts.Sentences;
}

/// <summary>A month for the paper.</summary>
/// <param name="Report">The figures.</param>
/// <param name="Edition">The edition; null where nothing was written yet, or the figures are one person's.</param>
/// <param name="Corrections">The corrected editions up to this one.</param>
public sealed record PrintedMonth(MonthlyReport Report, EditionView? Edition, IReadOnlyList<EditionView> Corrections);
