using SupportCenter.Domain.Access;
using SupportCenter.Domain.Audit;
using SupportCenter.Domain.Businesses;
using SupportCenter.Domain.Data;
using SupportCenter.Domain.Drafts;

namespace SupportCenter.Tests.Audit;

public sealed partial class AlarmTests
{
    [Theory]
    [InlineData("2020-07-16T06:59:59+09:00", true)]
    [InlineData("2020-07-16T07:00:00+09:00", false)]
    [InlineData("2020-07-16T20:59:59+09:00", false)]
    [InlineData("2020-07-16T21:00:00+09:00", true)]
    [InlineData("2020-07-18T10:00:00+09:00", true)]
    [InlineData("2020-07-23T10:00:00+09:00", true)]
    public async Task A_sign_in_outside_office_hours_in_Kyoto_raises_an_alarm(string at, bool isOdd)
    {
        await using var portal = await TestPortal.StartAsync();
        portal.Time.Set(DateTimeOffset.Parse(at, System.Globalization.CultureInfo.InvariantCulture));

        await portal.SignInAsync(portal.Staff[Role.Scrivener]);

        Assert.Equal(isOdd ? [AlarmKind.SignInAtOddHours] : [], (await AlarmsAsync(portal)).Select(alarm => alarm.Kind));
    }

    [Fact]
    public async Task Refusals_in_a_row_raise_an_alarm_and_a_sign_in_between_begins_anew()
    {
        await using var portal = await TestPortal.StartAsync();
        await RefuseAsync(portal, 4);
        await portal.SignInAsync(portal.Staff[Role.Administrator]);
        await RefuseAsync(portal, 4);
        Assert.Empty(await AlarmsAsync(portal));

        await RefuseAsync(portal, 1);
        Assert.Equal(
            (AlarmKind.RefusedInARow, portal.Staff[Role.Administrator].Id),
            (await AlarmsAsync(portal)).Select(alarm => (alarm.Kind, alarm.StaffId!.Value)).Single()
        );
    }

    [Fact]
    public async Task Refusals_over_a_long_time_and_from_several_addresses_are_no_row()
    {
        await using var portal = await TestPortal.StartAsync();
        for (var minute = 0; minute < 6; minute++)
        {
            await RefuseAsync(portal, 1);
            portal.Time.Advance(TimeSpan.FromMinutes(3));
            var elsewhere = portal.As<DraftService>(new CallerIdentity(CallerKind.Anyone, Origin: $"192.0.2.{minute}"));
            await Assert.ThrowsAsync<AccessRefusedException>(() => elsewhere.FindAsync("exports"));
        }

        Assert.Empty(await AlarmsAsync(portal));
    }

    [Fact]
    public async Task Printing_a_ledger_at_night_is_an_export_outside_office_hours()
    {
        await using var portal = await TestPortal.StartAsync();
        var business = Make.Business(Make.Details());
        await portal.AddAsync(business);
        await portal.As<LedgerService>(Role.Supervisor).DiscloseAsync(business.Id);
        Assert.Empty(await AlarmsAsync(portal));

        portal.Time.Advance(TimeSpan.FromHours(12));
        var changes = new List<Change>();
        using var watching = portal.Database.Changes.Watch(changes.AddRange);
        await portal.As<LedgerService>(Role.Supervisor).DiscloseAsync(business.Id);

        Assert.Equal(AlarmKind.ExportAtOddHours, Assert.Single(await AlarmsAsync(portal)).Kind);
        Assert.Contains(changes, change => change.IsExport);
    }

    [Fact]
    public async Task A_checkpoint_that_cannot_be_written_is_an_alarm_and_stops_nothing()
    {
        await using var portal = await TestPortal.StartAsync();
        portal.Database.Audit.Checkpoints.Directory = portal.DatabaseFile;

        Assert.IsAssignableFrom<IOException>(await portal.As<CheckpointService>(CallerIdentity.Console).SignAsync());
        Assert.NotNull(await portal.As<CheckpointService>(CallerIdentity.Console).SignAsync());

        Assert.Equal(AlarmKind.CheckpointFailed, Assert.Single(await AlarmsAsync(portal)).Kind);
    }

    private static async Task RefuseAsync(TestPortal portal, int times)
    {
        for (var time = 0; time < times; time++)
        {
            await Assert.ThrowsAsync<AccessRefusedException>(() => portal.As<BusinessService>(Role.Administrator).FindAsync(Guid.Empty));
        }
    }
}
