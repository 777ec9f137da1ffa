using System.Globalization;
using Microsoft.EntityFrameworkCore;
using SupportCenter.Domain.Access;
using SupportCenter.Domain.Data;
using SupportCenter.Domain.Schedule;

namespace SupportCenter.Domain.Demo;

/// <summary>How large a database for measurements is to be.</summary>
public sealed record LargeSeedSize(int Businesses, int Reservations, int Records)
{
    /// <summary>More fictional businesses cannot be told apart: the two unused ranges hold so many telephone numbers.</summary>
    public const int MostBusinesses = 20_000;
}

/// <summary>Fills a database with a large centre's work of more than two years, for measurements. The same rows as the portal writes:
/// encrypted, in the blind index, one active reservation a slot.</summary>
public static class LargeSeed
{
    private const string LargeCache = "PRAGMA cache_size=-200000";
    private const string UsualCache = "PRAGMA cache_size=-2000";

    /// <summary>Fills the database in one transaction: all of it or nothing.</summary>
    /// <param name="progress">Told from time to time how many reservations are made.</param>
    /// <exception cref="RuleException">There is work in the database already, or the numbers do not fit together.</exception>
    public static async Task FillLargeAsync(
        this PortalDatabase database,
        LargeSeedSize size,
        TimeProvider time,
        IProgress<int>? progress = null,
        CancellationToken ct = default
    )
    {
        await using var seeding = await Seeding.BeginAsync(database, time, ct);
        var db = seeding.Db;
        if (await db.Reservations.AnyAsync(ct) || await db.Clinics.AnyAsync(ct) || await db.Businesses.AnyAsync(ct))
        {
            throw new RuleException(SeedTexts.NotEmpty);
        }

        // New rows touch pages all over the indexes: 200 MB of them are kept at hand.
        await db.Database.ExecuteSqlRawAsync(LargeCache, ct);
        try
        {
            await FillAsync(seeding, database.Index, size, progress, ct);
            await seeding.FinishAsync(ct);
        }
        finally
        {
            await db.Database.ExecuteSqlRawAsync(UsualCache, CancellationToken.None);
        }
    }

    private static async Task FillAsync(
        Seeding seeding,
        BlindIndex index,
        LargeSeedSize size,
        IProgress<int>? progress,
        CancellationToken ct
    )
    {
        var db = seeding.Db;
        var venues = await db.Venues.ToListAsync(ct) is { Count: > 0 } known ? known : DemoPlaces.Venues();
        var schedule = new LargeSchedule(seeding.Today, size.Reservations, venues);
        if (size.Records > schedule.Past)
        {
            throw new RuleException(Filled(SeedTexts.TooManyRecords, size.Reservations, schedule.Past));
        }

        await Catalogue.FillAsync(db, ct);
        db.AddRange(venues.Where(venue => db.Entry(venue).State == EntityState.Detached));
        if (!await db.Staff.AnyAsync(ct))
        {
            var (began, people) = (schedule.Days[0].Date.AddYears(-1), DemoPlaces.Staff(schedule.Days[0].Date.AddYears(-1)));
            db.AddRange(people);
            DemoContracts.Add(db, people, began, seeding.Today.AddYears(2), seeding.UtcNow);
        }

        db.AddRange(DemoPlaces.MoreScriveners(schedule.Desks, schedule.Days[0].Date.AddYears(-1)));
        await db.SaveChangesAsync(ct);
        using var work = new LargeSeedWriter(seeding, index, size, schedule, await LargeSeedPeople.ReadAsync(db, ct));
        var made = 0;
        foreach (var (date, reservations) in schedule.Days)
        {
            ct.ThrowIfCancellationRequested();
            work.Live(date, reservations);
            progress?.Report(made += reservations);
        }

        work.Finish();
    }
}
