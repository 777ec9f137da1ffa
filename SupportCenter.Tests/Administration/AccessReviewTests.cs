using Microsoft.EntityFrameworkCore;
using SupportCenter.Domain;
using SupportCenter.Domain.Access;
using SupportCenter.Domain.Administration;
using SupportCenter.Domain.Audit;
using SupportCenter.Domain.Data;
using SupportCenter.Domain.Drafts;

namespace SupportCenter.Tests.Administration;

public sealed class AccessReviewTests : IAsyncLifetime
{
    private TestPortal portal = null!;
    private StaffMember second = null!;

    private AccessReviewService City => portal.As<AccessReviewService>(Role.Supervisor);

    private AccessReviewService Other => portal.As<AccessReviewService>(second);

    private AccessReviewService Auditor => portal.As<AccessReviewService>(Role.Auditor);

    /// <summary>Signed in just now: what administrators do asks for a fresh sign-in.</summary>
    private StaffService Administrator => portal.As<StaffService>(Role.Administrator);

    public async Task InitializeAsync()
    {
        portal = await TestPortal.StartAsync();
        second = new StaffMember("本市 別人", Organisation.City, Role.Supervisor, new DateOnly(2020, 5, 1));
        await portal.AddAsync(second, Make.Staff(Role.Scrivener, "行政書士 退任", portal.Today.AddDays(-1)));
    }

    public Task DisposeAsync() => portal.DisposeAsync().AsTask();

    [Theory]
    [InlineData(2020, 4, 1, 2020, 1)]
    [InlineData(2020, 6, 30, 2020, 1)]
    [InlineData(2020, 7, 1, 2020, 2)]
    [InlineData(2020, 12, 31, 2020, 3)]
    [InlineData(2021, 1, 1, 2020, 4)]
    [InlineData(2021, 3, 31, 2020, 4)]
    public void Quarters_are_those_of_the_fiscal_year(int year, int month, int day, int fiscalYear, int quarter) =>
        Assert.Equal((fiscalYear, quarter), AccessReview.QuarterOf(new DateOnly(year, month, day)));

    [Fact]
    public async Task A_review_lists_everybody_who_may_act_with_the_last_sign_in_and_is_opened_once_a_quarter()
    {
        await portal.AsAnyone<SignInService>().SignInChosenAsync(portal.Staff[Role.BookingStaff].Id);

        var id = await portal.As<AccessReviewService>(CallerIdentity.Console).OpenAsync();

        Assert.Equal(id, await City.OpenAsync());
        var rows = await RowsAsync(City);
        Assert.Equal(6, rows.Count);
        Assert.Equal(portal.Time.GetUtcNow().UtcDateTime, rows.Single(row => row.Role == Role.BookingStaff).LastSignedInAtUtc);
        Assert.Null(rows.Single(row => row.Role == Role.Scrivener).LastSignedInAtUtc);
        portal.Time.Advance(TimeSpan.FromDays(92));
        Assert.NotEqual(id, await City.OpenAsync());
    }

    [Fact]
    [Asvs("8.3.2")]
    public async Task Who_is_confirmed_goes_on_and_who_is_not_lapses_the_day_after_the_last_day()
    {
        await City.OpenAsync();
        Assert.True(await DecideAsync(City, portal.Staff[Role.Scrivener]));
        var (scrivener, clerk) = (portal.As<DraftService>(Role.Scrivener), portal.As<DraftService>(Role.BookingStaff));

        portal.Time.Advance(TimeSpan.FromDays(AccessReview.DaysToConfirm));
        await clerk.SaveAsync("exports", "{}");
        portal.Time.Advance(TimeSpan.FromDays(1));

        await scrivener.SaveAsync("exports", "{}");
        await Assert.ThrowsAsync<AccessRefusedException>(() => clerk.SaveAsync("exports", "{}"));
        Assert.Equal(
            StaffState.Lapsed,
            (await portal.As<StaffService>(Role.Supervisor).FindAsync(portal.Staff[Role.BookingStaff].Id))!.State
        );
    }

    [Fact]
    [Asvs("8.3.2")]
    public async Task Who_is_no_longer_needed_is_refused_at_once()
    {
        await City.OpenAsync();

        await DecideAsync(City, portal.Staff[Role.BookingStaff], goesOn: false);

        await Assert.ThrowsAsync<AccessRefusedException>(() => portal.As<DraftService>(Role.BookingStaff).SaveAsync("exports", "{}"));
    }

    [Fact]
    [Asvs("8.2.2")]
    public async Task Nobody_confirms_themselves_and_the_auditor_confirms_nobody_but_a_lone_supervisor()
    {
        await City.OpenAsync();
        await RefusedAsync(ReviewTexts.NotYourself, () => DecideAsync(City, portal.Staff[Role.Supervisor]));
        await RefusedAsync(ReviewTexts.NotTheSoleSupervisor, () => AuditorConfirmsAsync(portal.Staff[Role.Supervisor]));
        await RefusedAsync(ReviewTexts.NotTheSoleSupervisor, () => AuditorConfirmsAsync(portal.Staff[Role.BookingStaff]));

        await DecideAsync(City, second, goesOn: false);

        Assert.True((await City.CurrentAsync())!.IsSoleSupervisor);
        await RefusedAsync(ReviewTexts.NotTheSoleSupervisor, () => AuditorConfirmsAsync(portal.Staff[Role.BookingStaff]));
        Assert.True(await AuditorConfirmsAsync(portal.Staff[Role.Supervisor]));
    }

    [Fact]
    public async Task The_last_supervisor_and_administrator_do_not_lapse_when_a_review_is_forgotten()
    {
        await City.OpenAsync();
        portal.Time.Advance(TimeSpan.FromDays(AccessReview.DaysToConfirm + 1));

        Assert.True((await City.CurrentAsync())!.IsOverdue);
        Assert.True((await RowsAsync(City)).Single(row => row.StaffId == portal.Staff[Role.Supervisor].Id).NeverLapses);
        await portal.As<DraftService>(Role.Administrator).SaveAsync("exports", "{}");
        await Assert.ThrowsAsync<AccessRefusedException>(() => Other.CurrentAsync());
    }

    [Fact]
    public async Task Once_another_supervisor_is_confirmed_the_last_day_counts_for_everybody()
    {
        await City.OpenAsync();
        await DecideAsync(City, second);
        portal.Time.Advance(TimeSpan.FromDays(AccessReview.DaysToConfirm + 1));

        await Assert.ThrowsAsync<AccessRefusedException>(() => City.CurrentAsync());
        Assert.NotNull(await Other.CurrentAsync());
    }

    [Fact]
    [Asvs("8.2.2")]
    public async Task The_last_supervisor_cannot_be_called_unneeded()
    {
        await City.OpenAsync();
        await DecideAsync(City, second, goesOn: false);
        var third = Make.Staff(Role.Supervisor, "本市 三人目");

        Assert.Equal(
            1,
            await portal.ReadAsync(db => db.Staff.Where(row => row.Role == Role.Supervisor).CountAsync(StaffMember.ActiveOn(portal.Today)))
        );
        await portal.AddAsync(third);
        await portal.ReadAsync(db =>
            db.Staff.Where(row => row.Id == third.Id).ExecuteUpdateAsync(set => set.SetProperty(row => row.EndsOn, portal.Today.AddDays(3)))
        );
        await Assert.ThrowsAsync<RuleException>(() =>
            DecideAsync(portal.As<AccessReviewService>(third), portal.Staff[Role.Supervisor], goesOn: false)
        );
    }

    [Fact]
    public async Task What_is_confirmed_is_what_was_shown()
    {
        await City.OpenAsync();
        var shown = (await RowsAsync(City)).Single(row => row.Role == Role.BookingStaff);
        var sheet = (await portal.As<StaffService>(Role.Administrator).FindAsync(shown.StaffId))!;
        await portal
            .As<StaffService>(Role.Administrator)
            .ChangeRoleAsync(
                shown.StaffId,
                new StaffRoleDetails { Organisation = Organisation.Contractor, Role = Role.Administrator },
                sheet.Version
            );

        await RefusedAsync(DomainTexts.ChangedByAnother, () => City.DecideAsync(shown.LineId, shown.PersonVersion, goesOn: true));
    }

    [Fact]
    [Asvs("16.4.2")]
    public async Task Finishing_writes_a_signature_row_with_the_hash_of_what_was_decided()
    {
        var id = await City.OpenAsync();
        foreach (var row in await RowsAsync(City))
        {
            var by = row.StaffId == portal.Staff[Role.Supervisor].Id ? Other : City;
            await RefusedAsync(ReviewTexts.SomebodyWaits, () => City.SignAsync(id));
            await by.DecideAsync(row.LineId, await VersionAsync(row.StaffId), row.Role != Role.Scrivener);
        }

        Assert.True(await City.SignAsync(id));

        var view = (await City.CurrentAsync())!;
        Assert.Equal((true, 5, 1, 0), (view.IsAsSigned, view.Confirmed, view.NotNeeded, view.Waiting));
        var signed = Assert.Single(await portal.AuditAsync(), row => row.SubjectKind == "AccessReviewSignature");
        Assert.Equal(
            (AuditActs.ReviewSigned, $"confirmed=5,not-needed=1,lapsed=0,sha256={view.Fingerprint}", portal.Staff[Role.Supervisor].Id),
            (signed.Act, signed.Fields, signed.ActorId)
        );
        await RefusedAsync(ReviewTexts.SignedAlready, () => City.SignAsync(id));
        await portal.ReadAsync(db =>
            db.ReviewLines.Where(row => row.Role == Role.Scrivener)
                .ExecuteUpdateAsync(set => set.SetProperty(row => row.Decision, ReviewDecision.Confirmed))
        );
        Assert.False((await City.CurrentAsync())!.IsAsSigned);
    }

    [Fact]
    [Asvs("2.3.5")]
    public async Task A_lapsed_person_comes_back_when_an_administrator_asks_and_a_supervisor_agrees()
    {
        var person = portal.Staff[Role.BookingStaff];
        await City.OpenAsync();
        await RefusedAsync(StaffTexts.NotLapsed, async () =>
            await Administrator.AskRenewalAsync(person.Id, "休職から復帰したため更新します")
        );
        portal.Time.Advance(TimeSpan.FromDays(AccessReview.DaysToConfirm + 1));
        await RefusedAsync(ReviewTexts.LapsedAlready, () => DecideAsync(City, person));
        await RefusedAsync(ApprovalTexts.Needed, async () =>
            await Administrator.RenewAsync(person.Id, await VersionAsync(person.Id), null)
        );

        var asked = await Administrator.AskRenewalAsync(person.Id, "休職から復帰したため更新します");
        await portal.As<ApprovalService>(Role.Supervisor).ReleaseAsync(asked!.Value, null);
        Assert.True(await Administrator.RenewAsync(person.Id, await VersionAsync(person.Id), asked));

        await portal.As<DraftService>(person).SaveAsync("exports", "{}");
        Assert.Equal(
            (ReviewDecision.Confirmed, portal.Staff[Role.Supervisor].Name),
            (await RowsAsync(City)).Where(row => row.StaffId == person.Id).Select(row => (row.Decision, row.DecidedBy)).Single()
        );
    }

    private Task<Guid> VersionAsync(Guid person) =>
        portal.ReadAsync(db => db.Staff.Where(row => row.Id == person).Select(row => row.Version).SingleAsync());

    private static async Task<IReadOnlyList<ReviewRow>> RowsAsync(AccessReviewService reviews) =>
        (await reviews.ListAsync((await reviews.CurrentAsync())!.Id, new PageRequest(0, 50))).Rows;

    private async Task<ReviewRow> RowAsync(StaffMember person) => (await RowsAsync(City)).Single(row => row.StaffId == person.Id);

    private async Task<bool> DecideAsync(AccessReviewService reviews, StaffMember person, bool goesOn = true)
    {
        var row = await RowAsync(person);
        return await reviews.DecideAsync(row.LineId, row.PersonVersion, goesOn);
    }

    private async Task<bool> AuditorConfirmsAsync(StaffMember person)
    {
        var row = await RowAsync(person);
        return await Auditor.ConfirmSoleSupervisorAsync(row.LineId, row.PersonVersion);
    }

    private static async Task RefusedAsync(string sentence, Func<Task> attempt) =>
        Assert.Equal(sentence, (await Assert.ThrowsAsync<RuleException>(attempt)).Message);
}
