using System.Globalization;
using Bunit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using SupportCenter.Domain.Access;
using SupportCenter.Domain.Audit;
using SupportCenter.Domain.Businesses;
using SupportCenter.Portal.Audit;
using SupportCenter.Portal.Commands;
using SupportCenter.Portal.Printing;
using SupportCenter.Portal.Reports;
using SupportCenter.Portal.Security;
using SupportCenter.Tests.Components;
using SupportCenter.Tests.Printing;

namespace SupportCenter.Tests.Audit;

/// <summary>What is built around the log: the clock that signs, the command, the paper, the banner.</summary>
public sealed class AuditWatchTests : ScreenTest
{
    [Fact]
    public async Task A_checkpoint_is_signed_at_start_after_an_export_and_at_a_clean_stop()
    {
        await using var log = await WatchedLog.WriteAsync();
        using var clock = new CheckpointHostedService(log.Portal.Database, log.Portal.Time, NullLogger<CheckpointHostedService>.Instance);
        await clock.StartAsync(CancellationToken.None);
        await UntilAsync(() => Directory.GetFiles(log.CheckpointDirectory).Length == 4);

        log.Portal.Time.Advance(TimeSpan.FromSeconds(1));
        await log.Portal.As<LedgerService>(Role.Supervisor).DiscloseAsync(log.Business.Id);
        await UntilAsync(() => Directory.GetFiles(log.CheckpointDirectory).Length == 5);
        log.Portal.Time.Advance(TimeSpan.FromSeconds(1));
        await clock.StopAsync(CancellationToken.None);

        Assert.Equal((true, 6, 13), (log.Verify().IsSound, log.Verify().Checkpoints, log.Verify().LastCheckpointedSequence));
    }

    [Fact]
    public async Task A_checkpoint_is_signed_every_hour()
    {
        await using var log = await WatchedLog.WriteAsync();
        var time = new ManualTimer(log.Portal.Time);
        using var clock = new CheckpointHostedService(log.Portal.Database, time, NullLogger<CheckpointHostedService>.Instance);
        await clock.StartAsync(CancellationToken.None);
        await UntilAsync(() => Directory.GetFiles(log.CheckpointDirectory).Length == 4);
        Assert.Equal(TimeSpan.FromHours(1), time.Period);

        await log.Portal.As<BusinessService>(Role.BookingStaff).RevealTelephoneAsync(log.Business.Id);
        log.Portal.Time.Advance(time.Period);
        time.Tick();

        await UntilAsync(() => Directory.GetFiles(log.CheckpointDirectory).Length == 5);
        var verdict = log.Verify();
        Assert.Equal((true, verdict.Rows), (verdict.IsSound, verdict.LastCheckpointedSequence));
        await clock.StopAsync(CancellationToken.None);
    }

    [Fact]
    [Asvs("16.4.2")]
    public async Task The_command_says_sound_damaged_or_not_verified_by_its_exit_code()
    {
        await using var log = await WatchedLog.WriteAsync();
        var folder = Path.GetDirectoryName(log.Portal.DatabaseFile)!;
        var json = Path.Combine(folder, "verdict.json");
        string[] words = ["verify-audit", "--json", json, $"--Storage:DataDirectory={folder}"];

        Assert.Equal(0, await PortalCommands.RunAsync(words));
        log.Attack("UPDATE \"Audit\" SET \"Fields\" = 'x' WHERE \"Sequence\" = 6");
        Assert.Equal(1, await PortalCommands.RunAsync(words));
        Assert.Contains("\"kind\": \"Edited\"", await File.ReadAllTextAsync(json), StringComparison.Ordinal);
        Assert.Equal(2, await PortalCommands.RunAsync(["verify-audit", $"--Storage:DataDirectory={folder}-none"]));
        Assert.False(Directory.Exists(folder + "-none"));
    }

    [Fact]
    public async Task The_disclosed_ledger_names_the_business_and_the_roles_and_no_member_of_staff()
    {
        var business = Make.Business(Make.Details());
        await Portal.AddAsync(business);
        await Portal.As<BusinessService>(Role.BookingStaff).RevealTelephoneAsync(business.Id);
        await Portal.As<BusinessService>(Role.Supervisor).FindAsync(business.Id);
        var disclosure = (await Portal.As<LedgerService>(Role.Supervisor).DiscloseAsync(business.Id))!;

        var printed = LedgerPdf.Render(LedgerSheets.Of(disclosure), Sheets.Mark with { By = "中小企業等支援策活用サポートセンター" });

        using var pdf = new PrintedPdf(printed.Bytes);
        AssertEach.Of(
            new[]
            {
                "閲覧履歴の開示",
                "株式会社例示製作所 様",
                "委託先　受付",
                "電話番号を表示した",
                "事業者の画面を見た",
                "令和2年7月16日(木) 10:00",
            },
            told => Assert.Contains(told, pdf.Flowing, StringComparison.Ordinal)
        );
        AssertEach.Of(Portal.Staff.Values, person => Assert.DoesNotContain(person.Name, pdf.Flowing, StringComparison.Ordinal));
        Assert.DoesNotContain("0750001234", pdf.Text.Replace("-", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Empty(printed.Undrawn);
    }

    [Fact]
    public void Every_act_is_put_into_words_in_both_languages()
    {
        foreach (var language in new[] { "ja", "en" })
        {
            CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language);
            Assert.DoesNotContain(AuditActs.All, act => AuditActs.Label(act) == act);
        }
    }

    [Fact]
    public async Task The_banner_appears_by_itself_for_those_who_watch_and_never_for_others()
    {
        var canary = await Portal
            .As<CanaryService>(Role.Supervisor)
            .PlantAsync(new BusinessDetails { BusinessName = "朝霧見本堂", Telephone = "075-000-7001" });
        Services.AddSingleton(Portal.Database.Changes);
        Services.AddSingleton(Portal.As<AlarmService>(Role.Auditor));
        Services.AddScoped(_ => Caller(Role.Auditor));
        var banner = Render<AlarmBanner>();
        Assert.Empty(banner.FindAll("a"));

        await Portal.As<BusinessService>(Role.BookingStaff).FindAsync(canary);

        banner.WaitForAssertion(
            () => Assert.Contains("未確認の警報 1件", banner.Find("a").TextContent, StringComparison.Ordinal),
            TimeSpan.FromSeconds(20)
        );
    }

    [Fact]
    public async Task Whose_role_does_not_watch_sees_no_banner_and_asks_nothing()
    {
        var canary = await Portal
            .As<CanaryService>(Role.Supervisor)
            .PlantAsync(new BusinessDetails { BusinessName = "朝霧見本堂", Telephone = "075-000-7001" });
        await Portal.As<BusinessService>(Role.BookingStaff).FindAsync(canary);
        Services.AddSingleton(Portal.Database.Changes);
        Services.AddSingleton(Portal.As<AlarmService>(Role.BookingStaff));
        Services.AddScoped(_ => Caller(Role.BookingStaff));

        Assert.Empty(Render<AlarmBanner>().FindAll("a"));
        Assert.DoesNotContain(await Portal.AuditAsync(), row => row.Act == AuditActs.AccessRefused);
    }

    [Fact]
    public void Days_are_drawn_and_told_with_the_same_figures()
    {
        var chart = Render<ActsByDay>(it =>
            it.Add(page => page.Days, [new AuditDay(new(2020, 7, 15), 200, 0), new AuditDay(new(2020, 7, 16), 1, 1)])
        );

        Assert.Equal(["100", "1"], chart.FindAll("rect.acts").Select(bar => bar.GetAttribute("height")!));
        Assert.Equal(["0", "1"], chart.FindAll("rect.refused").Select(bar => bar.GetAttribute("height")!));
        Assert.Equal(["1", "1", "200", "0"], chart.FindAll("td.number").Select(cell => cell.TextContent));
    }

    private PortalCaller Caller(Role role)
    {
        var caller = new PortalCaller();
        caller.Become(Portal.PrincipalOf(role), "test");
        return caller;
    }

    private static async Task UntilAsync(Func<bool> met)
    {
        for (var waited = 0; !met() && waited < 1000; waited++)
        {
            await Task.Delay(20);
        }

        Assert.True(met());
    }

    /// <summary>Tells another clock's time; its one timer ticks at once and then when it is told to.</summary>
    private sealed class ManualTimer(TimeProvider clock) : TimeProvider
    {
        private Action tick = () => { };

        public TimeSpan Period { get; private set; }

        public override DateTimeOffset GetUtcNow() => clock.GetUtcNow();

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            (Period, tick) = (period, () => callback(state));
            tick();
            return new Timer(callback, state, Timeout.Infinite, Timeout.Infinite);
        }

        public void Tick() => tick();
    }
}
