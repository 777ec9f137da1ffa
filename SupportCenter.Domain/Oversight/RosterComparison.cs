using Microsoft.EntityFrameworkCore;
using SupportCenter.Domain.Access;
using SupportCenter.Domain.Audit;
using SupportCenter.Domain.Data;
using SupportCenter.Domain.Text;

namespace SupportCenter.Domain.Oversight;

/// <summary>Somebody who signed in after the last day of work.</summary>
public sealed record SignInAfterLeaving(Guid StaffId, string Name, DateOnly LeftOn, DateTime SignedInAtUtc);

/// <summary>A list compared with the staff list and with the sign-ins.</summary>
/// <param name="Number">Which list; 0 where none was handed in.</param>
/// <param name="HandedInOn">When it was handed in; null where none was.</param>
/// <param name="OnRosterOnly">Who is on the list, has not left, and is not in the staff list.</param>
/// <param name="OnStaffOnly">Who may work here and is not on the list, or has left according to it.</param>
/// <param name="AfterLeaving">Who signed in after the last day of work that either of the two names.</param>
/// <param name="WithoutProof">Who is on the list without proof of employment, oath or training.</param>
/// <param name="Agreed">How many stand in both.</param>
public sealed record RosterComparison(
    int Number,
    DateOnly? HandedInOn,
    IReadOnlyList<string> OnRosterOnly,
    IReadOnlyList<NamedChoice> OnStaffOnly,
    IReadOnlyList<SignInAfterLeaving> AfterLeaving,
    IReadOnlyList<string> WithoutProof,
    int Agreed
)
{
    /// <summary>How many differences there are.</summary>
    public int Differences => OnRosterOnly.Count + OnStaffOnly.Count + AfterLeaving.Count;

    /// <summary>Compares the newest list of a contract.</summary>
    internal static async Task<RosterComparison> ReadAsync(PortalDbContext db, Contract contract, DateOnly today, CancellationToken ct)
    {
        var roster = await db
            .Rosters.AsNoTracking()
            .Where(row => row.ContractId == contract.Id)
            .OrderByDescending(row => row.Number)
            .FirstOrDefaultAsync(ct);
        var lines = roster is null
            ? []
            : await db.RosterLines.AsNoTracking().Where(row => row.RosterId == roster.Id).OrderBy(row => row.ListOrder).ToListAsync(ct);
        var organisation = contract.Details.Organisation;
        var staff = await db.Staff.AsNoTracking().Where(row => row.Organisation == organisation).OrderBy(row => row.Name).ToListAsync(ct);
        var working = staff.Where(person => person.IsActiveOn(today)).ToList();
        var (onRoster, onStaff) = (
            lines.Where(line => !(line.LeftOn < today)).Select(line => Key(line.Name)).ToHashSet(StringComparer.Ordinal),
            working.Select(person => Key(person.Name)).ToHashSet(StringComparer.Ordinal)
        );
        var left = lines
            .Where(line => line.LeftOn is not null)
            .GroupBy(line => Key(line.Name), StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => group.Max(line => line.LeftOn!.Value), StringComparer.Ordinal);
        var after = new List<SignInAfterLeaving>();
        foreach (var person in staff)
        {
            if (
                LeftOn(person, left) is { } last
                && await db.LastSignedIn(person.Id).FirstOrDefaultAsync(ct) is { } at
                && DateOnly.FromDateTime(CentreTime.ToCivil(at)) > last
            )
            {
                after.Add(new SignInAfterLeaving(person.Id, person.Name, last, at));
            }
        }

        return new RosterComparison(
            roster?.Number ?? 0,
            roster?.HandedInOn,
            [.. lines.Where(line => !(line.LeftOn < today) && !onStaff.Contains(Key(line.Name))).Select(line => line.Name)],
            [.. working.Where(person => !onRoster.Contains(Key(person.Name))).Select(person => new NamedChoice(person.Id, person.Name))],
            after,
            [
                .. lines
                    .Where(line => !(line.LeftOn < today) && (!line.HasProof || line.OathOn is null || line.TrainedOn is null))
                    .Select(line => line.Name),
            ],
            working.Count(person => onRoster.Contains(Key(person.Name)))
        );
    }

    /// <summary>The last day of work: the earlier one of what the two lists say; the day on which an administrator kept somebody out is one
    /// too.</summary>
    private static DateOnly? LeftOn(StaffMember person, Dictionary<string, DateOnly> left)
    {
        var days = new List<DateOnly>();
        if (left.TryGetValue(Key(person.Name), out var said))
        {
            days.Add(said);
        }

        if (person.EndsOn is { } ends)
        {
            days.Add(ends);
        }

        if (person.DisabledAtUtc is { } stopped)
        {
            days.Add(DateOnly.FromDateTime(CentreTime.ToCivil(stopped)));
        }

        return days.Count == 0 ? null : days.Min();
    }

    /// <summary>Names are the same when only width, kana or variants of characters differ, or the space between their parts.</summary>
    private static string Key(string name) => TextFolding.Fold(name).Replace(" ", "", StringComparison.Ordinal);
}
