using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SupportCenter.Domain.Exposure;
using SupportCenter.Portal.Exposure;
using SupportCenter.Tests.Security;

namespace SupportCenter.Tests.ControlGroup;

/// <summary>A probe that cannot find the original leak proves nothing: the same probe that finds nothing here has to find it
/// there.</summary>
public sealed class ControlGroupTests(PortalUnderTest portal) : IClassFixture<PortalUnderTest>
{
    [ControlGroupFact]
    public async Task The_probe_finds_the_leak_of_2020_by_the_canary_and_by_the_list_and_what_had_a_password_it_does_not()
    {
        var runner = portal.Services.GetRequiredService<ExposureRunner>();
        var clear = await runner.RunAsync(null, CancellationToken.None);
        Assert.Equal(ExposureVerdict.Clear, clear.Verdict);

        var token = (await portal.ReadAsync(db => db.Canaries.Where(row => row.Token != null).Select(row => row.Token).SingleAsync()))!;
        await using var site = await MembersSite.StartAsync(token);
        var leak = await runner.RunAsync(site.Address, CancellationToken.None);

        Assert.Equal(ExposureVerdict.Exposed, leak.Verdict);
        foreach (var (workbook, clue) in site.Workbooks.Zip(["name", "summary"]))
        {
            Assert.Contains(leak.Found, found => (found.Kind, found.Address, found.Clue) == (FindingKind.Canary, workbook, clue));
            Assert.Contains(leak.Found, found => (found.Kind, found.Address) == (FindingKind.Unlisted, workbook));
        }

        Assert.DoesNotContain(leak.Found, found =>
            found.Kind == FindingKind.Canary && !found.Address.StartsWith("/data/", StringComparison.Ordinal)
        );
        Assert.DoesNotContain(leak.Found, found => found.Address.StartsWith("/members", StringComparison.Ordinal) && found.Status == 200);
    }
}
