using System.Globalization;
using Microsoft.EntityFrameworkCore;
using SupportCenter.Domain.Access;
using SupportCenter.Domain.Audit;
using SupportCenter.Domain.Data;
using SupportCenter.Domain.Forms;
using SupportCenter.Domain.Incidents;
using SupportCenter.Domain.Notices;

namespace SupportCenter.Domain.Reports;

/// <summary>月次報告 and 年度報告: counted when it is asked for, until a second person fixes it (確定). From then on an edition is what was kept.
/// The act itself is the second person's: there is nothing that the one who wrote the texts would be permitted to do afterwards, so that it
/// needs no <see cref="Approval"/>.</summary>
public sealed class ReportEditionService(AuthorizedDbContextFactory authorized, PortalDatabase database, IncidentOptions rules)
{
    /// <summary>How the audit log calls a report that was shown or printed.</summary>
    private const string MonthKind = "MonthlyReport";

    private const string YearKind = "YearlyReport";

    private readonly NameRefusal names = new(authorized, database);

    /// <summary>A period as it would be counted now, with its editions.</summary>
    /// <param name="period">A month or a fiscal year.</param>
    /// <exception cref="RuleException">There is no report of such a period.</exception>
    [RequiresPermission(Permission.WriteReports)]
    public async Task<ReportState> ReadAsync(StatisticsPeriod period, CancellationToken ct = default)
    {
        var read = await StatisticsReader.InSnapshotAsync(
            authorized,
            Permission.WriteReports,
            new StatisticsFilter(),
            async reader => new ReportState(await ReportAsync(reader, period, ct), await EditionsAsync(reader.Db, period, ct)),
            ct
        );
        await NoteAsync(Permission.WriteReports, AuditActs.StatisticsViewed, period, null, ct);
        return read;
    }

    /// <summary>The reports that wait for a text or for 確定, the oldest period first: those of periods that are over.</summary>
    [RequiresPermission(Permission.WriteReports)]
    public async Task<IReadOnlyList<WaitingReport>> WaitingAsync(CancellationToken ct = default)
    {
        await using var db = await authorized.OpenAsync(Permission.WriteReports, ct);
        var rows = await db
            .ReportEditions.AsNoTracking()
            .Where(row => row.FixedAtUtc == null)
            .OrderBy(row => row.FirstDay)
            .ThenBy(row => row.Kind)
            .Select(row => new
            {
                row.Kind,
                row.FirstDay,
                row.Number,
                row.PreparedById,
            })
            .ToListAsync(ct);
        return
        [
            .. rows.Select(row => new WaitingReport(
                    StatisticsPeriod.Holding(row.Kind, row.FirstDay),
                    row.Number,
                    row.PreparedById is not null,
                    row.PreparedById == db.AccessContext.StaffId
                ))
                .Where(row => row.Period.To < authorized.Today),
        ];
    }

    /// <summary>Begins the draft of the month that ended last, and of the fiscal year, where there is none and something was in it. Gives
    /// how many were begun. On the first day of a month nobody has to think of it; a portal that did not run then makes up for
    /// it.</summary>
    [RequiresPermission(Permission.BeginReports)]
    public async Task<int> BeginDueAsync(CancellationToken ct = default)
    {
        StatisticsPeriod[] ended =
        [
            StatisticsPeriod.Month(authorized.Today).Before(),
            StatisticsPeriod.Holding(PeriodKind.FiscalYear, authorized.Today).Before(),
        ];
        List<StatisticsPeriod> due;
        await using (var db = await authorized.OpenAsync(Permission.BeginReports, ct))
        {
            due = await WithoutEditionAsync(db, ended, ct);
        }

        if (due.Count == 0)
        {
            return 0;
        }

        await using var work = await authorized.BeginAsync(Permission.BeginReports, AuditActs.ReportBegun, ct);
        // Somebody may have written meanwhile.
        foreach (var period in await WithoutEditionAsync(work.Db, ended, ct))
        {
            work.Db.Add(new ReportEdition(period, 1, authorized.UtcNow));
        }

        await work.CommitAsync(ct);
        return due.Count;
    }

    /// <summary>Saves the texts of an edition: of the first one, of the one that is not fixed yet, or of the next one (訂正版).</summary>
    /// <param name="period">A month or a fiscal year.</param>
    /// <param name="number">The edition.</param>
    /// <param name="seen">The version that was read; null where there was no such edition.</param>
    /// <param name="texts">What was written.</param>
    /// <exception cref="RuleException">Somebody else was faster, the edition is fixed, a text breaks a rule or names a business, or there
    /// is no report of such a period.</exception>
    [RequiresPermission(Permission.WriteReports)]
    public async Task SaveAsync(StatisticsPeriod period, int number, Guid? seen, EditionDetails texts, CancellationToken ct = default)
    {
        // Whoever may not write is refused before anything of the texts is looked at.
        await using (await authorized.OpenAsync(Permission.WriteReports, ct)) { }
        Refuse(!period.HasReport, StatisticsTexts.PeriodWrong);
        await EnsureNoNamesAsync(texts, ct);
        await using var work = await authorized.BeginAsync(Permission.WriteReports, AuditActs.ReportWritten, ct);
        var last = await Of(work.Db, period).OrderByDescending(row => row.Number).FirstOrDefaultAsync(ct);
        var edition =
            last?.Number == number ? last
            : number == (last?.Number ?? 0) + 1 && last?.IsFixed != false
                ? work.Db.Add(new ReportEdition(period, number, authorized.UtcNow)).Entity
            : throw new RuleException(DomainTexts.ChangedByAnother);
        if (edition == last && !edition.IsFixed && edition.Version != seen)
        {
            throw new RuleException(DomainTexts.ChangedByAnother);
        }

        edition.Write(texts, work.AccessContext.Me, authorized.UtcNow);
        await work.CommitAsync(ct);
    }

    /// <summary>確定: a second person lets the texts stand, releases what businesses say (声), and keeps the figures. False where there is no
    /// such edition.</summary>
    /// <param name="id">The edition.</param>
    /// <param name="seen">Its version that was read.</param>
    /// <param name="figures">The hash of the figures that were seen (<see cref="ReportState.NowHash"/>).</param>
    /// <exception cref="RuleException">The texts or the figures changed since they were seen, the period is not over, a month of the year
    /// is not fixed, the same person wrote the texts, or the edition is fixed already.</exception>
    [RequiresPermission(Permission.FixReports)]
    public async Task<bool> FixAsync(Guid id, Guid seen, string figures, CancellationToken ct = default)
    {
        // Counting comes first, so that nobody waits for the write lock meanwhile.
        var counted = await StatisticsReader.InSnapshotAsync(
            authorized,
            Permission.FixReports,
            new StatisticsFilter(),
            async reader =>
                await reader.Db.ReportEditions.AsNoTracking().FirstOrDefaultAsync(row => row.Id == id, ct) is { } found
                    ? await ReportAsync(reader, found.Period, ct)
                    : null,
            ct
        );
        if (counted is null)
        {
            return false;
        }

        await using var work = await authorized.BeginAsync(Permission.FixReports, AuditActs.ReportFixed, ct);
        var edition = await work.Db.ReportEditions.SingleAsync(row => row.Id == id, ct);
        Refuse(edition.Version != seen, DomainTexts.ChangedByAnother);
        edition.Fix(counted, work.AccessContext.Me, authorized.UtcNow);
        Refuse(ReportState.Hash(counted) != figures, StatisticsTexts.EditionFiguresChanged);
        await work.CommitAsync(ct);
        return true;
    }

    /// <summary>A period for the paper: a fixed edition from what was kept, anything else counted now. Whoever sees only their own figures
    /// gets those, and no edition. Null where there is no such edition.</summary>
    /// <param name="period">A month or a fiscal year.</param>
    /// <param name="number">The edition; null for the one that holds: the last fixed one, and before there is one, the first.</param>
    /// <exception cref="RuleException">There is no report of such a period, or what was kept was changed in the database.</exception>
    [RequiresPermission(Permission.ViewConsultationStatistics)]
    public async Task<PrintedReport?> PrintAsync(StatisticsPeriod period, int? number = null, CancellationToken ct = default)
    {
        var printed = await StatisticsReader.InSnapshotAsync(
            authorized,
            Permission.ViewConsultationStatistics,
            new StatisticsFilter(),
            async reader =>
            {
                var all = reader.Db.AccessContext.SeesOnlyOwn ? [] : await EditionsAsync(reader.Db, period, ct);
                var edition = number is null
                    ? all.LastOrDefault(row => row.IsFixed) ?? (all.Count > 0 ? all[^1] : null)
                    : all.FirstOrDefault(row => row.Number == number);
                Refuse(edition is { IsFixed: true, Figures: null }, StatisticsTexts.EditionDamaged);
                return number is not null && edition is null
                    ? null
                    : new PrintedReport(
                        edition?.Figures ?? await ReportAsync(reader, period, ct),
                        edition,
                        [.. all.Where(row => row.Number > 1 && row.Number <= edition!.Number)]
                    );
            },
            ct
        );
        if (printed is not null)
        {
            await NoteAsync(Permission.ViewConsultationStatistics, AuditActs.ReportPrinted, period, printed.Edition, ct);
        }

        return printed;
    }

    private ReportSurroundings Surroundings() => new(rules, database.BackupFolder.LastDrill());

    private static IQueryable<ReportEdition> Of(PortalDbContext db, StatisticsPeriod period) =>
        db.ReportEditions.Where(row => row.Kind == period.Kind && row.FirstDay == period.From);

    /// <summary>Those of the periods that have no edition, and in which something was.</summary>
    private static async Task<List<StatisticsPeriod>> WithoutEditionAsync(
        PortalDbContext db,
        IEnumerable<StatisticsPeriod> periods,
        CancellationToken ct
    )
    {
        List<StatisticsPeriod> due = [];
        foreach (var period in periods)
        {
            if (
                !await Of(db, period).AnyAsync(ct)
                && (
                    await db.Clinics.AnyAsync(row => row.Date >= period.From && row.Date <= period.To, ct)
                    || await db.Reservations.AnyAsync(row => row.Date >= period.From && row.Date <= period.To, ct)
                )
            )
            {
                due.Add(period);
            }
        }

        return due;
    }

    /// <summary>A report is read by many, and what a business says identifies it together with its name: no text of it names a business
    /// that is known here.</summary>
    private async Task EnsureNoNamesAsync(EditionDetails texts, CancellationToken ct)
    {
        foreach (var field in FormFields.Of<EditionDetails>().Where(field => field.IsPersonal))
        {
            var text = (string?)field.Read(texts);
            if (text is { Length: > 0 } && await names.FindAsync(Permission.WriteReports, nameof(ReportEdition), text, ct) is { } found)
            {
                throw new RuleException(Filled(StatisticsTexts.EditionNamesBusiness, found.Line, NameRefusal.KindOf(found)))
                {
                    Field = field.Name,
                };
            }
        }
    }

    /// <summary>The period with what it says of incidents; one person's figures say nothing of them.</summary>
    private async Task<PeriodReport> ReportAsync(StatisticsReader reader, StatisticsPeriod period, CancellationToken ct)
    {
        var report = await reader.ReportAsync(period, Surroundings(), ct);
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
        var kind = shown.Kind == PeriodKind.FiscalYear ? YearKind : MonthKind;
        string[] which = edition is null ? [] : [string.Create(CultureInfo.InvariantCulture, $"edition={edition.Number}")];
        work.Note(kind, edition?.Id, null, [.. StatisticsService.FactsOf(shown), .. which]);
        await work.CommitAsync(ct);
    }

    private static async Task<IReadOnlyList<EditionView>> EditionsAsync(PortalDbContext db, StatisticsPeriod period, CancellationToken ct)
    {
        var rows = await Of(db, period).AsNoTracking().OrderBy(row => row.Number).ToListAsync(ct);
        var people = rows.SelectMany(row => new[] { row.PreparedById, row.FixedById }).OfType<Guid>().Distinct().ToList();
        var staff = await db.Staff.Where(row => people.Contains(row.Id)).ToDictionaryAsync(row => row.Id, row => row.Name, ct);
        return
        [
            .. rows.Select(row => new EditionView
            {
                Id = row.Id,
                Number = row.Number,
                Version = row.Version,
                Texts = row.Texts,
                PreparedBy = row.PreparedById is { } author ? staff.GetValueOrDefault(author, "") : null,
                PreparedAtUtc = row.PreparedAtUtc,
                IsMine = row.PreparedById is not null && row.PreparedById == db.AccessContext.StaffId,
                FixedBy = row.FixedById is { } by ? staff.GetValueOrDefault(by, "") : null,
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

/// <summary>A period of 月次報告 or 年度報告.</summary>
/// <param name="Now">As it would be counted now.</param>
/// <param name="Editions">From the first to the last.</param>
public sealed record ReportState(PeriodReport Now, IReadOnlyList<EditionView> Editions)
{
    /// <summary>The last fixed edition: what holds.</summary>
    public EditionView? Fixed => Editions.LastOrDefault(edition => edition.IsFixed);

    /// <summary>The edition that is being written; null where there is none, or the last one is fixed.</summary>
    public EditionView? Draft => Editions is [.., { IsFixed: false } last] ? last : null;

    /// <summary>What <see cref="ReportEditionService.FixAsync"/> compares: whoever fixes says which figures were seen.</summary>
    public string NowHash => Hash(Now);

    internal static string Hash(PeriodReport report) => Convert.ToHexStringLower(FixedFigures.HashOf(FixedFigures.Write(report)));
}

/// <summary>An edition as it is shown.</summary>
public sealed record EditionView
{
    public required Guid Id { get; init; }

    public required int Number { get; init; }

    public required Guid Version { get; init; }

    public required EditionDetails Texts { get; init; }

    /// <summary>Who wrote the texts last; null of a draft that nobody has written in.</summary>
    public required string? PreparedBy { get; init; }

    public required DateTime PreparedAtUtc { get; init; }

    /// <summary>Whether the viewer wrote the texts last, and so cannot fix it.</summary>
    public required bool IsMine { get; init; }

    public string? FixedBy { get; init; }

    public DateTime? FixedAtUtc { get; init; }

    /// <summary>The figures that were kept; null while it is 速報, and where somebody changed them in the database.</summary>
    public PeriodReport? Figures { get; init; }

    /// <summary>SHA-256 of the figures that were kept.</summary>
    public string? Hash { get; init; }

    /// <summary>確定.</summary>
    public bool IsFixed => FixedAtUtc is not null;

    /// <summary>The sentences of the summary that were written.</summary>
    public IReadOnlyList<string> Sentences => Texts.Sentences;

    /// <summary>声 that were written; released once it is fixed.</summary>
    public IReadOnlyList<string> Voices => Texts.Voices;
}

/// <summary>A report that waits for somebody.</summary>
/// <param name="Period">Its period, which is over.</param>
/// <param name="Number">Its edition.</param>
/// <param name="IsWritten">Somebody wrote its texts: it waits for another one to fix it.</param>
/// <param name="IsMine">The viewer wrote them, and so cannot fix it.</param>
public sealed record WaitingReport(StatisticsPeriod Period, int Number, bool IsWritten, bool IsMine);

/// <summary>A period for the paper.</summary>
/// <param name="Report">The figures.</param>
/// <param name="Edition">The edition; null where nothing was written yet, or the figures are one person's.</param>
/// <param name="Corrections">The corrected editions up to this one.</param>
public sealed record PrintedReport(PeriodReport Report, EditionView? Edition, IReadOnlyList<EditionView> Corrections);
