using System.Text.Json;
using AngleSharp.Dom;
using Bunit;
using SupportCenter.Domain.Access;
using SupportCenter.Domain.Forms;
using SupportCenter.Domain.Reservations;
using SupportCenter.Domain.Text;
using SupportCenter.Portal.Components;
using SupportCenter.Portal.Reservations;
using SupportCenter.Tests.Components;

namespace SupportCenter.Tests.Reservations;

/// <summary>Cells of a workbook that are pasted into one field of the booking form.</summary>
public sealed class PastedCellsTests : PageTest
{
    private static readonly string[] Row =
    [
        "株式会社例示製作所",
        "見本 花子",
        "０７５－０００－１２３４",
        "中京区",
        "製造業",
        "12人",
        "家賃支援について",
        "2回目",
        "車で来所",
    ];

    [Fact]
    public void Each_cell_is_proposed_for_the_field_that_it_speaks_of()
    {
        var cells = PastedCells.Propose([Row], nameof(ReservationDetails.BusinessName), ["製造業"]);

        Assert.Equal(
            ["BusinessName", "ContactName", "Telephone", "Ward", "Industry", "EmployeeCount", "WishedMeasure", "VisitNumber", "Memo"],
            cells.Select(cell => cell.Field?.Name)
        );
    }

    // A row as it stands in the list: its number, the two days, the time and the venue are no name of anybody.
    [Fact]
    public void What_a_row_of_the_list_says_of_the_slot_is_proposed_for_no_field()
    {
        string[] slot = ["17", "R8.11.20", "12月10日(木)", "10:00～10:50", "中京区役所"];

        var cells = PastedCells.Propose(
            [
                [.. slot, .. Row],
            ],
            nameof(ReservationDetails.BusinessName),
            ["製造業"]
        );

        Assert.Equal(
            [
                null,
                null,
                null,
                null,
                null,
                "BusinessName",
                "ContactName",
                "Telephone",
                "Ward",
                "Industry",
                "EmployeeCount",
                "WishedMeasure",
                "VisitNumber",
                "Memo",
            ],
            cells.Select(cell => cell.Field?.Name)
        );
    }

    [Fact]
    public void A_column_is_one_booking_and_of_several_rows_the_first_is_proposed()
    {
        var down = PastedCells.Propose([.. Row.Select(text => new[] { text })], null, ["製造業"]);
        var rows = PastedCells.Propose([Row, ["有限会社見本", "例示 太郎"]], null, ["製造業"]);

        Assert.Equal(Row, down.Select(cell => cell.Text));
        Assert.Equal(Row, rows.Select(cell => cell.Text));
        Assert.Equal(down, rows);
    }

    [Fact]
    public void The_labels_of_a_first_row_say_where_the_cells_belong()
    {
        var cells = PastedCells.Propose(
            [
                ["番号", "担当者名", "内線・別の番号", "事業者名ふりがな", "会社名", "電話番号", "備考"],
                ["7", "見本 花子", "12", "れいじ", "例示", "075-000-1234", ""],
            ],
            "Memo",
            []
        );

        Assert.Equal(
            [null, "ContactName", "TelephoneNote", "BusinessNameReading", "BusinessName", "Telephone"],
            cells.Select(cell => cell.Field?.Name)
        );
    }

    [Fact]
    public void Every_field_of_the_form_can_be_chosen_for_a_cell_and_reads_what_was_written_in_it()
    {
        Assert.Equal(
            FormFields.Of<ReservationDetails>().Where(field => field.IsSingle).Select(field => field.Name).Order(),
            PastedCells.Fields.Select(field => field.Name).Order()
        );
        foreach (var field in PastedCells.Fields)
        {
            var words = FieldFormatter.Format(Forms.FilledDetails.Of<ReservationDetails>() is var details ? field.Read(details) : null);
            Assert.True(
                FieldReading.TryRead(field.ValueType, PastedCells.Typed(field, [words]), Portal.Today, YearRule.Nearest, out var read),
                field.Name
            );
            Assert.Equal(field.Read(Forms.FilledDetails.Of<ReservationDetails>()), read);
        }
    }

    [Fact]
    public async Task Pasted_cells_are_offered_and_put_into_the_fields_as_they_were_chosen()
    {
        var (form, page) = await OpenAsync();
        await PasteAsync(page, "BusinessName", "", Row);
        Assert.Equal(Row.Length, page.FindAll(".pasted-cells select").Count);
        Assert.Equal(Row[0], page.Find("label[for=pasted-0]").TextContent);

        await page.InvokeAsync(() => page.Find("#pasted-8").ChangeAsync(""));
        await page.InvokeAsync(() => page.Find("#pasted-6").ChangeAsync("Memo"));
        await PressAsync(page, "項目に分けて入れる");

        var details = form.Input.Details;
        Assert.Equal(
            ("株式会社例示製作所", "見本 花子", "０７５－０００－１２３４", Ward.Nakagyo, "製造業", 12, null, 2, "家賃支援について"),
            (
                details.BusinessName,
                details.ContactName,
                details.Telephone,
                details.Ward,
                details.Industry,
                details.EmployeeCount,
                details.WishedMeasure,
                details.VisitNumber,
                details.Memo
            )
        );
        Assert.Equal("12人", page.Find("#EmployeeCount").GetAttribute("value"));
        Assert.Empty(page.FindAll(".pasted-cells"));
    }

    [Fact]
    public async Task What_cannot_be_read_in_its_field_says_so_beside_it_and_the_pasted_field_gets_its_text_back()
    {
        var (form, page) = await OpenAsync();
        await TypeAsync(page, "#ContactName", "見本 花子 家賃 たくさん");
        await PasteAsync(page, "ContactName", "見本 花子", ["家賃", "たくさん"]);
        await page.InvokeAsync(() => page.Find("#pasted-0").ChangeAsync("Memo"));
        await page.InvokeAsync(() => page.Find("#pasted-1").ChangeAsync("EmployeeCount"));

        await PressAsync(page, "項目に分けて入れる");

        AssertRefused(page, "#EmployeeCount", "たくさん", "数字で入力してください");
        Assert.Equal(("見本 花子", "家賃"), (form.Input.Details.ContactName, form.Input.Details.Memo));
    }

    [Fact]
    public async Task Whoever_leaves_them_keeps_what_stands_in_the_field()
    {
        var (form, page) = await OpenAsync();
        await TypeAsync(page, "#Memo", "もとのメモ");
        await PasteAsync(page, "ContactName", "", ["見本", "花子"]);

        await PressAsync(page, "このままにする");

        Assert.Empty(page.FindAll(".pasted-cells"));
        Assert.Equal(("もとのメモ", ""), (form.Input.Details.Memo, form.Input.Details.BusinessName));
    }

    private async Task<(BookingForm Form, IRenderedComponent<SaveForm> Page)> OpenAsync()
    {
        var booking = Portal.As<BookingService>(Role.BookingStaff);
        await Portal.AddAsync(new Industry("製造業", 1));
        var (form, offers) = (new BookingForm(booking, maySuggest: false), await booking.ChoicesAsync());
        IRenderedComponent<SaveForm> page = null!;
        page = Open<SaveForm>(Role.BookingStaff, it => it.Add(one => one.Model, form.Input)
                .Add(one => one.OnSave, () => Task.CompletedTask)
                .Add(
                    one => one.ChildContent,
                    _ =>
                        builder =>
                        {
                            builder.OpenComponent<ReservationFields>(0);
                            builder.AddComponentParameter(1, nameof(ReservationFields.Form), form);
                            builder.AddComponentParameter(2, nameof(ReservationFields.Offers), offers);
                            builder.AddComponentParameter(
                                3,
                                nameof(ReservationFields.Changed),
                                Microsoft.AspNetCore.Components.EventCallback.Factory.Create(this, () => page.Render())
                            );
                            builder.CloseComponent();
                        }
                ));
        return (form, page);
    }

    private static Task PasteAsync(IRenderedComponent<SaveForm> page, string field, string before, string[] row) =>
        page.InvokeAsync(() =>
            page.Find("[data-pasted]")
                .ChangeAsync(
                    JsonSerializer.Serialize(
                        new
                        {
                            field,
                            before,
                            rows = new[] { row },
                        }
                    )
                )
        );
}
