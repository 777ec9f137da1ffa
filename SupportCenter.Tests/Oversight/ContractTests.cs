using Microsoft.EntityFrameworkCore;
using SupportCenter.Domain;
using SupportCenter.Domain.Access;
using SupportCenter.Domain.Audit;
using SupportCenter.Domain.Data;
using SupportCenter.Domain.Oversight;

namespace SupportCenter.Tests.Oversight;

/// <summary>Contracts, subcontracts, and who may sign in by them.</summary>
public sealed class ContractTests : IAsyncLifetime
{
    private TestPortal portal = null!;
    private StaffMember second = null!;

    private ContractService City => portal.As<ContractService>(Role.Supervisor);

    private ContractService Second => portal.As<ContractService>(second);

    public async Task InitializeAsync()
    {
        portal = await TestPortal.StartAsync();
        second = Make.Staff(Role.Supervisor, "本市 第二 花子");
        await portal.AddAsync(second);
        await EndAllAsync();
    }

    public async Task DisposeAsync() => await portal.DisposeAsync();

    [Theory]
    [InlineData(Role.Scrivener, Organisation.Scriveners)]
    [InlineData(Role.BookingStaff, Organisation.Contractor)]
    [InlineData(Role.Administrator, Organisation.Subcontractor)]
    [Asvs("8.3.1")]
    public async Task Nobody_of_an_organisation_without_an_approved_contract_signs_in(Role role, Organisation organisation)
    {
        Assert.Equal(SignInRefusal.NoContract, (await portal.SignInAsync(portal.Staff[role])).Refused);
        Assert.DoesNotContain(await ChoicesAsync(), person => person.Role == role);
        Assert.Null((await portal.SignInAsync(portal.Staff[Role.Supervisor])).Refused);

        var contract = await RecordAsync(organisation);
        Assert.Equal(SignInRefusal.NoContract, (await portal.SignInAsync(portal.Staff[role])).Refused);

        await ApproveAsync(contract);
        Assert.Null((await portal.SignInAsync(portal.Staff[role])).Refused);
        Assert.Contains(await ChoicesAsync(), person => person.Role == role);
    }

    [Fact]
    [Asvs("8.3.2")]
    public async Task On_the_day_after_the_last_day_of_the_contract_who_is_signed_in_is_out_too()
    {
        var last = portal.Today.AddDays(3);
        await ApproveAsync(await RecordAsync(Organisation.Contractor, to: last));
        var desk = portal.SignedIn(portal.Staff[Role.BookingStaff]);
        Func<Task> work = () => portal.As<SessionService>(desk).UseAsync();

        portal.Time.Advance(TimeSpan.FromDays(3));
        await work();
        Assert.Empty(await portal.As<SessionService>(CallerIdentity.Console).EndedAmongAsync([desk.Session!.Value]));

        portal.Time.Advance(TimeSpan.FromDays(1));
        var refused = await Assert.ThrowsAsync<AccessRefusedException>(work);
        Assert.Equal(SessionEnd.NoContract, refused.Ended);
        Assert.Equal([desk.Session!.Value], await portal.As<SessionService>(CallerIdentity.Console).EndedAmongAsync([desk.Session!.Value]));
        Assert.NotEqual(0, await portal.As<SessionService>(CallerIdentity.Console).EndExpiredAsync());
        Assert.Equal(
            SessionEnd.NoContract,
            await portal.ReadAsync(db => db.Sessions.Where(row => row.Id == desk.Session).Select(row => row.EndedFor).SingleAsync())
        );
    }

    [Fact]
    [Asvs("7.4.1")]
    public async Task Who_is_at_work_when_the_contract_is_ended_can_do_nothing_more()
    {
        var contract = await RecordAsync(Organisation.Contractor);
        await ApproveAsync(contract);
        var desk = portal.SignedIn(portal.Staff[Role.BookingStaff]);
        Func<Task> work = () => portal.As<SessionService>(desk).UseAsync();
        await work();

        await City.EndAsync(contract, "契約を解除したため", await VersionAsync(contract));

        Assert.Equal(SessionEnd.NoContract, (await Assert.ThrowsAsync<AccessRefusedException>(work)).Ended);
        Assert.Equal("契約を解除したため", (await City.FindAsync(contract))!.EndReason);
    }

    [Fact]
    public async Task A_subcontractor_works_no_longer_than_the_contract_above_it_holds()
    {
        var above = await RecordAsync(Organisation.Contractor);
        await ApproveAsync(above);
        await ApproveAsync(await RecordAsync(Organisation.Subcontractor, above));
        Assert.Null((await portal.SignInAsync(portal.Staff[Role.Administrator])).Refused);

        await City.EndAsync(above, "契約を解除したため", await VersionAsync(above));

        Assert.Equal(SignInRefusal.NoContract, (await portal.SignInAsync(portal.Staff[Role.Administrator])).Refused);
    }

    [Fact]
    public async Task A_subcontract_stands_below_a_contract_and_ends_no_later()
    {
        await RefusedAsync(ContractTexts.NeedsContractAbove, () => City.RecordAsync(Make.ContractOf(Organisation.Subcontractor), null));
        var above = await RecordAsync(Organisation.Contractor, to: portal.Today.AddDays(100));
        await RefusedAsync(ContractTexts.OutlastsContract, () =>
            City.RecordAsync(Make.ContractOf(Organisation.Subcontractor, to: portal.Today.AddDays(101)), above)
        );
        var below = await City.RecordAsync(Make.ContractOf(Organisation.Subcontractor, to: portal.Today.AddDays(100)), above);
        await RefusedAsync(ContractTexts.NotBelowSubcontract, () =>
            City.RecordAsync(Make.ContractOf(Organisation.Subcontractor, to: portal.Today.AddDays(50)), below)
        );
        await RefusedAsync(ContractTexts.CityNeedsNone, () => City.RecordAsync(Make.ContractOf(Organisation.City), null));
    }

    [Fact]
    [Asvs("2.3.5")]
    public async Task Whoever_wrote_a_contract_last_never_approves_it()
    {
        var contract = await RecordAsync(Organisation.Contractor);
        await RefusedAsync(ContractTexts.NotYourOwn, async () => await City.ApproveAsync(contract, await VersionAsync(contract)));
        Assert.False((await City.FindAsync(contract))!.MayApprove);

        await Second.ChangeAsync(contract, Make.ContractOf(Organisation.Contractor), await VersionAsync(contract));
        await RefusedAsync(ContractTexts.NotYourOwn, async () => await Second.ApproveAsync(contract, await VersionAsync(contract)));
        Assert.True(await City.ApproveAsync(contract, await VersionAsync(contract)));
        await RefusedAsync(ContractTexts.OnlyProposed, async () =>
            await City.ChangeAsync(contract, Make.ContractOf(Organisation.Contractor), await VersionAsync(contract))
        );
    }

    [Fact]
    public async Task What_was_approved_is_what_was_read()
    {
        var contract = await RecordAsync(Organisation.Contractor);
        var read = await VersionAsync(contract);
        await City.ChangeAsync(contract, Make.ContractOf(Organisation.Contractor), read);

        await RefusedAsync(DomainTexts.ChangedByAnother, () => Second.ApproveAsync(contract, read));
    }

    [Fact]
    public async Task An_administrator_without_contract_comes_in_while_the_city_has_nobody_to_approve_one()
    {
        Assert.Equal(SignInRefusal.NoContract, (await portal.SignInAsync(portal.Staff[Role.Administrator])).Refused);

        await portal.ReadAsync(db =>
            db.Staff.Where(row => row.Id == second.Id)
                .ExecuteUpdateAsync(set => set.SetProperty(row => row.EndsOn, portal.Today.AddDays(-1)))
        );

        Assert.Null((await portal.SignInAsync(portal.Staff[Role.Administrator])).Refused);
        Assert.Equal(SignInRefusal.NoContract, (await portal.SignInAsync(portal.Staff[Role.BookingStaff])).Refused);
    }

    [Theory]
    [InlineData(61, ContractWarning.None)]
    [InlineData(60, ContractWarning.First)]
    [InlineData(31, ContractWarning.First)]
    [InlineData(30, ContractWarning.Second)]
    [InlineData(8, ContractWarning.Second)]
    [InlineData(7, ContractWarning.Last)]
    [InlineData(0, ContractWarning.Last)]
    public async Task The_end_of_a_contract_is_said_sixty_thirty_and_seven_days_before(int days, ContractWarning expected)
    {
        await ApproveAsync(await RecordAsync(Organisation.Scriveners, to: portal.Today.AddDays(days)));

        var standing = (await City.StandingAsync()).Single(row => row.Organisation == Organisation.Scriveners);
        Assert.Equal((days, expected, 1), (standing.DaysLeft, standing.Warning, standing.People));
    }

    [Fact]
    public async Task A_contract_that_follows_without_a_gap_takes_the_warning_away_and_one_with_a_gap_does_not()
    {
        var last = portal.Today.AddDays(5);
        await ApproveAsync(await RecordAsync(Organisation.Scriveners, to: last));
        await ApproveAsync(await RecordAsync(Organisation.Scriveners, from: last.AddDays(2)));
        Assert.Equal(5, (await StandingAsync()).DaysLeft);

        var following = await RecordAsync(Organisation.Scriveners, from: last.AddDays(1), to: last.AddDays(1));
        Assert.Equal(5, (await StandingAsync()).DaysLeft);
        await ApproveAsync(following);
        Assert.Equal(ContractWarning.None, (await StandingAsync()).Warning);

        async Task<OrganisationStanding> StandingAsync() =>
            (await City.StandingAsync()).Single(row => row.Organisation == Organisation.Scriveners);
    }

    [Fact]
    public async Task An_organisation_with_people_and_without_contract_is_said_to_have_none() =>
        AssertEach.Of(await City.StandingAsync(), row =>
            Assert.Equal((null, ContractWarning.Missing, 1), (row.ValidTo, row.Warning, row.People))
        );

    [Fact]
    public async Task Who_answers_for_an_organisation_belongs_to_it()
    {
        var contract = await RecordAsync(Organisation.Contractor);
        await RefusedAsync(ContractTexts.ManagerElsewhere, async () =>
            await City.NameManagerAsync(contract, portal.Staff[Role.Scrivener].Id, await VersionAsync(contract))
        );
        Assert.True(await City.NameManagerAsync(contract, portal.Staff[Role.BookingStaff].Id, await VersionAsync(contract)));
        Assert.Equal("例示受付", (await City.FindAsync(contract))!.Manager);
        Assert.False(await City.NameManagerAsync(contract, NewId.Create(), await VersionAsync(contract)));
    }

    [Fact]
    [Asvs("16.3.2")]
    public async Task Each_state_of_a_contract_is_a_row_of_the_log()
    {
        var contract = await RecordAsync(Organisation.Contractor);
        await City.ChangeAsync(contract, Make.ContractOf(Organisation.Contractor), await VersionAsync(contract));
        await ApproveAsync(contract);
        await City.NameManagerAsync(contract, portal.Staff[Role.BookingStaff].Id, await VersionAsync(contract));
        await City.EndAsync(contract, "契約を解除したため", await VersionAsync(contract));

        var acts = (await portal.AuditAsync()).Where(row => row.SubjectId == contract).Select(row => row.Act).Distinct();
        Assert.Equal(
            [
                AuditActs.ContractRecorded,
                AuditActs.ContractViewed,
                AuditActs.ContractChanged,
                AuditActs.ContractApproved,
                AuditActs.ContractManagerNamed,
                AuditActs.ContractEnded,
            ],
            acts
        );
    }

    private async Task<IReadOnlyList<StaffView>> ChoicesAsync() => await portal.AsAnyone<SignInService>().ListChoicesAsync();

    private async Task<Guid> RecordAsync(Organisation organisation, Guid? above = null, DateOnly? from = null, DateOnly? to = null)
    {
        if (organisation == Organisation.Subcontractor && above is null)
        {
            above = await RecordAsync(Organisation.Contractor);
            await ApproveAsync(above.Value);
        }

        return (await City.RecordAsync(Make.ContractOf(organisation, from, to), above))!.Value;
    }

    private async Task ApproveAsync(Guid contract) => Assert.True(await Second.ApproveAsync(contract, await VersionAsync(contract)));

    private async Task<Guid> VersionAsync(Guid contract) => (await City.FindAsync(contract))!.Version;

    /// <summary>The contracts that each test begins with are over.</summary>
    private Task<int> EndAllAsync() =>
        portal.ReadAsync(db => db.Contracts.ExecuteUpdateAsync(set => set.SetProperty(row => row.State, ContractState.Ended)));

    private static async Task RefusedAsync(string sentence, Func<Task> act) =>
        Assert.Equal(sentence, (await Assert.ThrowsAsync<RuleException>(act)).Message);
}
