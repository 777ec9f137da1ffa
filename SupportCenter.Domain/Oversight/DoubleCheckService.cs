using Microsoft.EntityFrameworkCore;
using SupportCenter.Domain.Access;
using SupportCenter.Domain.Audit;
using SupportCenter.Domain.Consultations;
using SupportCenter.Domain.Data;
using SupportCenter.Domain.Forms;
using SupportCenter.Domain.Text;

namespace SupportCenter.Domain.Oversight;

/// <summary>ダブルチェック: records drawn at random by the portal are judged on four points by a second scrivener or the city, never by whoever
/// wrote them.</summary>
public sealed class DoubleCheckService(AuthorizedDbContextFactory authorized, OversightOptions rules)
{
    /// <summary>What a draw begins with: the fiscal year until today, and the usual number.</summary>
    [RequiresPermission(Permission.DrawDoubleChecks)]
    public async Task<DrawDetails> PrepareAsync(CancellationToken ct = default)
    {
        await using var db = await authorized.OpenAsync(Permission.DrawDoubleChecks, ct);
        var today = authorized.Today;
        return new DrawDetails
        {
            From = new DateOnly(JapaneseDate.FiscalYear(today), 4, 1),
            To = today,
            Size = rules.SampleSize,
        };
    }

    /// <summary>Draws records of a period that were handed in and not drawn in that fiscal year before; the draw is recorded.</summary>
    /// <returns>How many were drawn.</returns>
    /// <exception cref="RuleException">A field is wrong, the period lies ahead, or there is nothing to draw from.</exception>
    [RequiresPermission(Permission.DrawDoubleChecks)]
    public async Task<int> DrawAsync(DrawDetails details, CancellationToken ct = default)
    {
        await using var work = await authorized.BeginAsync(Permission.DrawDoubleChecks, AuditActs.DoubleCheckDrawn, ct);
        var db = work.Db;
        var kept = FormFields.Cleaned(details);
        FormChecks.Ensure(kept);
        FormChecks.Refuse(kept.To > authorized.Today, DoubleCheckTexts.Ahead, nameof(kept.To));
        FormChecks.Refuse(
            JapaneseDate.FiscalYear(kept.From!.Value) != JapaneseDate.FiscalYear(kept.To!.Value),
            DoubleCheckTexts.TwoYears,
            nameof(kept.From)
        );
        var (from, to, year) = (kept.From.Value, kept.To.Value, JapaneseDate.FiscalYear(kept.To.Value));
        // Nobody has a reason to open a canary, not even here.
        var population = await db
            .Records.Where(row =>
                row.Date >= from
                && row.Date <= to
                && row.Status != RecordStatus.Draft
                && !db.Canaries.Any(canary => canary.BusinessId == row.BusinessId)
                && !db.DoubleCheckLines.Any(line =>
                    line.RecordId == row.Id && db.DoubleCheckRounds.Any(round => round.Id == line.RoundId && round.FiscalYear == year)
                )
            )
            .Select(row => new { row.Id, row.ScrivenerId })
            .ToDictionaryAsync(row => row.Id, row => row.ScrivenerId, ct);
        FormChecks.Refuse(population.Count == 0, DoubleCheckTexts.NothingToDraw, nameof(kept.To));
        var number = 1 + await db.DoubleCheckRounds.CountAsync(row => row.FiscalYear == year, ct);
        var round = db
            .DoubleCheckRounds.Add(new DoubleCheckRound(number, kept, [.. population.Keys], work.AccessContext.Me, authorized.UtcNow))
            .Entity;
        var drawn = DoubleCheckRound.Draw([.. population.Keys], kept.Size!.Value);
        db.DoubleCheckLines.AddRange(drawn.Select((record, at) => new DoubleCheckLine(round.Id, at + 1, record, population[record])));
        await work.CommitAsync(ct);
        return drawn.Count;
    }

    /// <summary>All draws of a fiscal year with their lines, without what is in the records; of a scrivener only what is theirs to
    /// judge.</summary>
    [RequiresPermission(Permission.JudgeRecords)]
    public async Task<IReadOnlyList<DoubleCheckRow>> ListAsync(int fiscalYear, CancellationToken ct = default)
    {
        await using var db = await authorized.OpenAsync(Permission.JudgeRecords, ct);
        var (me, own) = (db.AccessContext.Me, db.AccessContext.SeesOnlyOwn);
        var names = await OversightNames.ReadAsync(db, ct);
        var rounds = await db
            .DoubleCheckRounds.AsNoTracking()
            .Where(row => row.FiscalYear == fiscalYear)
            .ToDictionaryAsync(row => row.Id, ct);
        var lines = await db
            .DoubleCheckLines.AsNoTracking()
            .Where(row => rounds.Keys.Contains(row.RoundId) && (!own || (row.ReviewerId == me && row.AuthorId != me)))
            .ToListAsync(ct);
        var dates = await db
            .Records.Where(row => lines.Select(line => line.RecordId).Contains(row.Id))
            .Select(row => new { row.Id, row.Date })
            .ToDictionaryAsync(row => row.Id, row => row.Date, ct);
        return
        [
            .. lines
                .OrderBy(row => rounds[row.RoundId].Number)
                .ThenBy(row => row.ListOrder)
                .Select(row => new DoubleCheckRow(
                    row.Id,
                    rounds[row.RoundId].Number,
                    row.ListOrder,
                    dates.TryGetValue(row.RecordId, out var date) ? date : null,
                    names.Of(row.AuthorId),
                    row.ReviewerId,
                    names.OfOrNull(row.ReviewerId),
                    names.OfOrNull(row.JudgedById),
                    row.JudgedAtUtc,
                    row.JudgedAtUtc is null ? [] : [.. row.Points.Select(point => point!.Value)],
                    MayJudge(row, me, own) && dates.ContainsKey(row.RecordId)
                )),
        ];
    }

    /// <summary>Who may judge a record beside the city: the scriveners of today.</summary>
    [RequiresPermission(Permission.DrawDoubleChecks)]
    public async Task<IReadOnlyList<NamedChoice>> ReviewersAsync(CancellationToken ct = default)
    {
        await using var db = await authorized.OpenAsync(Permission.DrawDoubleChecks, ct);
        return await Scriveners(db).OrderBy(row => row.Name).Select(row => new NamedChoice(row.Id, row.Name)).ToListAsync(ct);
    }

    /// <summary>Gives a record to a second scrivener, or to the city. False when there is no such line or scrivener.</summary>
    /// <exception cref="RuleException">It is judged, or the person is the author.</exception>
    [RequiresPermission(Permission.DrawDoubleChecks)]
    public async Task<bool> AssignAsync(Guid line, Guid? reviewer, CancellationToken ct = default)
    {
        await using var work = await authorized.BeginAsync(Permission.DrawDoubleChecks, AuditActs.DoubleCheckAssigned, ct);
        var found = await work.Db.DoubleCheckLines.FirstOrDefaultAsync(row => row.Id == line, ct);
        if (found is null || (reviewer is not null && !await Scriveners(work.Db).AnyAsync(row => row.Id == reviewer, ct)))
        {
            return false;
        }

        found.Assign(reviewer);
        await work.CommitAsync(ct);
        return true;
    }

    /// <summary>The record that is to be judged, without the name of the business; the view stands in its ledger. Null when there is none,
    /// or it is not the caller's to judge.</summary>
    [RequiresPermission(Permission.JudgeRecords)]
    public async Task<DoubleCheckView?> FindAsync(Guid line, CancellationToken ct = default)
    {
        await using var work = await authorized.BeginAsync(Permission.JudgeRecords, AuditActs.DoubleCheckViewed, ct);
        var (me, own) = (work.AccessContext.Me, work.AccessContext.SeesOnlyOwn);
        var found = await work.Db.DoubleCheckLines.AsNoTracking().FirstOrDefaultAsync(row => row.Id == line, ct);
        if (
            found is null
            || !MayJudge(found, me, own)
            || await work.Db.Records.AsNoTracking().FirstOrDefaultAsync(row => row.Id == found.RecordId, ct) is not { } record
        )
        {
            return null;
        }

        var measures = await work
            .Db.Measures.Where(row => record.Details.MeasureIds.Contains(row.Id))
            .Select(row => row.Details.Name)
            .ToListAsync(ct);
        work.Note(nameof(ConsultationRecord), record.Id, record.BusinessId);
        await work.CommitAsync(ct);
        return new DoubleCheckView(line, record.Date, record.Details, measures, found.Version);
    }

    /// <summary>Judges a record on the four points, once. False when there is none, or it is not the caller's to judge.</summary>
    /// <exception cref="RuleException">A field is wrong, it is judged already, or somebody else was faster.</exception>
    [RequiresPermission(Permission.JudgeRecords)]
    public async Task<bool> JudgeAsync(Guid line, JudgementDetails details, Guid seen, CancellationToken ct = default)
    {
        await using var work = await authorized.BeginAsync(Permission.JudgeRecords, AuditActs.DoubleCheckJudged, ct);
        var (me, own) = (work.AccessContext.Me, work.AccessContext.SeesOnlyOwn);
        if (
            await work.Db.DoubleCheckLines.FirstOrDefaultAsync(row => row.Id == line, ct) is not { } found
            || (own && found.ReviewerId != me)
        )
        {
            return false;
        }

        var kept = FormFields.Cleaned(details);
        FormChecks.Ensure(kept);
        FormChecks.Refuse(found.JudgedAtUtc is null && found.Version != seen, DomainTexts.ChangedByAnother, "");
        found.Judge(kept, me, authorized.UtcNow);
        await work.CommitAsync(ct);
        return true;
    }

    /// <summary>What came of a fiscal year, for its report.</summary>
    [RequiresPermission(Permission.DrawDoubleChecks)]
    public async Task<DoubleCheckResult> ResultAsync(int fiscalYear, CancellationToken ct = default)
    {
        await using var db = await authorized.OpenAsync(Permission.DrawDoubleChecks, ct);
        return await ResultAsync(db, fiscalYear, ct);
    }

    /// <summary>The same for whoever has the data open.</summary>
    internal static async Task<DoubleCheckResult> ResultAsync(PortalDbContext db, int fiscalYear, CancellationToken ct)
    {
        var rounds = await db.DoubleCheckRounds.AsNoTracking().Where(row => row.FiscalYear == fiscalYear).ToListAsync(ct);
        var ids = rounds.ConvertAll(row => row.Id);
        var lines = await db.DoubleCheckLines.AsNoTracking().Where(row => ids.Contains(row.RoundId)).ToListAsync(ct);
        var judged = lines.FindAll(row => row.JudgedAtUtc is not null);
        return new DoubleCheckResult(
            fiscalYear,
            rounds.Count,
            rounds.Sum(row => row.Population),
            lines.Count,
            judged.Count,
            [
                .. Enum.GetValues<DoubleCheckAspect>()
                    .Select(
                        (aspect, at) =>
                            new DoubleCheckPoint(
                                aspect,
                                judged.Count(row => row.Points[at] == Judgement.Good),
                                judged.Count(row => row.Points[at] == Judgement.Partly),
                                judged.Count(row => row.Points[at] == Judgement.Poor),
                                judged.Count(row => row.Points[at] == Judgement.DoesNotApply)
                            )
                    ),
            ]
        );
    }

    private static bool MayJudge(DoubleCheckLine line, Guid me, bool own) =>
        line.JudgedAtUtc is null && line.AuthorId != me && (!own || line.ReviewerId == me);

    private IQueryable<StaffMember> Scriveners(PortalDbContext db) =>
        db.Staff.Where(StaffMember.ActiveOn(authorized.Today)).Where(row => row.Role == Role.Scrivener);
}

/// <summary>A record that was drawn, as it is listed. <paramref name="Date"/> is null where the record was disposed of.</summary>
public sealed record DoubleCheckRow(
    Guid Id,
    int Round,
    int Number,
    DateOnly? Date,
    string Author,
    Guid? ReviewerId,
    string? Reviewer,
    string? JudgedBy,
    DateTime? JudgedAtUtc,
    IReadOnlyList<Judgement> Points,
    bool MayJudge
);

/// <summary>A record that is to be judged. <paramref name="Measures"/> are the names of the measures that were ticked.</summary>
public sealed record DoubleCheckView(Guid Id, DateOnly Date, ConsultationDetails Details, IReadOnlyList<string> Measures, Guid Version);
