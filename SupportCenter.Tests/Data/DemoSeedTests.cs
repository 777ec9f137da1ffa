using Microsoft.EntityFrameworkCore;
using SupportCenter.Domain.Data;
using SupportCenter.Domain.Demo;

namespace SupportCenter.Tests.Data;

/// <summary>The demonstration's data: what has been done, was done before now.</summary>
public sealed class DemoSeedTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(8)]
    [InlineData(13)]
    [InlineData(23)]
    public async Task Nothing_was_received_booked_changed_or_uploaded_in_the_future(int hour)
    {
        await using var portal = await TestPortal.StartAsync();
        portal.Time.Set(new DateTimeOffset(2026, 11, 30, hour, 15, 0, TimeSpan.FromHours(9)));
        await portal.ReadAsync(db => db.Set<Domain.Access.StaffSession>().ExecuteDeleteAsync());
        await portal.ReadAsync(db => db.Contracts.Where(row => row.ParentId != null).ExecuteDeleteAsync());
        await portal.ReadAsync(db => db.Contracts.ExecuteDeleteAsync());
        await portal.ReadAsync(db => db.Staff.ExecuteDeleteAsync());
        await portal.FillAsync();

        await portal.Database.FillWithDemoAsync(portal.Time);

        var (now, today) = (portal.Time.GetUtcNow().UtcDateTime, portal.Today);
        var rows = await portal.ReadAsync(db => db.Reservations.AsNoTracking().Include(row => row.Changes).ToListAsync());
        Assert.Contains(rows, row => row.Date > today.AddDays(14));
        AssertEach.Of(rows, row => Assert.InRange(row.ReceivedOn, today.AddYears(-1), row.Date < today ? row.Date : today));
        AssertEach.Of(rows.SelectMany(row => row.Changes), change => Assert.True(change.AtUtc <= now));
        AssertEach.Of(await portal.ReadAsync(db => db.Documents.Select(row => row.UploadedAtUtc).ToListAsync()), at =>
            Assert.True(at <= now)
        );
        AssertEach.Of(await portal.ReadAsync(db => db.Records.Select(row => row.Date).ToListAsync()), day => Assert.True(day <= today));
        AssertEach.Of(await portal.ReadAsync(db => db.Clinics.Select(row => row.RevisedAtUtc).ToListAsync()), at => Assert.Equal(now, at));
        AssertEach.Of(await portal.AuditAsync(), row => Assert.True(row.AtUtc <= now));
    }
}
