using System.Globalization;
using SupportCenter.Domain;
using SupportCenter.Domain.Access;
using SupportCenter.Domain.Audit;
using SupportCenter.Domain.Notices;

namespace SupportCenter.Tests.Notices;

/// <summary>What is written for everybody names no business: the search's index tells.</summary>
public sealed class RefusedNameTests : IAsyncLifetime
{
    private NoticeScene scene = null!;

    public async Task InitializeAsync()
    {
        scene = await NoticeScene.SetAsync();
        await scene.BookAsync(Make.Details("株式会社例示製作所", contact: "例題 花子"));
        await scene.BookAsync(Make.Details("㈲山田", "075-000-5678", contact: null), slot: 1);
    }

    public Task DisposeAsync() => scene.DisposeAsync().AsTask();

    [Theory]
    [InlineData("明日は例示製作所さんが来ます。", 1, nameof(NoticeTexts.NameOfBusiness))]
    [InlineData("連絡です。\n（株）例示製作所の件", 2, nameof(NoticeTexts.NameOfBusiness))]
    [InlineData("ｶ)例示製作所", 1, nameof(NoticeTexts.NameOfBusiness))]
    [InlineData("例題花子様よりお電話", 1, nameof(NoticeTexts.NameOfContact))]
    [InlineData("例題　花子さんへ", 1, nameof(NoticeTexts.NameOfContact))]
    [InlineData("折り返しは０７５（０００）１２３４まで", 1, nameof(NoticeTexts.NameTelephone))]
    [InlineData("山田様の件です", 1, null)]
    [InlineData("山田様 の件です", 1, nameof(NoticeTexts.NameOfBusiness))]
    [InlineData("有限会社山田、来所", 1, nameof(NoticeTexts.NameOfBusiness))]
    [InlineData("山田川の花火の日は会場が混みます。", 1, null)]
    [InlineData("例示の製作所を見学します。", 1, null)]
    [InlineData("中京区役所の電話は075-000-9999です。行政書士 見本一", 1, null)]
    [Asvs("16.2.5")]
    public async Task A_name_is_refused_beside_the_field_by_kind_and_line(string text, int line, string? kind)
    {
        var posting = scene.City.PostAsync(NoticeScene.Notice(text));
        if (kind is null)
        {
            await posting;
            return;
        }

        var refused = await Assert.ThrowsAsync<RuleException>(() => posting);
        var words = NoticeTexts.ResourceManager.GetString(kind, CultureInfo.CurrentUICulture);
        Assert.Equal(string.Format(CultureInfo.InvariantCulture, NoticeTexts.NamesBusiness, line, words), refused.Message);
        Assert.Equal(nameof(NoticeDetails.Text), refused.Field);
        Assert.DoesNotContain("例", refused.Message, StringComparison.Ordinal);
        Assert.Equal(0, await scene.CountAsync(Role.Scrivener));
    }

    [Fact]
    public async Task Corrections_comments_and_reasons_are_held_to_the_same()
    {
        var id = await scene.City.PostAsync(NoticeScene.Notice());
        var version = (await scene.FirstAsync(Role.Supervisor)).Version;
        const string Naming = "例示製作所の件";

        await Assert.ThrowsAsync<RuleException>(() =>
            scene.City.CorrectAsync(id, version, new NoticeCorrection { Notice = NoticeScene.Notice(Naming) })
        );
        await Assert.ThrowsAsync<RuleException>(() => scene.City.CommentAsync(id, new CommentDetails { Text = Naming }));
        await Assert.ThrowsAsync<RuleException>(() => scene.City.WithdrawAsync(id, Naming));

        Assert.Equal(3, (await scene.ActsAsync(AuditActs.NameRefused)).Count);
    }

    [Fact]
    public async Task An_earlier_name_is_still_known()
    {
        var business = await scene.Portal.ReadAsync(db => Task.FromResult(db.Businesses.AsEnumerable().First(row => row.Name == "㈲山田")));
        await scene
            .Portal.As<Domain.Businesses.BusinessService>(Role.BookingStaff)
            .CorrectAsync(
                business.Id,
                new Domain.Businesses.BusinessDetails
                {
                    BusinessName = "見本工房",
                    Telephone = "075-000-5678",
                    Ward = Domain.Text.Ward.Fushimi,
                },
                business.Version
            );

        await Assert.ThrowsAsync<RuleException>(() => scene.City.PostAsync(NoticeScene.Notice("見本工房の件")));
        await Assert.ThrowsAsync<RuleException>(() => scene.City.PostAsync(NoticeScene.Notice("㈲山田 の件")));
    }

    [Fact]
    [Asvs("16.3.2")]
    public async Task Whoever_tries_names_is_in_the_ledger_of_each_business_and_raises_an_alarm()
    {
        var mine = scene.Portal.As<NoticePostingService>(Role.Scrivener);
        for (var attempt = 0; attempt < scene.Portal.Database.Audit.Alarms.RefusalsInARow; attempt++)
        {
            await Assert.ThrowsAsync<RuleException>(() => mine.PostAsync(NoticeScene.Notice("例示製作所はありますか")));
        }

        var rows = await scene.ActsAsync(AuditActs.NameRefused);
        AssertEach.Of(rows, row => Assert.Single(row.Businesses));
        Assert.DoesNotContain(rows, row => row.Fields.Contains("例示", StringComparison.Ordinal));
        Assert.Equal(1, await scene.Portal.As<AlarmService>(Role.Supervisor).CountOpenAsync());
    }

    [Fact]
    public async Task A_long_notice_is_looked_through_before_anybody_grows_impatient()
    {
        var text = string.Concat(Enumerable.Repeat("例示の制度の説明です。", 200))[..NoticeDetails.LongestText];
        var began = System.Diagnostics.Stopwatch.GetTimestamp();

        await scene.City.PostAsync(NoticeScene.Notice(text));

        Assert.InRange(System.Diagnostics.Stopwatch.GetElapsedTime(began).TotalSeconds, 0, 5);
    }
}
