using Bunit;
using SupportCenter.Domain.Access;
using SupportCenter.Domain.Keys;
using SupportCenter.Portal.Administration;
using SupportCenter.Tests.Components;

namespace SupportCenter.Tests.Keys;

public sealed class KeyFactsTests : PageTest
{
    [Theory]
    [InlineData(Role.Supervisor, true)]
    [InlineData(Role.Administrator, true)]
    [InlineData(Role.Auditor, true)]
    [InlineData(Role.BookingStaff, false)]
    [Asvs("11.2.2")]
    public async Task The_state_of_the_keys_is_shown_to_those_who_watch_over_it(Role role, bool shown)
    {
        var row = KeyFileValidator.RowOf(1, Portal.Database.Cipher, Portal.Time.GetUtcNow().UtcDateTime);
        row.Count(12_345, Portal.Time.GetUtcNow().UtcDateTime);
        await Portal.AddAsync(row);

        var page = Open<AdministrationPage>(role);

        Assert.Equal(shown, page.Markup.Contains("鍵 1（", StringComparison.Ordinal));
        Assert.Equal(
            shown,
            page.Markup.Contains("進行中", StringComparison.Ordinal) && page.Markup.Contains("約 12,345 件", StringComparison.Ordinal)
        );
    }
}
