using Microsoft.EntityFrameworkCore;
using SupportCenter.Domain;
using SupportCenter.Domain.Access;
using SupportCenter.Domain.Audit;
using SupportCenter.Domain.Consultations;
using SupportCenter.Domain.Data;
using SupportCenter.Domain.Reports;
using SupportCenter.Portal.Printing;
using SupportCenter.Portal.Reports;
using SupportCenter.Tests.Consultations;
using SupportCenter.Tests.Printing;

namespace SupportCenter.Tests.Reports;

/// <summary>相談票の綴り and 予約一覧 on paper: who may take them out, and what is in them.</summary>
public sealed class RecordBinderTests : IAsyncLifetime
{
    private const string Why = "個別支援の引き継ぎのため（用が済んだら裁断）";
    private readonly ExportFiles files = new(TimeProvider.System);
    private ConsultationScene scene = null!;

    private TestPortal Portal => scene.Portal;

    private BulkExportService Exports => Portal.As<BulkExportService>(Role.Supervisor);

    private ExportPapers Papers => new(Exports, files);

    public async Task InitializeAsync() => scene = await ConsultationScene.SetAsync();

    public async Task DisposeAsync()
    {
        files.Dispose();
        await scene.DisposeAsync();
    }

    [Fact]
    public async Task A_binder_of_few_businesses_is_made_without_a_release_and_says_so_on_its_cover()
    {
        await RecordAsync();
        var order = await Exports.AskAsync(Asked(ExportContents.RecordBinder));

        Assert.True(await Papers.MakeAsync(order, new Progress<PaperProgress>(), CancellationToken.None));

        using var pdf = new PrintedPdf((await Papers.FetchAsync(order, CancellationToken.None))!.Bytes);
        Assert.Contains("承認不要", pdf.Pages[0], StringComparison.Ordinal);
        Assert.Contains(order.ToShort(), pdf.Pages[0], StringComparison.Ordinal);
        Assert.Contains("株式会社例示製作所", pdf.Pages[1], StringComparison.Ordinal);
        Assert.Contains("新聞に載っていた制度", pdf.Pages[2], StringComparison.Ordinal);
        Assert.Empty(await Portal.ReadAsync(db => db.Approvals.ToListAsync()));
    }

    [Fact]
    [Asvs("16.3.1")]
    public async Task Every_business_in_a_binder_is_named_in_the_log_and_each_fetching_too()
    {
        await RecordAsync();
        var order = await Exports.AskAsync(Asked(ExportContents.RecordBinder));
        Assert.Null(await Papers.FetchAsync(order, CancellationToken.None));

        await Papers.MakeAsync(order, new Progress<PaperProgress>(), CancellationToken.None);
        await Papers.FetchAsync(order, CancellationToken.None);

        foreach (var act in (string[])[AuditActs.ExportMade, AuditActs.ExportFetched])
        {
            var row = Assert.Single(await scene.ActsAsync(act), entry => entry.SubjectKind == "BulkExport");
            Assert.Equal(scene.Business.Id, Assert.Single(row.Businesses).BusinessId);
        }
    }

    [Fact]
    [Asvs("2.3.5")]
    public async Task More_than_fifty_businesses_need_a_second_person_also_in_several_small_papers()
    {
        await BusinessesAsync(BulkExportService.MostUnreleased);
        var first = await Exports.AskAsync(Asked(ExportContents.ReservationPaper, days: 60));
        Assert.Equal(ApprovalState.Open, (await Portal.ReadAsync(db => db.Approvals.SingleAsync())).State);
        await Assert.ThrowsAsync<RuleException>(() => Exports.OpenAsync(first));

        var half = Asked(ExportContents.ReservationPaper, days: 25);
        var small = await Exports.AskAsync(half);
        await Exports.OpenAsync(small);
        var rest = Asked(ExportContents.ReservationPaper, days: 60);
        rest.From = half.To!.Value.AddDays(1);
        await Exports.AskAsync(rest);

        Assert.Equal(2, await Portal.ReadAsync(db => db.Approvals.CountAsync()));
    }

    [Fact]
    [Asvs("2.3.5")]
    public async Task What_has_grown_beyond_fifty_businesses_since_it_was_asked_for_is_not_taken_out()
    {
        await BusinessesAsync(BulkExportService.MostUnreleased - 5);
        var order = await Exports.AskAsync(Asked(ExportContents.ReservationPaper, days: 60));
        await BusinessesAsync(10, from: 48);

        await Assert.ThrowsAsync<RuleException>(() => Exports.OpenAsync(order));
    }

    [Fact]
    public async Task The_pages_of_a_record_in_the_binder_are_those_of_its_own_paper()
    {
        var record = await RecordAsync();
        var order = await Exports.AskAsync(Asked(ExportContents.RecordBinder));
        var opened = (await Exports.OpenAsync(order))!;
        await Papers.MakeAsync(order, new Progress<PaperProgress>(), CancellationToken.None);
        var view = (await Portal.As<ConsultationService>(Role.Supervisor).PrintAsync(record))!;
        System.Globalization.CultureInfo.CurrentUICulture = System.Globalization.CultureInfo.GetCultureInfo("ja");
        using var own = new PrintedPdf(ConsultationPdf.Render(ConsultationSheets.Of(view, ExportSheets.Mark(opened))).Bytes);
        using var binder = new PrintedPdf((await Papers.FetchAsync(order, CancellationToken.None))!.Bytes);

        Assert.Equal(2 + own.Pages.Count, binder.Pages.Count);
        for (var page = 0; page < own.Pages.Count; page++)
        {
            // The binder adds one line above the page.
            Assert.Equal(own.Pages[page], binder.Pages[2 + page][(binder.Pages[2 + page].IndexOf('\n', StringComparison.Ordinal) + 1)..]);
        }
    }

    [Fact]
    public async Task A_stopped_binder_can_be_made_again_within_the_hour_and_is_the_same_to_the_byte()
    {
        await RecordAsync();
        var order = await Exports.AskAsync(Asked(ExportContents.RecordBinder));
        using var stop = new CancellationTokenSource();
        await stop.CancelAsync();
        var opened = await Exports.OpenAsync(order);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Papers.MakeAsync(order, new Progress<PaperProgress>(), stop.Token));

        var first = (await Papers.FetchAsync(order, CancellationToken.None))!;
        using var otherProcess = new ExportFiles(TimeProvider.System);
        var second = (await new ExportPapers(Exports, otherProcess).FetchAsync(order, CancellationToken.None))!;

        Assert.NotNull(opened);
        Assert.Equal(first.Tag, second.Tag);
        Portal.Time.Advance(TimeSpan.FromMinutes(61));
        await Assert.ThrowsAsync<RuleException>(() => Papers.FetchAsync(order, CancellationToken.None));
    }

    [Fact]
    public async Task Ticked_records_alone_are_bound_and_the_period_is_theirs()
    {
        var record = await RecordAsync();
        var asked = new ExportDetails { RecordIds = [record], Reason = Why };
        var order = await Exports.AskAsync(asked);
        var opened = (await Exports.OpenAsync(order))!;

        Assert.Equal(record, Assert.Single(await opened.RecordIdsAsync(CancellationToken.None)).Record);
        Assert.Equal((asked.From, asked.To, 1), (opened.From, opened.To, opened.Scope.Selected));
        await Assert.ThrowsAsync<RuleException>(() => Exports.AskAsync(new ExportDetails { RecordIds = [NewId.Create()], Reason = Why }));
    }

    [Fact]
    public async Task A_binder_of_another_venue_or_scrivener_has_none_of_these_records()
    {
        await RecordAsync();
        foreach (
            var narrow in (Action<ExportDetails>[])
                [details => details.VenueId = NewId.Create(), details => details.ScrivenerId = NewId.Create()]
        )
        {
            var asked = Asked(ExportContents.RecordBinder);
            narrow(asked);
            Assert.Equal(ExportTexts.Nothing, (await Assert.ThrowsAsync<RuleException>(() => Exports.AskAsync(asked))).Message);
        }
    }

    [Fact]
    public async Task The_reservation_list_has_the_columns_of_form_one_and_no_cancelled_appointment()
    {
        await scene.BookAsync(1, said: Make.Details("株式会社例題商店", "075-000-4321"));
        var order = await Exports.AskAsync(Asked(ExportContents.ReservationPaper));
        await Papers.MakeAsync(order, new Progress<PaperProgress>(), CancellationToken.None);
        using var pdf = new PrintedPdf((await Papers.FetchAsync(order, CancellationToken.None))!.Bytes);

        foreach (
            var told in (string[])
                ["予約一覧（別紙1）", "事業者名（担当者名）", "行政区", "従業員数", "電話番号", "予約日時・会場", "075-000-4321"]
        )
        {
            Assert.Contains(told, pdf.Flowing, StringComparison.Ordinal);
        }
    }

    private async Task<Guid> RecordAsync()
    {
        var record = await scene.StartAsync();
        await scene.Mine.SubmitAsync(record.Id, ConsultationScene.Complete(), record.Version);
        return record.Id;
    }

    // One business more a day, beside the one that the scene has.
    private async Task BusinessesAsync(int count, int from = 1)
    {
        var venue = Make.Venue($"会場{from}");
        await Portal.AddAsync(venue);
        for (var at = 0; at < count; at++)
        {
            var said = Make.Details($"株式会社例示{from + at}", $"075-000-{1000 + from + at}");
            var business = Make.Business(said);
            var clinic = Make.Clinic(venue, Portal.Today.AddDays(from + at), Portal.Staff[Role.Scrivener]);
            await Portal.AddAsync(business, clinic);
            await scene.BookAsync(0, clinic, business, said);
        }
    }

    private ExportDetails Asked(ExportContents contents, int days = 20) =>
        new()
        {
            Contents = contents,
            From = Portal.Today.AddDays(-20),
            To = Portal.Today.AddDays(days),
            Reason = Why,
        };
}
