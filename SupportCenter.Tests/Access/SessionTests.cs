using Microsoft.EntityFrameworkCore;
using SupportCenter.Domain.Access;
using SupportCenter.Domain.Audit;
using SupportCenter.Domain.Data;
using SupportCenter.Domain.Drafts;

namespace SupportCenter.Tests.Access;

/// <summary>The life of sessions, on a clock that the test sets.</summary>
public sealed class SessionTests : IAsyncLifetime
{
    private TestPortal portal = null!;

    public async Task InitializeAsync()
    {
        portal = await TestPortal.StartAsync();
        (portal.Sessions.Idle, portal.Sessions.Absolute) = (TimeSpan.FromMinutes(15), TimeSpan.FromHours(10));
    }

    public async Task DisposeAsync() => await portal.DisposeAsync();

    [Fact]
    [Asvs("7.3.1")]
    public async Task A_session_that_nobody_uses_for_fifteen_minutes_is_over_and_the_draft_is_there_after_the_next_sign_in()
    {
        var (drafts, sessions) = Open(Role.BookingStaff);
        await drafts.SaveAsync("exports", "{}");
        portal.Time.Advance(TimeSpan.FromMinutes(14));
        await drafts.FindAsync("exports");
        Assert.Null((await sessions.StateAsync()).Ended);

        // What the screen reads by itself is no use of the session.
        portal.Time.Advance(TimeSpan.FromMinutes(1));

        Assert.Equal(SessionEnd.Idle, (await RefusedAsync(drafts)).Ended);
        Assert.Equal(SessionEnd.Idle, (await sessions.StateAsync()).Ended);
        Assert.NotNull(await portal.As<DraftService>(Role.BookingStaff).FindAsync("exports"));
        Assert.Contains(await portal.AuditAsync(), row => row.Act == AuditActs.AccessRefused && row.Fields == nameof(SessionEnd.Idle));
    }

    [Fact]
    [Asvs("7.3.1")]
    public async Task Use_keeps_a_session_alive_is_written_once_a_minute_at_most_and_leaves_no_row_in_the_log()
    {
        var (drafts, sessions) = Open(Role.BookingStaff);
        var begun = await LastSeenAsync();
        portal.Time.Advance(TimeSpan.FromSeconds(59));
        await sessions.UseAsync();
        Assert.Equal(begun, await LastSeenAsync());

        for (var quarter = 0; quarter < 8; quarter++)
        {
            portal.Time.Advance(TimeSpan.FromMinutes(14));
            await sessions.UseAsync();
        }

        Assert.Equal(portal.Time.GetUtcNow().UtcDateTime, await LastSeenAsync());
        await drafts.FindAsync("exports");
        Assert.Empty(await portal.AuditAsync());
    }

    [Fact]
    [Asvs("7.3.2")]
    public async Task After_ten_hours_a_session_is_over_however_busy_it_was()
    {
        var (drafts, sessions) = Open(Role.BookingStaff);
        for (var minute = 0; minute < 600; minute += 12)
        {
            await sessions.UseAsync();
            portal.Time.Advance(TimeSpan.FromMinutes(12));
        }

        Assert.Equal(SessionEnd.TooOld, (await RefusedAsync(drafts)).Ended);
    }

    [Fact]
    [Asvs("7.4.1")]
    public async Task Signing_out_ends_the_session_for_the_very_next_command()
    {
        var (drafts, sessions) = Open(Role.BookingStaff);
        await drafts.FindAsync("exports");

        await sessions.SignOutAsync();

        Assert.Equal(SessionEnd.SignedOut, (await RefusedAsync(drafts)).Ended);
        var row = Assert.Single(await portal.AuditAsync(), row => row.Act == AuditActs.SignedOut);
        Assert.Equal((portal.Staff[Role.BookingStaff].Id, nameof(StaffSession)), (row.ActorId, row.SubjectKind));
    }

    [Fact]
    [Asvs("7.4.2")]
    public async Task A_person_whose_work_ends_is_refused_the_very_next_command_and_the_sweep_closes_the_session()
    {
        var (drafts, _) = Open(Role.BookingStaff);
        await drafts.FindAsync("exports");

        await SetAsync(set => set.SetProperty(row => row.EndsOn, portal.Today.AddDays(-1)));

        Assert.Equal(SessionEnd.PersonInactive, (await RefusedAsync(drafts)).Ended);
        Assert.Equal(1, await Console.EndExpiredAsync());
        Assert.Equal(SessionEnd.PersonInactive, (await portal.ReadAsync(db => db.Sessions.SingleAsync())).EndedFor);
        Assert.Contains(await portal.AuditAsync(), row =>
            row.Act == AuditActs.SessionEnded && row.Fields == nameof(SessionEnd.PersonInactive) && row.ActorKind == "Console"
        );
    }

    [Fact]
    [Asvs("8.3.2")]
    public async Task A_changed_role_ends_the_session_of_the_old_one_at_the_next_command()
    {
        var (drafts, _) = Open(Role.BookingStaff);
        await SetAsync(set => set.SetProperty(row => row.Role, Role.Supervisor));

        Assert.Equal(SessionEnd.RoleChanged, (await RefusedAsync(drafts)).Ended);
        Assert.Null(await portal.As<DraftService>(portal.Staff[Role.BookingStaff]).FindAsync("exports"));
    }

    [Fact]
    [Asvs("7.4.5")]
    public async Task Administrators_see_who_is_signed_in_and_end_one_session_or_all_of_a_person()
    {
        var (drafts, _) = Open(Role.BookingStaff);
        portal.Time.Advance(TimeSpan.FromMinutes(1));
        var (other, _) = Open(Role.BookingStaff);
        var administrator = portal.As<SessionService>(Role.Administrator);
        var listed = await administrator.ListAsync(new PageRequest(0, 20));
        Assert.Equal(3, listed.Count);
        Assert.Equal(portal.Staff[Role.Administrator].Id, Assert.Single(listed.Rows, row => row.IsMine).StaffId);

        await administrator.EndAsync(listed.Rows.Last(row => row.StaffId == portal.Staff[Role.BookingStaff].Id).Id);
        Assert.Equal(SessionEnd.EndedByAdministrator, (await RefusedAsync(drafts)).Ended);
        await other.FindAsync("exports");

        await administrator.EndAllOfAsync(portal.Staff[Role.BookingStaff].Id);
        Assert.Equal(SessionEnd.EndedByAdministrator, (await RefusedAsync(other)).Ended);
        Assert.Equal(
            2,
            (await portal.AuditAsync()).Count(row =>
                row.Act == AuditActs.SessionEnded && row.ActorId == portal.Staff[Role.Administrator].Id
            )
        );
        Assert.Equal(1, (await administrator.ListAsync(new PageRequest(0, 20))).Count);
    }

    [Fact]
    [Asvs("7.2.1")]
    public async Task A_caller_who_names_no_session_or_somebody_elses_is_refused_whatever_the_role()
    {
        var clerk = portal.Staff[Role.BookingStaff];
        var others = portal.SignedIn(portal.Staff[Role.Supervisor]).Session;
        foreach (var session in new[] { null, others, NewId.Create() })
        {
            Assert.Equal(
                SessionEnd.Unknown,
                (await RefusedAsync(portal.As<DraftService>(CallerIdentity.Staff(clerk.Id, "test", session)))).Ended
            );
        }
    }

    [Fact]
    [Asvs("7.2.3")]
    public async Task What_is_stored_of_a_session_is_not_its_key_and_keys_have_256_random_bits()
    {
        var result = await portal.AsAnyone<SignInService>().SignInChosenAsync(portal.Staff[Role.BookingStaff].Id);

        Assert.Equal(64, result.Key!.Length);
        Assert.Equal(
            0,
            (await File.ReadAllBytesAsync(portal.DatabaseFile)).AsSpan().IndexOf(System.Text.Encoding.UTF8.GetBytes(result.Key)) + 1
        );
        Assert.Null(await portal.AsAnyone<SessionService>().ResumeAsync(result.Key[..63], isUse: true));
        Assert.Null(await portal.AsAnyone<SessionService>().ResumeAsync(StaffSession.NewKey(), isUse: true));
        Assert.Equal(
            portal.Staff[Role.BookingStaff].Id,
            (await portal.AsAnyone<SessionService>().ResumeAsync(result.Key, isUse: true))!.Person.Id
        );
    }

    [Fact]
    [Asvs("7.2.4")]
    public async Task Signing_in_again_begins_a_new_session_with_a_new_key_and_ends_the_old_one()
    {
        var person = portal.Staff[Role.BookingStaff];
        var first = (await portal.AsAnyone<SignInService>().SignInChosenAsync(person.Id)).Key!;
        var before = await portal.AsAnyone<SessionService>().ResumeAsync(first, isUse: true);

        var second = (
            await portal.As<SignInService>(CallerIdentity.Staff(person.Id, "test", before!.Id)).SignInChosenAsync(person.Id)
        ).Key!;

        Assert.NotEqual(first, second);
        Assert.Equal(SessionEnd.SignedInAnew, (await portal.AsAnyone<SessionService>().ResumeAsync(first, isUse: true))!.Ended);
        Assert.Null((await portal.AsAnyone<SessionService>().ResumeAsync(second, isUse: true))!.Ended);
    }

    [Theory]
    [InlineData(true, true, null)]
    [InlineData(true, false, SignInRefusal.NoMultiFactor)]
    [InlineData(false, false, null)]
    [Asvs("6.3.3", "6.8.4")]
    public async Task Evidence_of_a_second_factor_is_demanded_where_the_settings_say_so(bool required, bool shown, SignInRefusal? refused)
    {
        portal.Sessions.RequireMultiFactor = required;
        await SetAsync(set => set.SetProperty(row => row.DirectoryTenant, "tenant").SetProperty(row => row.DirectoryObject, "person"));

        var result = await portal
            .AsAnyone<SignInService>()
            .SignInAsync(new DirectorySignIn("tenant", "person", [Role.BookingStaff]) { MultiFactor = shown });

        Assert.Equal((refused, refused is null), (result.Refused, result.Key is not null));
    }

    private SessionService Console => portal.As<SessionService>(CallerIdentity.Console);

    /// <summary>Two use cases of one circuit.</summary>
    private (DraftService Drafts, SessionService Sessions) Open(Role role)
    {
        var identity = portal.SignedIn(portal.Staff[role]);
        return (portal.As<DraftService>(identity), portal.As<SessionService>(identity));
    }

    private static Task<AccessRefusedException> RefusedAsync(DraftService drafts) =>
        Assert.ThrowsAsync<AccessRefusedException>(() => drafts.FindAsync("exports"));

    private Task<DateTime> LastSeenAsync() => portal.ReadAsync(db => db.Sessions.Select(row => row.LastSeenAtUtc).SingleAsync());

    private Task<int> SetAsync(Action<Microsoft.EntityFrameworkCore.Query.UpdateSettersBuilder<StaffMember>> set) =>
        portal.ReadAsync(db => db.Staff.Where(row => row.Id == portal.Staff[Role.BookingStaff].Id).ExecuteUpdateAsync(set));
}
