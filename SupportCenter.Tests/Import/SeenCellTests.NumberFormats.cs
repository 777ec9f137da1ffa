using System.Globalization;
using SupportCenter.Domain.Import;

namespace SupportCenter.Tests.Import;

public sealed partial class SeenCellTests
{
    private static readonly string[] DateFormats =
    [
        "yyyy/m/d",
        "yyyy-mm-dd;@",
        "m/d",
        "m/d/yy",
        "d-mmm-yy",
        "yyyy\"年\"m\"月\"d\"日\"",
        "yyyy\"年\"m\"月\"d\"日\"(aaa)",
        "yyyy\"年\"m\"月\"d\"日\"dddd",
        "m\"月\"d\"日\"",
        "m\"月\"d\"日\"\\(aaa\\)",
        "[$-411]ge\\.m\\.d;@",
        "[$-411]ggge\"年\"m\"月\"d\"日\";@",
        "[$-ja-JP-x-gannen]ggge\"年\"m\"月\"d\"日\";@",
        "[$-411]ggge\"年\"m\"月\"d\"日\"\\(aaa\\)",
        "[DBNum3][$-411]yyyy\"年\"m\"月\"d\"日\"",
        "[$-F800]dddd\\,\\ mmmm\\ dd\\,\\ yyyy",
        "e/m/d",
        "[赤]m/d",
    ];

    private static readonly string[] TimeFormats =
    [
        "h:mm",
        "hh:mm:ss",
        "h:mm;@",
        "h\"時\"mm\"分\";@",
        "[$-411]h:mm\\ AM/PM",
        "午前/午後h\"時\"mm\"分\"",
        "[h]:mm",
        "h",
    ];

    private static readonly string[] BothFormats =
    [
        "yyyy/m/d h:mm",
        "[$-411]ggge\"年\"m\"月\"d\"日\" h:mm",
        "m/d h:mm;@",
        "m\"月\"d\"日\"h\"時\"mm\"分\"",
    ];

    public static TheoryData<bool, bool> Kinds =>
        new()
        {
            { false, false },
            { false, true },
            { true, false },
            { true, true },
        };

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_date_is_read_in_every_number_format(bool isXls, bool is1904)
    {
        var chance = new Random(5);
        var formats = DateFormats
            .Select(format => new OfficeCell(null) { Format = format })
            .Concat(
                new[] { 14, 15, 16, 17 }
                    .Concat(Enumerable.Range(27, 5))
                    .Concat(Enumerable.Range(34, 3))
                    .Concat(Enumerable.Range(50, 9))
                    .Select(number => new OfficeCell(null) { FormatNumber = (short)number })
            )
            .Append(new OfficeCell(null)) // A plain number in a column of dates.
            .Select(format => (format, day: new DateOnly(2020, 1, 1).AddDays(chance.Next(3000))))
            .ToList();
        var book = new OfficeWorkbook { Is1904 = is1904 }.Row([.. Labels]);
        foreach (var (index, (format, day)) in formats.Index())
        {
            Row(book, index, day: format with { Value = Serial(day, is1904) });
        }

        var read = Read(book, isXls).Rows;

        Assert.Equal(
            formats.Select(one => (one.format.Format, one.format.FormatNumber, (DateOnly?)one.day)),
            read.Select((row, index) => (formats[index].format.Format, formats[index].format.FormatNumber, row.Booking.ClinicDate.Value))
        );
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_time_is_read_in_every_number_format(bool isXls, bool is1904)
    {
        var formats = TimeFormats
            .Select(format => new OfficeCell(null) { Format = format })
            .Concat(new[] { 18, 19, 20, 21, 32, 33, 45, 46, 47 }.Select(number => new OfficeCell(null) { FormatNumber = (short)number }))
            .Append(new OfficeCell(null))
            .ToList();
        var book = new OfficeWorkbook { Is1904 = is1904 }.Row([.. Labels]);
        foreach (var (index, format) in formats.Index())
        {
            Row(book, index, slot: format with { Value = (9.0 * 60 + 30 + index) / (24 * 60) });
        }

        var read = Read(book, isXls).Rows;

        Assert.Equal(
            formats.Select((_, index) => (TimeOnly?)new TimeOnly(9, 30).AddMinutes(index)),
            read.Select(row => row.Booking.Start.Value)
        );
    }

    [Theory]
    [InlineData("[h]:mm", "34:30", null)]
    [InlineData("[hh]:mm:ss", "34:30", null)]
    [InlineData("h:mm", "10:30", "10:30")]
    [InlineData("h\"時\"mm\"分\"", "10:30", "10:30")]
    public void Hours_that_are_summed_up_are_no_time_of_a_day(string format, string shown, string? start)
    {
        var book = new OfficeWorkbook().Row([.. Labels]);
        Row(book, 0, slot: new OfficeCell(34.5 / 24) { Format = format });

        foreach (var isXls in new[] { false, true })
        {
            var booking = Assert.Single(Read(book, isXls).Rows).Booking;

            Assert.Equal((shown, start), (booking.Start.Typed, booking.Start.Value?.ToString("H:mm", CultureInfo.InvariantCulture)));
            Assert.Equal(start is null ? $"時間帯：{shown}" : "", booking.Memo);
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_date_with_its_time_is_read_in_every_number_format(bool isXls, bool is1904)
    {
        var formats = BothFormats
            .Select(format => new OfficeCell(null) { Format = format })
            .Append(new OfficeCell(null) { FormatNumber = 22 })
            .ToList();
        var book = new OfficeWorkbook { Is1904 = is1904 }.Row("受付日", "予約日時", "会場", "事業者名", "電話番号", "回数");
        var day = new DateOnly(2026, 7, 16);
        foreach (var (index, format) in formats.Index())
        {
            book.Row(
                "R8.7.1",
                format with
                {
                    Value = Serial(day, is1904) + 10.5 / 24,
                },
                "中京区役所",
                $"みほん{index}",
                $"075-000-16{index:00}",
                "1回目"
            );
        }

        AssertEach.Of(Read(book, isXls).Rows, row =>
            Assert.Equal((day, new TimeOnly(10, 30)), (row.Booking.ClinicDate.Value!.Value, row.Booking.Start.Value!.Value))
        );
    }

    [Theory]
    [InlineData("0.00E+00", 0)]
    [InlineData("#,##0\"名\"", 0)]
    [InlineData("General", 0)]
    [InlineData("Standard", 0)]
    [InlineData("@", 0)]
    [InlineData("0%", 0)]
    [InlineData("\"day\"0", 0)]
    [InlineData(";;;", 4)]
    [InlineData("[$-411]ge.m.d", 1)]
    [InlineData("[<1]h:mm;yyyy/m/d", 2)]
    [InlineData("mmm", 1)]
    [InlineData("mm:ss", 2)]
    public void A_number_format_shows_a_number_a_date_or_a_time(string format, int shown) =>
        Assert.Equal((ShownParts)shown, NumberFormats.Of(176, format));
}
