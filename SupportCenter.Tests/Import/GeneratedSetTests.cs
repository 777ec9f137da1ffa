using System.Text.Json.Nodes;
using SupportCenter.Domain.Import;

namespace SupportCenter.Tests.Import;

/// <summary>Other sets of the same kind: other layouts, labels, spellings and years than the samples', each with its known truth.</summary>
public class GeneratedSetTests
{
    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 60)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Another_set_of_the_same_kind_is_read_without_one_wrong_field(int seed)
    {
        var set = new KnownSet(seed);
        var list = new KnownList(set);
        var files = new List<ImportFile> { File("予約一覧.xlsx", list.Write()) };
        files.AddRange(
            set.Bookings.Where(booking => booking.Consultation is not null)
                .Select(booking => File(booking.Consultation!.File, new KnownRecord(set).Write(booking)))
        );

        var reading = ImportReading.Read(files);

        var wrong = ExpectedReading.Differences(set.Expected(list.Expected), JsonNode.Parse(ImportReport.ToJson(reading))!.AsObject());
        wrong.AddRange(reading.Refused.Select(file => $"{file.File}: {file.Sentence}"));
        wrong.AddRange(set.Bookings.Where(booking => booking.Consultation is not null).SelectMany(booking => Texts(booking, reading)));
        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    /// <summary>What the report leaves out: the text's parts, the wish and the remarks.</summary>
    private static IEnumerable<string> Texts(KnownBooking booking, ImportReading reading)
    {
        var record = reading.Records.Single(record => record.File == booking.Consultation!.File);
        (string Name, string Right, string Read)[] texts =
        [
            ("summary", KnownRecord.Summary, record.Summary),
            ("impression", KnownRecord.Impression, record.Impression),
            ("remarks", booking.Memo, record.Remarks),
            ("wish", booking.Wish, record.Booking.WishedMeasure),
            (
                "guidance",
                string.Join('|', booking.Consultation!.Guidance),
                string.Join('|', record.Guidance.Select(row => (row.Measure, row.Explanation)))
            ),
            (
                "referral",
                string.Join(
                    '|',
                    booking.Consultation!.Guidance.Select(row =>
                        row.Explanation.Contains("ご案内", StringComparison.Ordinal) ? "中小企業雇用継続緊急支援センター" : ""
                    )
                ),
                string.Join('|', record.Guidance.Select(row => row.Referral))
            ),
        ];
        return texts.Where(text => text.Right != text.Read).Select(text => $"{record.File} {text.Name}: {text.Right} ≠ {text.Read}");
    }

    private static ImportFile File(string name, TestWorkbook workbook)
    {
        var bytes = workbook.ToBytes();
        return new ImportFile(name, () => new MemoryStream(bytes));
    }
}
