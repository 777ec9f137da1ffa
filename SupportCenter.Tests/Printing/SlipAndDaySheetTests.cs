using SupportCenter.Portal;
using SupportCenter.Portal.Printing;

namespace SupportCenter.Tests.Printing;

public sealed class SlipAndDaySheetTests
{
    [Fact]
    public void A_slip_tells_the_caller_when_where_what_to_bring_and_whom_to_ring()
    {
        var printed = ReservationSlipPdf.Render(Sheets.Slip);
        using var pdf = new PrintedPdf(printed.Bytes);
        Assert.Equal(1, printed.PageCount);
        foreach (
            var told in (string[])
                [
                    "予約票",
                    "株式会社例題製作所祇園",
                    "例題 一郎　様",
                    "令和2年7月16日(木) 13:00～13:50",
                    "中京区役所",
                    "西三坊堀川町521",
                    "「二条城前」駅から徒歩2分",
                    "・直近の確定申告書の控え",
                    "075-000-0000",
                    "発行　令和2年7月1日(水)",
                    "きりとり",
                ]
        )
        {
            Assert.Contains(told, pdf.Flowing, StringComparison.Ordinal);
        }

        Assert.DoesNotContain("取扱注意", pdf.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_slip_without_a_persons_name_is_addressed_to_the_business()
    {
        using var pdf = new PrintedPdf(ReservationSlipPdf.Render(Sheets.Slip with { ContactName = "" }).Bytes);
        Assert.Contains("株式会社例題製作所祇園　御中", pdf.Flowing, StringComparison.Ordinal);
    }

    [Fact]
    public void Several_slips_stand_on_a_sheet_each_with_a_line_to_cut_along()
    {
        var printed = ReservationSlipPdf.Render([Sheets.Slip, Sheets.Slip with { BusinessName = "見本商店", ContactName = "" }]);
        using var pdf = new PrintedPdf(printed.Bytes);
        Assert.Equal(2, printed.PageCount);
        Assert.Contains("例題 一郎　様", pdf.Pages[0], StringComparison.Ordinal);
        Assert.Contains("見本商店　御中", pdf.Pages[1], StringComparison.Ordinal);
        AssertEach.Of(pdf.Pages, page => Assert.Contains("きりとり", page, StringComparison.Ordinal));
        Assert.Throws<ArgumentException>(() => ReservationSlipPdf.Render([]));
    }

    [Fact]
    public void The_slip_of_a_cancelled_appointment_says_so_and_asks_nobody_to_come()
    {
        using var pdf = new PrintedPdf(ReservationSlipPdf.Render(Sheets.Slip with { IsCancelled = true }).Bytes);

        Assert.Contains("予約取消票", pdf.Flowing, StringComparison.Ordinal);
        Assert.Contains("取り消した日時", pdf.Flowing, StringComparison.Ordinal);
        Assert.DoesNotContain("お持ち", pdf.Flowing, StringComparison.Ordinal);
    }

    [Fact]
    public void A_slip_that_does_not_fit_half_a_page_has_no_line_to_cut_along()
    {
        var many = Sheets.Slip with { ToBring = [.. Enumerable.Range(1, 30).Select(i => $"書類{i}")] };
        using var pdf = new PrintedPdf(ReservationSlipPdf.Render(many).Bytes);
        Assert.Contains("書類30", pdf.Flowing, StringComparison.Ordinal);
        Assert.DoesNotContain("きりとり", pdf.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Each_venue_begins_a_page_and_one_that_goes_on_repeats_its_head_and_columns()
    {
        var printed = DaySheetPdf.Render(Sheets.Day, Sheets.Mark);
        using var pdf = new PrintedPdf(printed.Bytes);
        Assert.Equal(3, printed.PageCount);
        Assert.Contains("控えの写しをお渡しする", pdf.Pages[0], StringComparison.Ordinal);
        Assert.Contains("令和2年7月16日(木)　中京区役所", pdf.Pages[0], StringComparison.Ordinal);
        Assert.Contains("予約　30件", pdf.Pages[0], StringComparison.Ordinal);
        Assert.StartsWith("巡回相談　当日予約表（続き）　令和2年7月16日(木)　中京区役所", pdf.Pages[1], StringComparison.Ordinal);
        Assert.Contains("伏見区役所", pdf.Pages[2], StringComparison.Ordinal);
        Assert.Contains("この日の予約はありません。", pdf.Pages[2], StringComparison.Ordinal);
        Assert.DoesNotContain("続き", pdf.Pages[2], StringComparison.Ordinal);
        AssertEach.Of(pdf.Pages, page => Assert.Contains("相談したい制度", page, StringComparison.Ordinal));
        AssertEach.Of(pdf.Pages, page => Assert.Contains("取扱注意", page, StringComparison.Ordinal));
    }

    [Fact]
    public void The_reservations_of_a_day_stand_in_the_order_they_are_given()
    {
        using var pdf = new PrintedPdf(DaySheetPdf.Render(Sheets.Day, Sheets.Mark).Bytes);
        var at = Sheets.Day[0].Rows.Select(row => pdf.Flowing.IndexOf(row.Slot, StringComparison.Ordinal)).ToArray();
        AssertEach.Of(at, position => Assert.True(position >= 0));
        Assert.Equal(at.Order(), at);
    }

    [Fact]
    public void A_document_without_a_sheet_is_refused() => Assert.Throws<ArgumentException>(() => DaySheetPdf.Render([], Sheets.Mark));

    [Theory]
    [MemberData(nameof(HostileTexts.Named), MemberType = typeof(HostileTexts))]
    public void A_hostile_text_does_not_stop_a_slip_or_a_day_sheet(string name)
    {
        var text = HostileTexts.All[name];
        var slip = ReservationSlipPdf.Render(
            new ReservationSlip
            {
                DateAndTime = text,
                VenueName = text,
                VenueAddress = text,
                VenueAccess = text,
                BusinessName = text,
                ContactName = text,
                ToBring = [text],
                Changes = text,
                IssuedAt = Sheets.Mark.At,
                IssuedOn = text,
            }
        );
        using var slipPdf = new PrintedPdf(slip.Bytes);
        Assert.Contains(PrintingTexts.SlipChanges, slipPdf.Flowing, StringComparison.Ordinal);

        var day = DaySheetPdf.Render(
            [
                new(
                    text,
                    text,
                    text,
                    [new(text, text, text, text, text, text, text), Sheets.Day[0].Rows[0]],
                    [new DaySheetHandover(text, text, text, text)]
                ),
            ],
            Sheets.Mark
        );
        using var dayPdf = new PrintedPdf(day.Bytes);
        Assert.Contains("例題 一郎", dayPdf.Flowing, StringComparison.Ordinal);
    }

    [Fact]
    public void The_papers_are_Japanese_in_both_languages()
    {
        var japanese = System.Globalization.CultureInfo.GetCultureInfo("ja");
        var english = System.Globalization.CultureInfo.GetCultureInfo("en");
        foreach (System.Collections.DictionaryEntry text in PrintingTexts.ResourceManager.GetResourceSet(japanese, true, true)!)
            Assert.Equal(text.Value, PrintingTexts.ResourceManager.GetResourceSet(english, true, false)!.GetString((string)text.Key));
    }
}
