using System.Globalization;
using Microsoft.EntityFrameworkCore;
using SupportCenter.Domain.Access;
using SupportCenter.Domain.Audit;
using SupportCenter.Domain.Data;

namespace SupportCenter.Domain.Administration;

/// <summary>棚卸し of who may act here, once a quarter.</summary>
public sealed class AccessReviewService(AuthorizedDbContextFactory authorized)
{
    /// <summary>The newest review, or null when there has been none.</summary>
    [RequiresPermission(Permission.ViewAccessReview)]
    public async Task<ReviewView?> CurrentAsync(CancellationToken ct = default)
    {
        await using var db = await authorized.OpenAsync(Permission.ViewAccessReview, ct);
        var review = await db
            .Reviews.AsNoTracking()
            .Include(row => row.Lines)
            .OrderByDescending(row => row.FiscalYear)
            .ThenByDescending(row => row.Quarter)
            .FirstOrDefaultAsync(ct);
        if (review is null)
        {
            return null;
        }

        var today = authorized.Today;
        return new ReviewView
        {
            Id = review.Id,
            FiscalYear = review.FiscalYear,
            Quarter = review.Quarter,
            OpenedAtUtc = review.OpenedAtUtc,
            DueOn = review.DueOn,
            IsOfThisQuarter = (review.FiscalYear, review.Quarter) == AccessReview.QuarterOf(today),
            IsOverdue = review.SignedAtUtc is null && review.DueOn < today,
            Waiting = review.Lines.Count(line => line.Decision == ReviewDecision.Waiting),
            Confirmed = review.Lines.Count(line => line.Decision == ReviewDecision.Confirmed),
            NotNeeded = review.Lines.Count(line => line.Decision == ReviewDecision.NotNeeded),
            SignedAtUtc = review.SignedAtUtc,
            SignedBy = await db.Staff.Where(row => row.Id == review.SignedById).Select(row => row.Name).FirstOrDefaultAsync(ct),
            Fingerprint = review.SignedHash is { } hash ? Convert.ToHexStringLower(hash) : null,
            IsAsSigned = review.SignedHash?.AsSpan().SequenceEqual(AccessReview.HashOf(review.Lines)) == true,
            IsSoleSupervisor = await SoleSupervisorAsync(db, ct) is not null,
        };
    }

    /// <summary>One page of the people in a review: those who wait first.</summary>
    [RequiresPermission(Permission.ViewAccessReview)]
    public async Task<Page<ReviewRow>> ListAsync(Guid review, PageRequest request, CancellationToken ct = default)
    {
        await using var db = await authorized.OpenAsync(Permission.ViewAccessReview, ct);
        var lines = db.ReviewLines.AsNoTracking().Where(row => row.ReviewId == review);
        var count = await lines.CountAsync(ct);
        var rows = await (
            from line in lines
            join person in db.Staff on line.StaffId equals person.Id
            orderby line.Decision, person.Organisation, person.Role, person.Name, person.Id
            select new
            {
                Line = line,
                Person = person,
                DecidedBy = db.Staff.Where(row => row.Id == line.DecidedById).Select(row => row.Name).FirstOrDefault(),
            }
        )
            .Skip(request.Skip)
            .Take(request.Take)
            .ToListAsync(ct);
        var sole = await SoleSupervisorAsync(db, ct);
        var page = new List<ReviewRow>();
        foreach (var row in rows)
        {
            page.Add(
                RowOf(row.Line, row.Person, authorized.Today) with
                {
                    LastSignedInAtUtc = await db.LastSignedIn(row.Person.Id).FirstOrDefaultAsync(ct),
                    DecidedBy = row.DecidedBy,
                    MayDecide = row.Line.Decision == ReviewDecision.Waiting && MayDecide(db.AccessContext, row.Person, sole),
                }
            );
        }

        return new Page<ReviewRow>(page, count, false);
    }

    /// <summary>Opens the review of the running quarter for everybody who may act today; gives its id, the same however often it is
    /// asked.</summary>
    [RequiresPermission(Permission.OpenAccessReview)]
    public async Task<Guid> OpenAsync(CancellationToken ct = default)
    {
        await using var work = await authorized.BeginAsync(Permission.OpenAccessReview, AuditActs.ReviewOpened, ct);
        var today = authorized.Today;
        var (year, quarter) = AccessReview.QuarterOf(today);
        if (
            await work.Db.Reviews.AsNoTracking().FirstOrDefaultAsync(row => row.FiscalYear == year && row.Quarter == quarter, ct) is
            { } known
        )
        {
            return known.Id;
        }

        var review = work.Db.Add(new AccessReview(today, authorized.UtcNow)).Entity;
        await ReviewRules.OpenAsync(work.Db, review, today, ct);
        await work.CommitAsync(ct);
        return review.Id;
    }

    /// <summary>継続を確認, or もう不要: about the person as they stood at <paramref name="personVersion"/>. False when there is no such
    /// line.</summary>
    /// <exception cref="RuleException">It is oneself, the review is signed, it was decided before, the person was changed while it was
    /// read, or nobody would be left in a role that must be held.</exception>
    [RequiresPermission(Permission.ConfirmAccess)]
    public Task<bool> DecideAsync(Guid line, Guid personVersion, bool goesOn, CancellationToken ct = default) =>
        DecideAsync(Permission.ConfirmAccess, line, personVersion, goesOn, ct);

    /// <summary>The auditor confirms the only supervisor there is, since nobody confirms themselves. False when there is no such
    /// line.</summary>
    /// <exception cref="RuleException">There are other supervisors who can do it, or as
    /// <see cref="DecideAsync(Guid, Guid, bool, CancellationToken)"/>.</exception>
    [RequiresPermission(Permission.ConfirmSoleSupervisor)]
    public Task<bool> ConfirmSoleSupervisorAsync(Guid line, Guid personVersion, CancellationToken ct = default) =>
        DecideAsync(Permission.ConfirmSoleSupervisor, line, personVersion, goesOn: true, ct);

    /// <summary>Finishes the review with a signature row in the audit log: who, when, how many, and the hash of what was decided. False
    /// when there is none.</summary>
    /// <exception cref="RuleException">Somebody still waits before the last day, or it was signed before.</exception>
    [RequiresPermission(Permission.ConfirmAccess)]
    public async Task<bool> SignAsync(Guid id, CancellationToken ct = default)
    {
        await using var work = await authorized.BeginAsync(Permission.ConfirmAccess, AuditActs.ReviewSigned, ct);
        if (await work.Db.Reviews.Include(row => row.Lines).FirstOrDefaultAsync(row => row.Id == id, ct) is not { } review)
        {
            return false;
        }

        var hash = review.Sign(work.AccessContext.Me, authorized.Today, authorized.UtcNow);
        int Count(ReviewDecision decision) => review.Lines.Count(line => line.Decision == decision);
        work.Note(
            SignatureKind,
            review.Id,
            null,
            string.Create(CultureInfo.InvariantCulture, $"confirmed={Count(ReviewDecision.Confirmed)}"),
            string.Create(CultureInfo.InvariantCulture, $"not-needed={Count(ReviewDecision.NotNeeded)}"),
            string.Create(CultureInfo.InvariantCulture, $"lapsed={Count(ReviewDecision.Waiting)}"),
            $"sha256={Convert.ToHexStringLower(hash)}"
        );
        await work.CommitAsync(ct);
        return true;
    }

    /// <summary>How the audit log calls the signature of a review.</summary>
    internal const string SignatureKind = "AccessReviewSignature";

    private static ReviewRow RowOf(AccessReviewLine line, StaffMember person, DateOnly today) =>
        new()
        {
            LineId = line.Id,
            PersonVersion = person.Version,
            StaffId = person.Id,
            Name = person.Name,
            Organisation = line.Organisation ?? person.Organisation,
            Role = line.Role ?? person.Role,
            EndsOn = line.DecidedAtUtc is null ? person.EndsOn : line.EndsOn,
            ContractBasis = line.DecidedAtUtc is null ? person.ContractBasis : line.ContractBasis,
            State = StaffSheet.StateOf(person, today),
            NeverLapses = line.Decision == ReviewDecision.Waiting && person.ConfirmBy is null,
            Decision = line.Decision,
            DecidedAtUtc = line.DecidedAtUtc,
        };

    private static bool MayDecide(AccessContext viewer, StaffMember person, Guid? soleSupervisor) =>
        viewer.Role is { } role
        && person.Id != viewer.StaffId
        && (
            Permissions.Allows(role, Permission.ConfirmAccess)
            || (Permissions.Allows(role, Permission.ConfirmSoleSupervisor) && person.Id == soleSupervisor)
        );

    private async Task<Guid?> SoleSupervisorAsync(PortalDbContext db, CancellationToken cancellation)
    {
        var supervisors = await db
            .Staff.Where(row => row.Role == Role.Supervisor)
            .Where(StaffMember.ActiveOn(authorized.Today))
            .Select(row => row.Id)
            .Take(2)
            .ToListAsync(cancellation);
        return supervisors.Count == 1 ? supervisors[0] : null;
    }

    private async Task<bool> DecideAsync(Permission permission, Guid id, Guid personVersion, bool goesOn, CancellationToken cancellation)
    {
        await using var work = await authorized.BeginAsync(
            permission,
            goesOn ? AuditActs.ReviewConfirmed : AuditActs.ReviewNotNeeded,
            cancellation
        );
        if (await work.Db.ReviewLines.FirstOrDefaultAsync(row => row.Id == id, cancellation) is not { } line)
        {
            return false;
        }

        var person = await work.Db.Staff.SingleAsync(row => row.Id == line.StaffId, cancellation);
        var review = await work.Db.Reviews.SingleAsync(row => row.Id == line.ReviewId, cancellation);
        Refuse(person.Id == work.AccessContext.StaffId, ReviewTexts.NotYourself);
        Refuse(
            permission == Permission.ConfirmSoleSupervisor && person.Id != await SoleSupervisorAsync(work.Db, cancellation),
            ReviewTexts.NotTheSoleSupervisor
        );
        Refuse(review.SignedAtUtc is not null, ReviewTexts.SignedAlready);
        Refuse(line.Decision != ReviewDecision.Waiting, ReviewTexts.DecidedAlready);
        Refuse(person.Version != personVersion, DomainTexts.ChangedByAnother);
        Refuse(person.HasLapsedOn(authorized.Today), ReviewTexts.LapsedAlready);
        await ReviewRules.DecideAsync(
            work.Db,
            new ReviewAnswer(review, line, person, goesOn, work.AccessContext.Me, authorized.UtcNow, authorized.Today),
            cancellation
        );
        await work.CommitAsync(cancellation);
        return true;
    }

    private static void Refuse(bool isWrong, string sentence)
    {
        if (isWrong)
        {
            throw new RuleException(sentence);
        }
    }
}
