using Microsoft.EntityFrameworkCore;
using SupportCenter.Domain.Access;
using SupportCenter.Domain.Data;

namespace SupportCenter.Domain.Administration;

/// <summary>Who lapses and who cannot: of the roles that can restore access (<see cref="Roles.Keepers"/>) one has no last day while
/// nobody of that role is confirmed, so that a review that was forgotten locks nobody out for ever.</summary>
internal static class ReviewRules
{
    /// <summary>Asks about everybody who may act today, and sets their last day.</summary>
    public static async Task OpenAsync(PortalDbContext db, AccessReview review, DateOnly today, CancellationToken cancellation)
    {
        var people = await db
            .Staff.Where(StaffMember.ActiveOn(today))
            .OrderBy(row => row.StartsOn)
            .ThenBy(row => row.Id)
            .ToListAsync(cancellation);
        foreach (var person in people)
        {
            // Added by hand: an entity that comes with its key would be taken for one that is stored.
            db.Add(review.Ask(person));
            person.AwaitConfirmation(review.DueOn);
        }

        foreach (var role in Roles.Keepers)
        {
            KeeperOf(people, role)?.AwaitConfirmation(null);
        }
    }

    /// <summary>Writes the answer; whoever is no longer needed lapses at once.</summary>
    /// <exception cref="RuleException">Nobody would be left in a role that must be held.</exception>
    public static async Task DecideAsync(PortalDbContext db, ReviewAnswer answer, CancellationToken cancellation)
    {
        answer.Line.Decide(answer.GoesOn ? ReviewDecision.Confirmed : ReviewDecision.NotNeeded, answer.Person, answer.By, answer.NowUtc);
        if (!answer.GoesOn)
        {
            var covered = await StaffRules.CoveredAsync(db, answer.Today, cancellation);
            answer.Person.AwaitConfirmation(answer.Today.AddDays(-1));
            await StaffRules.EnsureStillCoveredAsync(db, covered, answer.Today, cancellation);
            return;
        }

        answer.Person.AwaitConfirmation(null);
        if (Roles.Keepers.Contains(answer.Person.Role))
        {
            await EndExceptionAsync(db, answer, cancellation);
        }
    }

    /// <summary>A lapsed person was renewed: the line that still waits, if any, says who agreed to it.</summary>
    public static async Task NoteRenewalAsync(
        PortalDbContext db,
        StaffMember person,
        Guid approval,
        DateTime nowUtc,
        CancellationToken cancellation
    )
    {
        var by = await db.Approvals.Where(row => row.Id == approval).Select(row => row.DecidedById).SingleAsync(cancellation);
        var waiting = await db
            .ReviewLines.Where(row =>
                row.StaffId == person.Id
                && row.Decision == ReviewDecision.Waiting
                && db.Reviews.Any(review => review.Id == row.ReviewId && review.SignedAtUtc == null)
            )
            .ToListAsync(cancellation);
        foreach (var line in waiting)
        {
            line.Decide(ReviewDecision.Confirmed, person, by!.Value, nowUtc);
        }
    }

    /// <summary>Somebody of the role is confirmed now: the one who had no last day while they wait gets the review's.</summary>
    private static async Task EndExceptionAsync(PortalDbContext db, ReviewAnswer answer, CancellationToken cancellation)
    {
        // A last day that has passed is given to nobody: the exception was there to keep access possible.
        if (answer.Review.DueOn < answer.Today)
        {
            return;
        }

        var waiting = db
            .ReviewLines.Where(row =>
                row.ReviewId == answer.Review.Id && row.Decision == ReviewDecision.Waiting && row.Id != answer.Line.Id
            )
            .Select(row => row.StaffId);
        var kept = await db
            .Staff.Where(row =>
                row.Role == answer.Person.Role && row.ConfirmBy == null && row.Id != answer.Person.Id && waiting.Contains(row.Id)
            )
            .ToListAsync(cancellation);
        foreach (var person in kept)
        {
            person.AwaitConfirmation(answer.Review.DueOn);
        }
    }

    /// <summary>Who keeps access possible: of those without an agreed end the one who has been here longest, else the one who stays
    /// longest.</summary>
    private static StaffMember? KeeperOf(List<StaffMember> people, Role role) =>
        people.Where(person => person.Role == role).OrderByDescending(person => person.EndsOn ?? DateOnly.MaxValue).FirstOrDefault();
}

/// <summary>What was said about whom, by whom and when.</summary>
internal sealed record ReviewAnswer(
    AccessReview Review,
    AccessReviewLine Line,
    StaffMember Person,
    bool GoesOn,
    Guid By,
    DateTime NowUtc,
    DateOnly Today
);
