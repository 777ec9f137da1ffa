using System.Text.Json.Nodes;
using SupportCenter.Domain.Import;

namespace SupportCenter.Tests.Import;

public class SampleSetTests
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Samples");

    [Fact]
    public void The_samples_are_read_without_one_wrong_field()
    {
        var expected = JsonNode.Parse(File.ReadAllText(Path.Combine(Folder, "expected.json")))!.AsObject();
        var report = JsonNode.Parse(ImportReport.ToJson(ReadSamples()))!.AsObject();

        Assert.Equal("", string.Join('\n', ExpectedReading.Differences(expected, report)));
        Assert.Equal(expected.Select(pair => pair.Key), report.Select(pair => pair.Key).Take(expected.Count));
        Assert.Equal(
            expected["list"]![0]!.AsObject().Select(pair => pair.Key).Concat(["reading", "telephoneNote", "doubts"]),
            report["list"]![0]!.AsObject().Select(pair => pair.Key)
        );
        Assert.Equal(
            expected["records"]![0]!.AsObject().Select(pair => pair.Key).Concat(["reading", "telephoneNote", "doubts"]),
            report["records"]![0]!.AsObject().Select(pair => pair.Key)
        );
    }

    [Fact]
    public void Every_record_of_the_samples_is_tied_to_its_booking_and_nothing_is_refused()
    {
        var reading = ReadSamples();

        Assert.Empty(reading.Refused);
        Assert.Equal((89, 95, 7), (reading.Businesses.Count, reading.BookingCount, reading.WithoutRecord));
        Assert.Equal(
            88,
            reading.Businesses.SelectMany(business => business.Bookings).Count(booking => booking is { Row: not null, Record: not null })
        );
        AssertEach.Of(reading.Rows, row => Assert.NotNull(row.Booking.End.Value));
        Assert.Equal([101], reading.LeftOut.Select(row => row.Row));
    }

    [Fact]
    public void All_samples_are_read_in_two_seconds_of_work()
    {
        ReadSamples();
        var before = WorkStopwatch.Seconds();
        ReadSamples();
        Assert.InRange(WorkStopwatch.Seconds() - before, 0, 2);
    }

    [Fact]
    public void The_text_of_a_record_is_taken_apart_into_summary_guidance_and_impression()
    {
        var record = ReadSamples().Records.Single(record => record.File.StartsWith("003_", StringComparison.Ordinal));

        Assert.Equal("従業員の休業手当について知りたい。", record.Summary);
        Assert.Equal(
            [
                new GuidanceRow("中小企業等緊急応援補助金", "対象外であることを確認しました。", ""),
                new GuidanceRow("ものづくり補助金", "対象経費や手続きの流れを説明しました。", ""),
            ],
            record.Guidance
        );
        Assert.Equal("対話で説明を聞けてありがたいとおっしゃっていました。", record.Impression);
        Assert.Equal("要通訳", record.Remarks);
        Assert.Equal(
            ("検討中", "している", "融資と補助金の違い"),
            (record.Booking.GrantApplied.Value, record.Booking.LoanUsed.Value, record.Booking.WishedMeasure)
        );
    }

    internal static ImportReading ReadSamples() =>
        ImportReading.Read(
            Directory
                .EnumerateFiles(Folder, "*.xls*", SearchOption.AllDirectories)
                .Select(path => new ImportFile(Path.GetFileName(path), () => File.OpenRead(path)))
        );
}
