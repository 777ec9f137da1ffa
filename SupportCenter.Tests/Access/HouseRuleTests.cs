using System.ComponentModel.DataAnnotations;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Authorization;
using Microsoft.EntityFrameworkCore;
using SupportCenter.Domain;
using SupportCenter.Domain.Access;
using SupportCenter.Domain.Audit;
using SupportCenter.Domain.Businesses;
using SupportCenter.Domain.Consultations;
using SupportCenter.Domain.Data;
using SupportCenter.Domain.Reservations;
using SupportCenter.Domain.Retention;
using SupportCenter.Portal;
using SupportCenter.Tests.Reservations;

namespace SupportCenter.Tests.Access;

/// <summary>Rules that hold for all of the code, not for one feature.</summary>
public sealed partial class HouseRuleTests
{
    [Fact]
    public void ASVS_8_1_1_the_one_table_answers_for_everybody_and_nothing_else_asks_for_a_role()
    {
        foreach (var permission in Enum.GetValues<Permission>())
        {
            Assert.All(Enum.GetValues<Role>(), role => Assert.True(Enum.IsDefined(Permissions.For(role, permission))));
            Assert.True(Enum.IsDefined(Permissions.ForAnyone(permission)) && Enum.IsDefined(Permissions.ForConsole(permission)));
        }

        Assert.DoesNotContain(typeof(PortalUrls).Assembly.GetTypes().SelectMany(type => type.GetCustomAttributes<AuthorizeAttribute>()), attribute => attribute.Roles is not null);
        // The viewer's role decides nothing outside of the table: services look at the reach.
        var found = Sources().Where(file => !file.Path.Contains("/Access/", StringComparison.Ordinal)).SelectMany(file => ViewersRole().Matches(file.Text).Select(match => $"{file.Path}: {match.Value}"));
        Assert.Empty(found);
    }

    [Theory]
    [InlineData("'; DROP TABLE \"Businesses\"; --")]
    [InlineData("%' OR 1=1 --")]
    public async Task ASVS_1_2_4_what_is_typed_is_data_for_the_database(string typed)
    {
        await using var scene = await ListScene.SetAsync();

        Assert.Empty((await scene.AsBookingStaff.ListAsync(new() { Search = typed }, ListScene.Page(take: 20))).Rows);
        Assert.Empty((await scene.AsBookingStaff.ListAsync(new() { Industry = typed }, ListScene.Page(take: 20))).Rows);
        Assert.Empty((await scene.Portal.As<AuditLogService>(Role.Auditor).ListAsync(new() { Act = typed }, ListScene.Page(take: 20))).Rows);
        Assert.NotEmpty((await scene.AsBookingStaff.ListAsync(new(), ListScene.Page(take: 20))).Rows);
    }

    [Fact]
    public void ASVS_1_2_4_no_statement_is_put_together_from_what_anybody_typed()
    {
        // Raw statements exist in the making of tables, the seed and the verifier, and hold names of the model only.
        var found = Sources().Where(file => RawSql().IsMatch(file.Text)).Select(file => file.Path.Split('/')[^1]).Order(StringComparer.Ordinal);
        Assert.Equal(["LargeSeed.cs", "ReservationIndexes.cs", "SealAudit.cs"], found.Select(name => name[(name.LastIndexOf('_') + 1)..]).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task ASVS_15_3_1_a_view_carries_only_what_the_role_may_see()
    {
        await using var portal = await TestPortal.StartAsync();
        var venue = Make.Venue();
        var clinic = Make.Clinic(venue, portal.Today, portal.Staff[Role.Scrivener]);
        var business = Make.Business(Make.Details());
        await portal.AddAsync(venue, clinic, business);
        var reservation = Make.Reservation(business, clinic, clinic.Slots[0], portal.Staff[Role.BookingStaff]);
        await portal.AddAsync(reservation, new ConsultationRecord(reservation, portal.Staff[Role.Scrivener].Id, portal.Time.GetUtcNow().UtcDateTime));

        async Task<(string Text, BusinessView View)> SeenAsync(Role role)
        {
            var view = (await portal.As<BusinessService>(role).FindAsync(business.Id))!;
            return (JsonSerializer.Serialize(view), view);
        }

        var (clerk, city) = (await SeenAsync(Role.BookingStaff), await SeenAsync(Role.Supervisor));
        Assert.Null(Assert.Single(clerk.View.Visits).RecordId);
        Assert.NotNull(Assert.Single(city.View.Visits).RecordId);
        Assert.All(new[] { clerk.Text, city.Text }, text => Assert.DoesNotContain("0750001234", text.Replace("-", "", StringComparison.Ordinal), StringComparison.Ordinal));
    }

    public static TheoryData<Type> Forms => [typeof(ReservationDetails), typeof(ConsultationDetails), typeof(BusinessDetails), typeof(CallbackDetails), typeof(AlarmRemark), typeof(HoldDetails), typeof(DisposalDetails)];

    [Theory]
    [MemberData(nameof(Forms))]
    public void ASVS_15_3_3_a_form_binds_nothing_but_the_fields_that_it_shows(Type form)
    {
        // The answers to the questions of the day are shown by the questions themselves.
        var hidden = form.GetProperties().Where(property => property.CanWrite && property.Name != nameof(ReservationDetails.Answers) && property.GetCustomAttribute<DisplayAttribute>() is null).Select(property => property.Name);
        Assert.Empty(hidden);
        Assert.DoesNotContain(form.GetProperties(), property => property.Name.EndsWith("Id", StringComparison.Ordinal) || property.Name is "Version" or "Status");
    }

    [Fact]
    public async Task ASVS_16_3_1_signing_in_and_out_and_a_refused_sign_in_are_in_the_log_with_who_when_and_from_where()
    {
        await using var portal = await TestPortal.StartAsync();
        var gone = Make.Staff(Role.Scrivener, "行政書士 見本九", endsOn: portal.Today.AddDays(-1));
        await portal.AddAsync(gone);
        await portal.SignInAsync(portal.Staff[Role.Scrivener]);
        await portal.As<SessionService>(Role.Scrivener).SignOutAsync();
        Assert.Equal(SignInRefusal.NotActive, (await portal.SignInAsync(gone)).Refused);

        // Who was refused has not signed in, and is the subject of the row.
        Guid[] who = [portal.Staff[Role.Scrivener].Id, portal.Staff[Role.Scrivener].Id, gone.Id];
        string[] acts = [AuditActs.SignedIn, AuditActs.SignedOut, AuditActs.SignInRefused];
        var rows = await portal.AuditAsync();
        Assert.Equal(acts.Zip(who), rows.Select(row => (row.Act, row.ActorId ?? row.SubjectId!.Value)));
        Assert.All(rows, row => Assert.Equal(("test", portal.Time.GetUtcNow().UtcDateTime), (row.Origin, row.AtUtc)));
    }

    private static IEnumerable<(string Path, string Text)> Sources([CallerFilePath] string here = "")
    {
        var root = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "..", ".."));
        return new[] { "SupportCenter.Domain", "SupportCenter.Portal" }.SelectMany(project => Directory.EnumerateFiles(Path.Combine(root, project), "*.*", SearchOption.AllDirectories))
            .Where(file => Path.GetExtension(file) is ".cs" or ".razor" && !file.Contains("/obj/", StringComparison.Ordinal) && !file.Contains("/bin/", StringComparison.Ordinal))
            .Select(file => (file, File.ReadAllText(file)));
    }

    [GeneratedRegex(@"(Viewer\.Role|Me\.Role|caller\.Role)\s*(==|!=|switch|is\s+(not\s+)?Role\.)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex ViewersRole();

    [GeneratedRegex(@"(ExecuteSqlRaw|FromSqlRaw|SqlQueryRaw|migration(Builder)?\.Sql)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex RawSql();
}
