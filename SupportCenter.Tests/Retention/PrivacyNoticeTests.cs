using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using SupportCenter.Portal.Retention;
using SupportCenter.Tests.Security;

namespace SupportCenter.Tests.Retention;

/// <summary>The privacy notice promises what the settings do.</summary>
public sealed class PrivacyNoticeTests
{
    [Fact]
    public async Task The_notice_says_the_years_and_days_of_the_settings_in_both_languages()
    {
        var portal = new PortalUnderTest();
        await portal.StartAsync("--Retention:YearsAfterFiscalYear=7", "--Retention:BackupDays=14");
        try
        {
            using var anyone = portal.Anyone();
            var japanese = await anyone.GetStringAsync(new Uri("/privacy", UriKind.Relative));
            var english = await anyone.GetStringAsync(new Uri("/privacy?lang=en", UriKind.Relative));

            Assert.Contains("終わりから7年間お預かりし", System.Net.WebUtility.HtmlDecode(japanese), StringComparison.Ordinal);
            Assert.Contains("廃棄から14日以内", System.Net.WebUtility.HtmlDecode(japanese), StringComparison.Ordinal);
            Assert.Contains("For 7 years from the end of the fiscal year", english, StringComparison.Ordinal);
            Assert.Contains("within 14 days", english, StringComparison.Ordinal);
        }
        finally
        {
            await portal.DisposeAsync();
        }
    }

    [Theory]
    [InlineData("Retention:YearsAfterFiscalYear", "0")]
    [InlineData("Retention:BackupDays", "-1")]
    [InlineData("Retention:SessionDays", "1")]
    public void A_period_that_makes_no_sense_stops_the_start(string setting, string value)
    {
        var settings = new ConfigurationBuilder().AddInMemoryCollection([new(setting, value)]).Build();
        using var services = new ServiceCollection().AddRetention(settings).BuildServiceProvider();

        Assert.Throws<OptionsValidationException>(() => services.GetRequiredService<IStartupValidator>().Validate());
    }
}
