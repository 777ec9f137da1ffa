using System.Data;
using System.Globalization;
using System.IO.Compression;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.EntityFrameworkCore;
using SupportCenter.Domain;
using SupportCenter.Domain.Access;
using SupportCenter.Domain.Consultations;
using SupportCenter.Domain.Data;
using SupportCenter.Domain.Demo;
using SupportCenter.Domain.Forms;
using SupportCenter.Domain.Import;
using SupportCenter.Domain.Reports;
using SupportCenter.Domain.Reservations;
using SupportCenter.Domain.Retention;
using SupportCenter.Portal.Reports;
using SupportCenter.Tests.Import;
using static SupportCenter.Domain.Text.Wording;

namespace SupportCenter.Tests.Reports;

/// <summary>What a portal has exported, imported into an empty one: it says the same in every field.</summary>
public sealed class RoundTripTests
{
    private static readonly DateOnly First = new(2020, 6, 1);
    private const string Why = "令和2年度上期の実績報告を作成するため（作成後に消去）";

    public static TheoryData<string> Forms { get; } = ["xlsx", "csv", "csv-cp932"];

    [Theory]
    [MemberData(nameof(Forms))]
    [Asvs("1.2.10")]
    public void Whatever_stands_in_the_fields_comes_back_from_a_file_as_it_was(string form) =>
        Prop.ForAll(ArbMap.Default.ArbFor<int>(), seed =>
                RoundTripAsync(seed, form).GetAwaiter().GetResult() is var differences && differences == ""
                    ? true
                    : throw new InvalidOperationException(differences)
            )
            .Check(Config.QuickThrowOnFailure.WithMaxTest(3));

    [Theory]
    [MemberData(nameof(Forms))]
    public async Task The_samples_imported_exported_and_imported_again_are_the_same(string form)
    {
        await using var first = await EmptyAsync();
        await first.As<ImportService>(Role.Supervisor).AcceptAsync(Samples());

        await using var second = await EmptyAsync();
        var files = await FilesAsync(first, form);
        var read = ImportReading.Read(files);
        var import = second.As<ImportService>(Role.Supervisor);
        var outcome = await import.AcceptAsync(read);

        Assert.Equal(new ImportOutcome(95, 88, 0, 0), outcome);
        Assert.Equal(new ImportOutcome(0, 0, 95, 0), await import.AcceptAsync(read));
        Assert.Equal("", await DifferencesAsync(first, second));
        Assert.Empty(read.LeftOut);
        Assert.Empty(read.Refused);
    }

    [Fact]
    public async Task Each_column_that_is_not_taken_over_is_named_with_its_reason()
    {
        await using var portal = await FilledAsync(1);
        var read = ImportReading.Read(await FilesAsync(portal, "xlsx"));

        var taken = ReservationColumns.Known().Where(column => column.WhyNot is null).Select(column => column.Head).ToHashSet();
        var heads = ReservationColumns.Known().Select(column => column.Head).Where(head => !taken.Contains(head)).ToList();
        AssertEach.Of(heads, head =>
            Assert.Contains(read.Remarks, remark => remark.Sentence.Contains($"列「{head}」は取り込みません", StringComparison.Ordinal))
        );
        AssertEach.Of(RecordColumns.Known().Where(column => column.WhyNot is not null), column =>
            Assert.Contains(read.Remarks, remark =>
                remark.Sentence.Contains(column.Head, StringComparison.Ordinal)
                && remark.Sentence.EndsWith(column.WhyNot!, StringComparison.Ordinal)
            )
        );
        Assert.Contains(read.Remarks, remark => remark.Sentence == ImportTexts.Remark_DataHistory);
    }

    [Fact]
    public void Every_column_is_either_taken_over_or_says_why_not()
    {
        AssertEach.Of(ReservationColumns.Known(), column => Assert.True(column.Put is not null || column.WhyNot is not null, column.Head));
        AssertEach.Of(RecordColumns.Known(), column => Assert.True(column.Put is not null || column.WhyNot is not null, column.Head));
        AssertEach.Of(RecordColumns.OfGuidance("", _ => null), column =>
            Assert.True(column.Put is not null || column.WhyNot is not null, column.Head)
        );
    }

    [Fact]
    public async Task What_a_column_says_that_no_export_has_is_named_and_what_a_catalogue_lacks_is_refused()
    {
        await using var portal = await FilledAsync(2);
        var table = (await CsvAsync(portal))["予約"];
        var head = table.IndexOf("\r\n", StringComparison.Ordinal);
        var more = table
            .Insert(head, ",余分な列")
            .Replace("\r\n", ",値\r\n", StringComparison.Ordinal)
            .Replace("余分な列,値", "余分な列", StringComparison.Ordinal);

        var read = ImportReading.Read([File("予約.csv", more)]);
        Assert.Contains(read.Remarks, remark => remark.Sentence == Filled(ImportTexts.Remark_ColumnUnknown, "予約", "余分な列"));

        await using var other = await TestPortal.StartAsync();
        var import = other.As<ImportService>(Role.Supervisor);
        var refused = await Assert.ThrowsAsync<RuleException>(() => import.PreviewAsync(ImportReading.Read([File("予約.csv", table)])));
        Assert.Contains("先に確認事項・支援策・紹介先に登録してから", refused.Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<RuleException>(() => import.AcceptAsync(ImportReading.Read([File("予約.csv", table)])));
        Assert.Equal(0, await other.ReadAsync(db => db.Reservations.CountAsync()));
    }

    [Fact]
    public async Task Dates_times_and_numbers_that_somebody_typed_over_are_read_as_forms_read_them()
    {
        await using var portal = await FilledAsync(3);
        var table = (await CsvAsync(portal))["予約"]
            .Replace("2020-06-01", "令和2年6月1日", StringComparison.Ordinal)
            .Replace(",13:00,", ",午後1時,", StringComparison.Ordinal);
        await using var empty = await EmptyAsync();
        await empty.As<ImportService>(Role.Supervisor).AcceptAsync(ImportReading.Read([File("予約.csv", table)]));

        Assert.Contains("令和2年6月1日", table, StringComparison.Ordinal);
        Assert.Equal(
            await portal.ReadAsync(db => db.Reservations.CountAsync(row => row.Date == First && row.StartsAt == new TimeOnly(13, 0))),
            await empty.ReadAsync(db => db.Reservations.CountAsync(row => row.Date == First && row.StartsAt == new TimeOnly(13, 0)))
        );
    }

    [Fact]
    public async Task A_row_without_its_number_and_a_record_without_its_reservation_are_not_taken_over_and_said()
    {
        await using var portal = await FilledAsync(4);
        var files = await CsvAsync(portal);
        var number = CsvReading.Rows(files["予約"]).Skip(1).First()[0];
        await using var empty = await EmptyAsync();
        var read = ImportReading.Read([File("予約.csv", files["予約"].Replace(number, "", StringComparison.Ordinal))]);

        Assert.Equal(Filled(ImportTexts.LeftOut_DataRow, "予約番号"), Assert.Single(read.LeftOut).Reason);
        var records = ImportReading.Read([File("相談票.csv", files["相談票"])]);
        var outcome = await empty.As<ImportService>(Role.Supervisor).AcceptAsync(records);
        Assert.Equal(records.Records.Count, outcome.Withheld);
        Assert.Equal(0, await empty.ReadAsync(db => db.Records.CountAsync()));

        await empty.As<ImportService>(Role.Supervisor).AcceptAsync(read);
        Assert.Equal(records.Records.Count - 1, (await empty.As<ImportService>(Role.Supervisor).AcceptAsync(records)).NewRecords);
    }

    [Fact]
    [Asvs("14.2.7")]
    public async Task What_was_disposed_of_does_not_come_back_with_an_export()
    {
        await using var portal = await FilledAsync(5);
        var files = await FilesAsync(portal, "xlsx");
        await using var empty = await EmptyAsync();
        var business = await portal.ReadAsync(db => db.Reservations.Select(row => row.BusinessId).FirstAsync());
        await DisposedAsync(empty, business);
        var read = ImportReading.Read(files);

        var outcome = await empty.As<ImportService>(Role.Supervisor).AcceptAsync(read);

        Assert.Equal(await portal.ReadAsync(db => db.Reservations.CountAsync(row => row.BusinessId == business)), outcome.Withheld);
        Assert.False(await empty.ReadAsync(db => db.Businesses.AnyAsync(row => row.Id == business)));
        Assert.Equal(
            outcome,
            (await empty.As<ImportService>(Role.Supervisor).PreviewAsync(read)).Counts with
            {
                NewReservations = outcome.NewReservations,
                NewRecords = outcome.NewRecords,
                KnownReservations = 0,
            }
        );
    }

    [Fact]
    public void Whatever_text_there_is_comes_back_from_a_cell_without_its_apostrophe() =>
        Prop.ForAll(ArbMap.Default.ArbFor<string?>(), text =>
            {
                foreach (var typed in new[] { text ?? "", "'" + text, "''" + text, "=" + text, "'=" + text, "''＝" + text })
                {
                    var plain = FormFields.Cleaned(new ReservationDetails { Memo = typed }).Memo ?? "";
                    Assert.Equal(
                        plain.Any(char.IsSurrogate) ? DataCells.Typed(DataCells.Text(plain)) : plain,
                        DataCells.Typed(DataCells.Text(plain))
                    );
                    Assert.DoesNotContain(
                        DataCells.Text(plain).AsSpan(0, Math.Min(1, plain.Length)).ToString(),
                        new HashSet<string> { "=", "+", "-", "@", "＝", "＋", "－", "＠" }
                    );
                }

                return true;
            })
            .QuickCheckThrowOnFailure();

    private static async Task<string> RoundTripAsync(int seed, string form)
    {
        await using var first = await FilledAsync(seed);
        await using var second = await EmptyAsync();
        var read = ImportReading.Read(await FilesAsync(first, form));
        await second.As<ImportService>(Role.Supervisor).AcceptAsync(read);
        return await DifferencesAsync(first, second);
    }

    /// <summary>A portal with 24 reservations of 8 businesses and records of two thirds of them.</summary>
    private static async Task<TestPortal> FilledAsync(int seed)
    {
        var portal = await EmptyAsync();
        var (questions, measures, referrals) = await portal.ReadAsync(async db =>
            (
                await db.Questions.OrderBy(row => row.Order).Select(row => row.Id).ToListAsync(),
                await db.Measures.OrderBy(row => row.Id).Select(row => row.Id).ToListAsync(),
                await db.Referrals.OrderBy(row => row.Id).Select(row => row.Id).ToListAsync()
            )
        );
        var typed = new TypedDetails(seed);
        var venue = Make.Venue("例示会館 第2会議室");
        var rows = new List<object> { venue };
        var businesses = Enumerable.Range(0, 8).Select(_ => Make.Business(typed.Reservation(questions))).ToList();
        rows.AddRange(businesses);
        for (var day = 0; day < 8; day++)
        {
            var clinic = Make.Clinic(venue, First.AddDays(day * 7), portal.Staff[Role.Scrivener]);
            rows.Add(clinic);
            for (var slot = 0; slot < 3; slot++)
            {
                var reservation = Make.Reservation(
                    businesses[(day + slot * 3) % 8],
                    clinic,
                    clinic.Slots[slot],
                    portal.Staff[Role.BookingStaff],
                    typed.Reservation(questions)
                );
                rows.Add(reservation);
                var (me, now) = (portal.Staff[Role.Scrivener].Id, new DateTime(2020, 7, 1, 3, 4, 5, DateTimeKind.Utc));
                if (slot == 2)
                {
                    reservation.Cancel("都合が悪くなったため", me, now);
                    continue;
                }

                var record = new ConsultationRecord(reservation, me, now);
                record.Revise(typed.Record(measures, referrals), me, now);
                if (day % 2 == 0)
                {
                    reservation.Complete(me, now);
                    record.TakeOver(record.Details, [(byte)day, (byte)slot], now);
                }

                rows.Add(record);
            }
        }

        await portal.AddAsync([.. rows]);
        return portal;
    }

    private static async Task<TestPortal> EmptyAsync()
    {
        var portal = await TestPortal.StartAsync();
        await portal.Database.FillCatalogueAsync(portal.Time);
        return portal;
    }

    /// <summary>Reservations and records, exported by one supervisor and released by another.</summary>
    private static async Task<List<ImportFile>> FilesAsync(TestPortal portal, string form)
    {
        var files = new List<ImportFile>();
        foreach (var contents in (ExportContents[])[ExportContents.Reservations, ExportContents.Records])
        {
            var bytes = await ExportedAsync(
                portal,
                contents,
                form switch
                {
                    "csv" => CsvEncoding.Utf8,
                    "csv-cp932" => CsvEncoding.Cp932,
                    _ => null,
                }
            );
            files.Add(new ImportFile($"export-{files.Count}.{(form == "xlsx" ? "xlsx" : "zip")}", () => new MemoryStream(bytes)));
        }

        return files;
    }

    private static async Task<Dictionary<string, string>> CsvAsync(TestPortal portal)
    {
        var parts = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var contents in (ExportContents[])[ExportContents.Reservations, ExportContents.Records])
        {
            using var zip = new ZipArchive(new MemoryStream(await ExportedAsync(portal, contents, CsvEncoding.Utf8)));
            foreach (var part in zip.Entries)
            {
                using var reader = new StreamReader(part.Open());
                parts[Path.GetFileNameWithoutExtension(part.Name)] = await reader.ReadToEndAsync();
            }
        }

        return parts;
    }

    private static ImportFile File(string name, string text) => new(name, () => new MemoryStream(System.Text.Encoding.UTF8.GetBytes(text)));

    private static async Task<byte[]> ExportedAsync(TestPortal portal, ExportContents contents, CsvEncoding? csv)
    {
        var second = Make.Staff(Role.Supervisor, "本市 承認");
        await portal.AddAsync(second);
        var exports = portal.As<BulkExportService>(Role.Supervisor);
        var order = await exports.AskAsync(
            new ExportDetails
            {
                Contents = contents,
                From = new DateOnly(2020, 1, 1),
                To = new DateOnly(2021, 3, 31),
                Reason = Why,
            }
        );
        if (await portal.ReadAsync(db => db.Approvals.FirstOrDefaultAsync(row => row.SubjectId == order)) is { } approval)
        {
            await portal.As<ApprovalService>(second).ReleaseAsync(approval.Id, null);
        }

        using var file = new MemoryStream();
        await ExportEndpoints.WriteAsync(file, (await exports.OpenAsync(order))!, CancellationToken.None, csv);
        return file.ToArray();
    }

    private static ImportReading Samples() =>
        ImportReading.Read(
            Directory
                .EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "Samples"), "*.xls*", SearchOption.AllDirectories)
                .Select(file => new ImportFile(Path.GetFileName(file), () => System.IO.File.OpenRead(file)))
        );

    private static async Task DisposedAsync(TestPortal portal, Guid business)
    {
        var (by, now) = (portal.Staff[Role.Supervisor].Id, portal.Time.GetUtcNow().UtcDateTime);
        var order = new DisposalOrder(1, new RetentionOptions(), portal.Today, by, now);
        var item = new DisposalItem(DisposalSubject.Business, business, "3FA9-12BC-77D0-AB41", 2014);
        item.Dispose(new ErasedParts(1, 1, 0, 0, 0));
        order.Freeze([item]);
        var approval = new Approval(ApprovalKind.Purge, order.Id, "保存期間の満了による廃棄のため", by, now);
        order.ApprovalId = approval.Id;
        await portal.AddAsync(approval, order);
    }

    /// <summary>What the second portal says otherwise than the first, row by row and field by field.</summary>
    private static async Task<string> DifferencesAsync(TestPortal first, TestPortal second)
    {
        var (before, after) = (await SaidAsync(first), await SaidAsync(second));
        var differences = before
            .Keys.Union(after.Keys)
            .SelectMany(key => Differences(key, before.GetValueOrDefault(key), after.GetValueOrDefault(key)));
        return string.Join('\n', differences.Take(20));
    }

    private static IEnumerable<string> Differences(string row, Dictionary<string, string>? one, Dictionary<string, string>? other) =>
        one is null || other is null
            ? [$"{row} is only in one"]
            : one
                .Keys.Union(other.Keys)
                .Where(key => one.GetValueOrDefault(key) != other.GetValueOrDefault(key))
                .Select(key => $"{row} {key}: {Shown(one.GetValueOrDefault(key))} became {Shown(other.GetValueOrDefault(key))}");

    private static string Shown(string? text) => System.Text.Json.JsonSerializer.Serialize(text?.Length > 200 ? text[..200] : text);

    private static async Task<Dictionary<string, Dictionary<string, string>>> SaidAsync(TestPortal portal)
    {
        var said = new Dictionary<string, Dictionary<string, string>>(StringComparer.Ordinal);
        var names = await portal.ReadAsync(async db =>
            (await db.Questions.Select(row => new { row.Id, Name = row.Text }).ToListAsync())
                .Concat(await db.Measures.Select(row => new { row.Id, row.Details.Name }).ToListAsync())
                .Concat(await db.Referrals.Select(row => new { row.Id, row.Name }).ToListAsync())
                .ToDictionary(row => row.Id, row => row.Name)
        );
        var venues = await portal.ReadAsync(db => db.Venues.ToDictionaryAsync(row => row.Id, row => row.Details.Name));
        var staff = await portal.ReadAsync(db => db.Staff.ToDictionaryAsync(row => row.Id, row => row.Name));
        foreach (var row in await portal.ReadAsync(db => db.Reservations.ToListAsync()))
        {
            var fields = Fields(row.Details, names);
            foreach (
                var (key, value) in new (string, object?)[]
                {
                    ("business", row.BusinessId),
                    ("date", row.Date),
                    ("start", row.StartsAt),
                    ("end", row.EndsAt),
                    ("venue", venues[row.VenueId]),
                    ("scrivener", staff[row.ScrivenerId]),
                    ("status", row.Status),
                    ("walk-in", row.IsWalkIn),
                    ("received", row.ReceivedOn),
                    ("by", row.ReceivedByName),
                }
            )
            {
                fields[key] = Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";
            }

            said["reservation " + row.Id] = fields;
        }

        foreach (var row in await portal.ReadAsync(db => db.Records.ToListAsync()))
        {
            var fields = Fields(row.Details, names);
            fields["reservation"] = row.ReservationId.ToString();
            fields["business"] = row.BusinessId.ToString();
            fields["scrivener"] = staff[row.ScrivenerId];
            fields["draft"] = (row.Status == RecordStatus.Draft).ToString();
            fields["submitted"] = row.SubmittedAtUtc?.ToString("yyyy-MM-ddTHH:mm:ss", CultureInfo.InvariantCulture) ?? "";
            fields["guided"] = string.Join('|', row.GuidedMeasureIds.Select(id => names[id]).Order(StringComparer.Ordinal));
            fields["referred"] = string.Join('|', row.ReferralIds.Select(id => names[id]).Order(StringComparer.Ordinal));
            said["record " + row.Id] = fields;
        }

        return said;
    }

    // Rows of catalogues are named: each portal has numbers of its own for them.
    private static Dictionary<string, string> Fields(object details, Dictionary<Guid, string> names) =>
        FormFields
            .Of(details.GetType())
            .ToDictionary(
                field => field.Name,
                field =>
                    field.Read(details) switch
                    {
                        IEnumerable<Guid> ids => string.Join('|', ids.Select(id => names[id]).Order(StringComparer.Ordinal)),
                        IEnumerable<QuestionAnswer> answers => string.Join(
                            '|',
                            answers.Select(answer => $"{names[answer.QuestionId]} {answer.Answer}").Order(StringComparer.Ordinal)
                        ),
                        IEnumerable<Domain.Consultations.GuidanceRow> rows => string.Join(
                            '|',
                            rows.SelectMany(row => Fields(row, names).Select(pair => pair.Key + ":" + pair.Value))
                        ),
                        Guid id => names[id],
                        var value => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "",
                    }
            );
}
