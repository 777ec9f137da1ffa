using SupportCenter.Domain.Access;

namespace SupportCenter.Tests.Access;

/// <summary>What a cookie that was left on a desk does not suffice for.</summary>
public sealed class FreshSignInTests
{
    public static TheoryData<Permission> Asked => [.. Enum.GetValues<Permission>().Where(Permissions.RequiresFreshSignIn)];

    [Theory]
    [MemberData(nameof(Asked))]
    [Asvs("7.5.3")]
    public async Task Ten_minutes_after_the_sign_in_it_is_asked_for_again_and_nothing_is_done_meanwhile(Permission permission)
    {
        await using var portal = await TestPortal.StartAsync();
        var role = Enum.GetValues<Role>().First(role => Permissions.Allows(role, permission));
        var desk = portal.As<AuthorizedDbContextFactory>(role);
        portal.Time.Advance(TimeSpan.FromMinutes(10));
        await (await desk.OpenAsync(permission, default)).DisposeAsync();

        portal.Time.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal(
            permission,
            (await Assert.ThrowsAsync<FreshSignInRequiredException>(() => desk.OpenAsync(permission, default))).Permission
        );
        await (await desk.OpenAsync(Permission.UsePortal, default)).DisposeAsync();
        await (await portal.As<AuthorizedDbContextFactory>(role).OpenAsync(permission, default)).DisposeAsync();
    }

    [Fact]
    [Asvs("7.5.3")]
    public async Task Where_the_provider_does_not_say_when_it_asked_the_sign_in_is_not_fresh()
    {
        await using var portal = await TestPortal.StartAsync();
        var person = portal.Staff[Role.Administrator];
        var session = new StaffSession(person, StaffSession.NewKey(), portal.Time.GetUtcNow().UtcDateTime, portal.Sessions);
        await portal.AddAsync(session);

        var desk = portal.As<AuthorizedDbContextFactory>(CallerIdentity.Staff(person.Id, "test", session.Id));

        await Assert.ThrowsAsync<FreshSignInRequiredException>(() => desk.OpenAsync(Permission.ManageStaff, default));
    }

    [Fact]
    [Asvs("8.3.1")]
    public async Task Whoever_may_not_is_refused_and_not_sent_to_sign_in()
    {
        await using var portal = await TestPortal.StartAsync();
        var desk = portal.As<AuthorizedDbContextFactory>(Role.Scrivener);
        portal.Time.Advance(TimeSpan.FromHours(1));

        await Assert.ThrowsAsync<AccessRefusedException>(() => desk.OpenAsync(Permission.ManageStaff, default));
    }
}
