using Microsoft.EntityFrameworkCore;
using SupportCenter.Domain;
using SupportCenter.Domain.Access;
using SupportCenter.Domain.Audit;

namespace SupportCenter.Tests.Access;

public sealed class FirstStaffTests
{
    private const string Tenant = "11111111-2222-3333-4444-555555555555";
    private const string Person = "AAAAAAAA-0000-0000-0000-000000000001";

    [Fact]
    [Asvs("6.3.4")]
    public async Task The_first_supervisor_of_a_new_portal_is_entered_at_the_console_and_can_sign_in_and_no_second_one()
    {
        await using var portal = await TestPortal.StartAsync();
        await portal.ReadAsync(db =>
            db.Staff.Where(row => row.Role == Role.Supervisor)
                .ExecuteUpdateAsync(set => set.SetProperty(row => row.EndsOn, portal.Today.AddDays(-1)))
        );
        var console = portal.As<FirstStaffService>(CallerIdentity.Console);

        var id = await console.AddAsync(Role.Supervisor, "本市 最初", Tenant, Person);

        var result = await portal
            .AsAnyone<SignInService>()
            .SignInAsync(new DirectorySignIn(Tenant, Person.ToLowerInvariant(), [Role.Supervisor]));
        Assert.NotNull(result.Key);
        Assert.Contains(await portal.AuditAsync(), row =>
            row.Act == AuditActs.FirstStaffAdded && row.SubjectId == id && row.ActorKind == "Console"
        );
        await Assert.ThrowsAsync<RuleException>(() => console.AddAsync(Role.Supervisor, "本市 二番目", Tenant, Tenant));
    }

    [Theory]
    [InlineData(Role.Scrivener, "行政書士 見本", Tenant)]
    [InlineData(Role.Supervisor, " ", Tenant)]
    [InlineData(Role.Supervisor, "本市 最初", "organizations")]
    [Asvs("6.3.4")]
    public async Task Nobody_else_comes_in_that_way(Role role, string name, string tenant)
    {
        await using var portal = await TestPortal.StartAsync();
        await Assert.ThrowsAsync<RuleException>(() =>
            portal.As<FirstStaffService>(CallerIdentity.Console).AddAsync(role, name, tenant, Person)
        );
    }
}
