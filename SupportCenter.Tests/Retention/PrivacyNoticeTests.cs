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
}
