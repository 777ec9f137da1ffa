using Microsoft.EntityFrameworkCore;
using SupportCenter.Domain.Access;
using SupportCenter.Domain.Audit;
using SupportCenter.Domain.Businesses;
using SupportCenter.Domain.Reservations;

namespace SupportCenter.Tests.Audit;

/// <summary>閲覧履歴: what was done in the test is what is in the ledger.</summary>
public sealed class LedgerTests
{
    [Fact]
    [Asvs("16.3.2")]
    public async Task The_ledger_of_a_business_is_what_was_done_with_it_the_newest_first()
    {
        await using var portal = await TestPortal.StartAsync();
        var (business, other) = (Make.Business(Make.Details()), Make.Business(Make.Details("例示別商店", "075-000-9999")));
        await portal.AddAsync(business, other);
        await portal.As<BusinessService>(Role.Supervisor).FindAsync(business.Id);
        await portal.As<BusinessService>(Role.BookingStaff).FindAsync(other.Id);
        await portal.As<BusinessService>(Role.BookingStaff).RevealTelephoneAsync(business.Id);
        await portal.As<BusinessService>(Role.BookingStaff).FindAsync(Domain.Data.NewId.Create());

        var page = await portal.As<LedgerService>(Role.Auditor).OfBusinessAsync(business.Id, new(0, 20));

        Assert.Equal(
            [
                (AuditActs.TelephoneRevealed, "例示受付", "BookingStaff", "Telephone", "test"),
                (AuditActs.BusinessViewed, "本市 監督", "Supervisor", "", "test"),
            ],
            page.Rows.Select(row => (row.Act, row.StaffName!, row.Role!, row.Fields, row.Origin!))
        );
        Assert.Equal(2, page.Count);
    }

    [Fact]
    public async Task A_ledger_is_read_page_by_page()
    {
        await using var portal = await TestPortal.StartAsync();
        var business = Make.Business(Make.Details());
        await portal.AddAsync(business);
        for (var view = 0; view < 5; view++)
        {
            await portal.As<BusinessService>(Role.Supervisor).FindAsync(business.Id);
        }

        var ledger = portal.As<LedgerService>(Role.Supervisor);
        var last = await ledger.OfBusinessAsync(business.Id, new(4, 2));
        Assert.Equal((1, 5), (last.Rows.Count, last.Count));
        Assert.Equal(5, (await ledger.OfPersonAsync(portal.Staff[Role.Supervisor].Id, new(0, 2))).Count);
        Assert.Empty((await ledger.OfBusinessAsync(Guid.Empty, new(0, 2))).Rows);
    }

    [Fact]
    public async Task What_a_person_saw_names_each_business_masked()
    {
        await using var portal = await TestPortal.StartAsync();
        var business = Make.Business(Make.Details());
        await portal.AddAsync(business);
        await portal.SignInAsync(portal.Staff[Role.BookingStaff]);
        await portal.As<BusinessService>(Role.BookingStaff).FindAsync(business.Id);

        var row = Assert.Single(
            (await portal.As<LedgerService>(Role.Auditor).OfPersonAsync(portal.Staff[Role.BookingStaff].Id, new(0, 20))).Rows
        );

        Assert.Equal([new LedgerSubject(business.Id, "株＊＊＊")], row.Businesses);
    }

    [Fact]
    public async Task Looking_at_a_ledger_stands_in_it_and_the_auditor_never_sees_a_name()
    {
        await using var portal = await TestPortal.StartAsync();
        var business = Make.Business(Make.Details());
        await portal.AddAsync(business);
        var ledger = portal.As<LedgerService>(Role.Auditor);

        Assert.Equal(new LedgerSubject(business.Id, "株＊＊＊"), await ledger.FindBusinessAsync(business.Id));
        await ledger.FindBusinessAsync(business.Id);
        Assert.Null(await ledger.FindBusinessAsync(Guid.Empty));

        Assert.Equal(AuditActs.LedgerViewed, Assert.Single((await ledger.OfBusinessAsync(business.Id, new(0, 20))).Rows).Act);
        await Assert.ThrowsAsync<AccessRefusedException>(() => ledger.DiscloseAsync(business.Id));
    }

    [Fact]
    public async Task A_disclosure_has_the_name_and_is_recorded_itself()
    {
        await using var portal = await TestPortal.StartAsync();
        var business = Make.Business(Make.Details());
        await portal.AddAsync(business);
        await portal.As<BusinessService>(Role.Supervisor).FindAsync(business.Id);

        var disclosure = await portal.As<LedgerService>(Role.Supervisor).DiscloseAsync(business.Id);

        Assert.Equal(("株式会社例示製作所", 1, false), (disclosure!.BusinessName, disclosure.Rows.Count, disclosure.IsCut));
        Assert.Equal(AuditActs.LedgerDisclosed, (await portal.AuditAsync())[^1].Act);
    }

    [Fact]
    public async Task The_log_is_searched_by_person_business_act_result_and_period()
    {
        await using var portal = await TestPortal.StartAsync();
        var business = Make.Business(Make.Details());
        await portal.AddAsync(business);
        await portal.As<BusinessService>(Role.Supervisor).FindAsync(business.Id);
        portal.Time.Advance(TimeSpan.FromDays(5));
        await portal.As<BusinessService>(Role.BookingStaff).RevealTelephoneAsync(business.Id);
        await Assert.ThrowsAsync<AccessRefusedException>(() => portal.As<BusinessService>(Role.Administrator).FindAsync(business.Id));
        var log = portal.As<AuditLogService>(Role.Auditor);
        async Task<string> FoundAsync(AuditFilter filter) =>
            string.Join(' ', (await log.ListAsync(filter, new(0, 20))).Rows.Select(row => row.Sequence));

        Assert.Equal("3 2 1", await FoundAsync(new()));
        Assert.Equal("2", await FoundAsync(new() { StaffId = portal.Staff[Role.BookingStaff].Id }));
        Assert.Equal("2 1", await FoundAsync(new() { BusinessId = business.Id }));
        Assert.Equal("1", await FoundAsync(new() { Act = AuditActs.BusinessViewed }));
        Assert.Equal("3", await FoundAsync(new() { Result = AuditResult.Refused }));
        Assert.Equal("2 1", await FoundAsync(new() { Result = AuditResult.Done }));
        Assert.Equal("1", await FoundAsync(new() { From = new DateOnly(2020, 7, 16), To = new DateOnly(2020, 7, 16) }));
        Assert.Equal("3 2", await FoundAsync(new() { From = new DateOnly(2020, 7, 21) }));
        Assert.Empty(await FoundAsync(new() { To = new DateOnly(2020, 7, 15) }));
    }

    [Fact]
    public async Task Acts_are_counted_by_the_day_in_Kyoto_with_the_refused_ones()
    {
        await using var portal = await TestPortal.StartAsync();
        // 23:59 in Kyoto is still today, though it is another day in UTC than 9 hours later.
        portal.Time.Set(new DateTimeOffset(2020, 7, 16, 23, 59, 0, TimeSpan.FromHours(9)));
        await portal.As<SessionService>(Role.Supervisor).SignOutAsync();
        portal.Time.Advance(TimeSpan.FromMinutes(2));
        await Assert.ThrowsAsync<AccessRefusedException>(() => portal.As<BusinessService>(Role.Administrator).FindAsync(Guid.Empty));

        var days = await portal.As<AuditLogService>(Role.Auditor).DaysAsync(new());

        Assert.Equal(AuditLogService.MostDays, days.Count);
        Assert.Equal([new AuditDay(new(2020, 7, 16), 1, 0), new AuditDay(new(2020, 7, 17), 1, 1)], days.TakeLast(2));
    }

    [Fact]
    public async Task The_state_of_the_chain_is_shown_and_a_verification_is_kept()
    {
        await using var log = await WatchedLog.WriteAsync();
        var check = log.Portal.As<AuditCheckService>(Role.Auditor);
        Assert.Null((await check.StateAsync()).Verification);

        Assert.True((await check.VerifyAsync()).IsSound);

        var state = await check.StateAsync();
        Assert.Equal(
            (13, 3L, 12L, true),
            (state.LastSequence, state.Checkpoint!.Number, state.Checkpoint.Sequence, state.CheckpointsBesideDatabase)
        );
        Assert.Equal(
            ("監査 担当", 12L, 3, null),
            (state.Verification!.By, state.Verification.Rows, state.Verification.Checkpoints, state.Verification.Damage)
        );
    }

    [Fact]
    public async Task Damage_that_a_verification_finds_raises_an_alarm()
    {
        await using var log = await WatchedLog.WriteAsync();
        log.Attack("UPDATE \"Audit\" SET \"Fields\" = 'x' WHERE \"Sequence\" = 6");

        await log.Portal.As<AuditCheckService>(Role.Auditor).VerifyAsync();

        Assert.Equal(
            (DamageKind.Edited, 6L),
            (
                (await log.Portal.As<AuditCheckService>(Role.Auditor).StateAsync()).Verification is { } kept
                    ? (kept.Damage!.Value, kept.DamagedSequence!.Value)
                    : default
            )
        );
        Assert.Equal(AlarmKind.LogDamaged, Assert.Single((await log.Portal.As<AlarmService>(Role.Auditor).ListAsync(new(0, 9))).Rows).Kind);
    }
}
