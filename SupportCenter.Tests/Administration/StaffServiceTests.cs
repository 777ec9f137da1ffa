using Microsoft.EntityFrameworkCore;
using SupportCenter.Domain;
using SupportCenter.Domain.Access;
using SupportCenter.Domain.Administration;
using SupportCenter.Domain.Audit;
using SupportCenter.Domain.Data;
using SupportCenter.Domain.Drafts;

namespace SupportCenter.Tests.Administration;

public sealed partial class StaffServiceTests : IAsyncLifetime
{
    private const string Why = "本市の人事異動により担当が替わるため";
    private TestPortal portal = null!;
    private StaffMember otherAdministrator = null!;

    private StaffService Staff => portal.As<StaffService>(Role.Administrator);

    private ApprovalService City => portal.As<ApprovalService>(Role.Supervisor);

    public async Task InitializeAsync()
    {
        portal = await TestPortal.StartAsync();
        otherAdministrator = Make.Staff(Role.Administrator, "運用 別人");
        await portal.AddAsync(otherAdministrator);
    }

    public Task DisposeAsync() => portal.DisposeAsync().AsTask();

    [Fact]
    public async Task A_person_is_entered_with_a_contract_and_the_log_names_the_entry_but_not_the_person()
    {
        var id = await Staff.AddAsync(New("受付 仮名", Organisation.Contractor, Role.BookingStaff));

        var sheet = (await Staff.FindAsync(id))!;
        Assert.Equal(
            ("受付 仮名", Organisation.Contractor, Role.BookingStaff, StaffState.Active),
            (sheet.Details.Name, sheet.Organisation, sheet.Role, sheet.State)
        );
        Assert.Equal("令和2年度 業務委託契約 第3条", sheet.Details.ContractBasis);
        var row = Assert.Single(await portal.AuditAsync(), entry => entry.Act == AuditActs.StaffAdded);
        Assert.Equal((id, "+"), (row.SubjectId!.Value, row.Fields));
    }

    [Theory]
    [InlineData("高橋")]
    [InlineData("髙槗 次郞")]
    [InlineData("たかはし受付", "タカハシ 受付")]
    [InlineData("ﾀｶﾊｼ", "たかはし")]
    public async Task A_person_is_found_however_the_name_is_written(string typed, string name = "髙𣘺 次郎")
    {
        var id = await Staff.AddAsync(New(name, Organisation.Contractor, Role.BookingStaff));

        var found = await Staff.ListAsync(new StaffFilter { Search = typed }, new PageRequest(0, 20));

        Assert.Equal(id, Assert.Single(found.Rows).Id);
    }

    [Fact]
    public async Task A_change_is_in_the_log_by_the_names_of_its_fields_alone()
    {
        var person = portal.Staff[Role.BookingStaff];
        var details = await DetailsAsync(person, it =>
            (it.Name, it.ContractBasis, it.EndsOn) = ("受付 改名", "新しい契約", portal.Today.AddDays(30))
        );

        Assert.True(await Staff.SaveAsync(person.Id, details, await VersionAsync(person)));

        var row = Assert.Single(await portal.AuditAsync(), entry => entry.Act == AuditActs.StaffChanged);
        Assert.Equal("ContractBasis,EndsOn,Name,Version", row.Fields);
    }

    [Theory]
    [InlineData(Organisation.Scriveners, Role.Supervisor)]
    [InlineData(Organisation.Contractor, Role.Scrivener)]
    [InlineData(Organisation.Subcontractor, Role.BookingStaff)]
    [InlineData(Organisation.Subcontractor, Role.Supervisor)]
    [InlineData(Organisation.City, Role.Scrivener)]
    [Asvs("8.2.2")]
    public async Task A_role_that_does_not_fit_the_organisation_is_given_to_nobody(Organisation organisation, Role role)
    {
        await Assert.ThrowsAsync<RuleException>(() => Staff.AddAsync(New("仮名 四郎", organisation, role)));
        await Assert.ThrowsAsync<RuleException>(() => ChangeRoleAsync(portal.Staff[Role.BookingStaff], organisation, role));
    }

    [Fact]
    [Asvs("8.2.2")]
    public async Task Nobody_changes_their_own_role_organisation_or_dates_by_any_path()
    {
        var me = portal.Staff[Role.Administrator];
        var version = await VersionAsync(me);
        await portal.AddAsync(Make.Staff(Role.Supervisor, "本市 別人"));

        await RefusedAsync(StaffTexts.NotYourself, () => ChangeRoleAsync(me, Organisation.City, Role.Supervisor));
        await RefusedAsync(StaffTexts.NotYourself, async () =>
            await Staff.SaveAsync(me.Id, await DetailsAsync(me, it => it.EndsOn = portal.Today.AddYears(9)), version)
        );
        await RefusedAsync(StaffTexts.NotYourself, () => Staff.DisableAsync(me.Id, "試し", version));
        await RefusedAsync(StaffTexts.NotYourself, () => Staff.EnableAsync(me.Id, version));
        await RefusedAsync(StaffTexts.NotYourself, () => Staff.RenewAsync(me.Id, version, null));
        await RefusedAsync(StaffTexts.NotYourself, () => Staff.RemoveAsync(me.Id, version));
        await RefusedAsync(StaffTexts.NotYourself, async () => await Staff.AskSupervisorAsync(me.Id, Why));
        await RefusedAsync(StaffTexts.NotYourself, async () => await Staff.AskRenewalAsync(me.Id, Why));
        var now = await portal.ReadAsync(db => Task.FromResult(db.Staff.Single(row => row.Id == me.Id)));
        Assert.Equal((Role.Administrator, version), (now.Role, now.Version));
    }

    [Fact]
    [Asvs("8.3.2")]
    public async Task A_disabled_person_is_refused_by_the_next_command_and_can_come_back()
    {
        var person = portal.Staff[Role.BookingStaff];
        var drafts = portal.As<DraftService>(person);
        await drafts.SaveAsync("exports", "{}");

        await Staff.DisableAsync(person.Id, "端末を紛失したため", person.Version);
        await Assert.ThrowsAsync<AccessRefusedException>(() => drafts.SaveAsync("exports", "{}"));
        await Staff.EnableAsync(person.Id, await VersionAsync(person));

        await drafts.SaveAsync("exports", "{}");
    }

    [Fact]
    public async Task A_person_with_history_is_ended_and_never_removed_and_a_mistaken_entry_can_go()
    {
        var person = portal.Staff[Role.BookingStaff];
        await portal.As<DraftService>(person).SaveAsync("exports", "{}");
        await portal.AsAnyone<SignInService>().SignInChosenAsync(person.Id);
        var mistaken = await Staff.AddAsync(New("受付 誤り", Organisation.Contractor, Role.BookingStaff));

        await RefusedAsync(StaffTexts.HasHistory, () => Staff.RemoveAsync(person.Id, person.Version));
        Assert.True(await Staff.RemoveAsync(mistaken, (await Staff.FindAsync(mistaken))!.Version));

        Assert.Null(await Staff.FindAsync(mistaken));
    }

    [Fact]
    public async Task Of_two_administrators_who_change_the_same_person_the_second_is_told()
    {
        var person = portal.Staff[Role.BookingStaff];
        var version = person.Version;
        await Staff.SaveAsync(person.Id, await DetailsAsync(person, it => it.Name = "受付 先"), version);

        await RefusedAsync(DomainTexts.ChangedByAnother, async () =>
            await portal
                .As<StaffService>(otherAdministrator)
                .SaveAsync(person.Id, await DetailsAsync(person, it => it.Name = "受付 後"), version)
        );
    }

    [Fact]
    [Asvs("10.5.2")]
    public async Task A_directory_account_belongs_to_one_person_in_whatever_letters_it_is_typed()
    {
        var (tenant, account) = (NewId.Create().ToString("D"), NewId.Create().ToString("D"));
        await Staff.AddAsync(New("受付 一人目", Organisation.Contractor, Role.BookingStaff, tenant, account));

        await RefusedAsync(StaffTexts.DirectoryTaken, () =>
            Staff.AddAsync(
                New("受付 二人目", Organisation.Contractor, Role.BookingStaff, tenant.ToUpperInvariant(), account.ToUpperInvariant())
            )
        );
    }

    [Theory]
    [InlineData("adfs.example.jp", "S-1-5-21-1001", true)]
    [InlineData("adfs.example.jp", "two words", false)]
    [InlineData("our directory", "S-1-5-21-1001", false)]
    [InlineData("11111111-2222-3333-4444-555555555555", "S-1-5-21-1001", false)]
    [Asvs("10.5.2")]
    public async Task A_person_of_another_provider_is_entered_with_its_host_and_the_id_there(string directory, string account, bool taken)
    {
        var details = New("受付 庁内", Organisation.Contractor, Role.BookingStaff, directory, account);
        if (!taken)
        {
            await Assert.ThrowsAsync<RuleException>(() => Staff.AddAsync(details));
            return;
        }

        var id = await Staff.AddAsync(details);
        var stored = await portal.ReadAsync(db => db.Staff.SingleAsync(row => row.Id == id));
        Assert.Equal((directory, account), (stored.DirectoryTenant, stored.DirectoryObject));
    }

    [Fact]
    public async Task What_is_active_today_is_the_same_for_a_person_and_for_a_query()
    {
        var gone = new[]
        {
            Make.Staff(Role.Scrivener, "行政書士 終了", portal.Today.AddDays(-1)),
            new StaffMember("行政書士 開始前", Organisation.Scriveners, Role.Scrivener, portal.Today.AddDays(1)),
            Make.Staff(Role.Scrivener, "行政書士 停止"),
            Make.Staff(Role.Scrivener, "行政書士 失効"),
            Make.Staff(Role.Scrivener, "行政書士 確認待ち"),
            Make.Staff(Role.Scrivener, "行政書士 最終日", portal.Today),
        };
        gone[2].Disable("試し", portal.Time.GetUtcNow().UtcDateTime);
        gone[3].AwaitConfirmation(portal.Today.AddDays(-1));
        gone[4].AwaitConfirmation(portal.Today);
        await portal.AddAsync([.. gone]);

        var asked = await portal.ReadAsync(db =>
            Task.FromResult(db.Staff.Where(StaffMember.ActiveOn(portal.Today)).Select(row => row.Id).ToHashSet())
        );

        AssertEach.Of(gone, person => Assert.Equal(person.IsActiveOn(portal.Today), asked.Contains(person.Id)));
        Assert.Equal(2, gone.Count(person => person.IsActiveOn(portal.Today)));
    }

    private NewStaffDetails New(string name, Organisation organisation, Role role, string? tenant = null, string? account = null) =>
        new()
        {
            Name = name,
            Organisation = organisation,
            Role = role,
            StartsOn = portal.Today,
            ContractBasis = "令和2年度 業務委託契約 第3条",
            DirectoryTenant = tenant,
            DirectoryObject = account,
        };

    private async Task<StaffDetails> DetailsAsync(StaffMember person, Action<StaffDetails> change)
    {
        var details = (await portal.As<StaffService>(Role.Auditor).FindAsync(person.Id))!.Details;
        details.ContractBasis ??= "令和2年度 業務委託契約 第3条";
        change(details);
        return details;
    }

    private async Task<bool> ChangeRoleAsync(StaffMember person, Organisation organisation, Role role, Guid? approval = null) =>
        await Staff.ChangeRoleAsync(
            person.Id,
            new StaffRoleDetails { Organisation = organisation, Role = role },
            await VersionAsync(person),
            approval
        );

    private Task<Guid> VersionAsync(StaffMember person) =>
        portal.ReadAsync(db => Task.FromResult(db.Staff.Single(row => row.Id == person.Id).Version));

    private static async Task<int> EndAsync(PortalDbContext db, Guid person, DateOnly lastDay)
    {
        db.BeforeSave = _ => Task.CompletedTask;
        db.Entry(db.Staff.Single(row => row.Id == person)).Property(row => row.EndsOn).CurrentValue = lastDay;
        return await db.SaveChangesAsync();
    }

    private static async Task RefusedAsync(string sentence, Func<Task> attempt) =>
        Assert.Equal(sentence, (await Assert.ThrowsAsync<RuleException>(attempt)).Message);
}
