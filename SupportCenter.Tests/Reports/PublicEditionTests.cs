using System.Globalization;
using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using SupportCenter.Domain.Access;
using SupportCenter.Domain.Audit;
using SupportCenter.Domain.Reports;
using SupportCenter.Domain.Reservations;
using SupportCenter.Domain.Text;
using SupportCenter.Portal.Printing;
using SupportCenter.Portal.Reports;
using SupportCenter.Tests.Printing;

namespace SupportCenter.Tests.Reports;

/// <summary>公開用: made from what was fixed, on real rows, paper and files.</summary>
public sealed class PublicEditionTests
{
    private static readonly DateOnly May = new(2020, 5, 1);
    private static readonly DateOnly June = new(2020, 6, 1);

    public PublicEditionTests() => CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("ja");

    [Theory]
    [InlineData(31)]
    [InlineData(32)]
    public async Task The_exact_counts_behind_it_are_those_that_the_database_counts_for_the_statistics(int seed)
    {
        await using var scene = await StatisticsScene.SetAsync(seed, everyDays: 1);
        var read = await scene.Portal.As<ReportEditionService>(Role.Supervisor).ReadAsync(StatisticsPeriod.Month(June));
        var (exact, counted) = (read.Now.Public!, read.Now);

        Assert.Equal((counted.Booking.Now.Completed, counted.Booking.Now.Businesses), (exact.Completed.Count, exact.Completed.Businesses));
        var (from, to) = (June, June.AddMonths(1));
        var rows = scene.Reservations.Where(row => row.Date >= from && row.Date < to && row.Status != ReservationStatus.Completed).ToList();
        Assert.Equal((rows.Count, rows.Select(row => row.BusinessId).Distinct().Count()), (exact.NotHeld.Count, exact.NotHeld.Businesses));
        foreach (var kind in Enum.GetValues<PublicTableKind>().Where(kind => Enum.IsDefined(typeof(StatisticsTableKind), kind.ToString())))
        {
            var table = counted.Consultations.Tables.Single(table => table.Kind.ToString() == kind.ToString());
            var mine = exact.Tables.Single(one => one.Kind == kind);
            foreach (var row in table.Rows.Where(row => kind != PublicTableKind.Industries || row.IsUnknown))
            {
                var number = mine.Rows.Single(one => Equals(one.Key, row.Key) && one.IsOther == row.IsOther).Number;
                Assert.Equal(row.Count, number.Count);
                Assert.True(row.Businesses is null || row.Businesses == number.Businesses || row.IsUnknown, $"{kind} {row.Label()}");
            }

            Assert.True(mine.IsMultiple || mine.Rows.Sum(row => row.Number.Count) == exact.Completed.Count, $"{kind}");
        }

        Assert.Equal(
            counted.Booking.Venues.ToDictionary(venue => venue.Name, venue => (venue.Completed, venue.Businesses)),
            exact
                .Tables.Single(table => table.Kind == PublicTableKind.Venues)
                .Rows.Where(row => row.Key is not null)
                .ToDictionary(row => (string)row.Key!, row => (row.Number.Count, row.Number.Businesses!.Value))
        );
    }

    [Fact]
    public async Task What_people_typed_as_an_industry_is_never_published()
    {
        await using var scene = await StatisticsScene.SetAsync(33, everyDays: 1);
        await FixAsync(scene, June);
        var edition = (await scene.Portal.As<PublicEditionService>(Role.Auditor).FindAsync(StatisticsPeriod.Month(June)))!;
        var names = await scene.Portal.ReadAsync(db => Task.FromResult(db.Industries.Select(row => row.Name).ToHashSet()));

        var keys = edition
            .Tables.Where(table => table.Kind == PublicTableKind.Industries)
            .SelectMany(table => table.Rows.Concat(table.Merged))
            .Select(row => row.Key)
            .OfType<string>();
        AssertEach.Of(keys, key => Assert.Contains(key, names));
    }

    [Fact]
    public async Task There_is_none_before_the_report_is_fixed_and_then_it_is_made_from_what_was_kept()
    {
        await using var scene = await StatisticsScene.SetAsync(34, everyDays: 1);
        var auditor = scene.Portal.As<PublicEditionService>(Role.Auditor);
        await scene.Portal.As<ReportEditionService>(Role.Supervisor).SaveAsync(StatisticsPeriod.Month(June), 1, null, Texts());
        Assert.Empty(await auditor.ListAsync());
        Assert.Null(await auditor.FindAsync(StatisticsPeriod.Month(June)));

        await FixAsync(scene, June);
        var before = await FilesAsync((await auditor.FindAsync(StatisticsPeriod.Month(June)))!);
        await scene.Portal.ReadAsync(db =>
            db.Reservations.Where(row => row.Date >= June && row.Status == ReservationStatus.Completed)
                .ExecuteUpdateAsync(set => set.SetProperty(row => row.Status, ReservationStatus.Cancelled))
        );
        scene.Portal.Time.Advance(TimeSpan.FromDays(40));

        Assert.Equal([(StatisticsPeriod.Month(June), 1)], (await auditor.ListAsync()).Select(entry => (entry.Period, entry.Number)));
        var after = await FilesAsync(
            (await scene.Portal.As<PublicEditionService>(Role.BookingStaff).FindAsync(StatisticsPeriod.Month(June)))!
        );
        Assert.Equal(before.Pdf, after.Pdf);
        Assert.Equal(before.Workbook, after.Workbook);
        Assert.Equal(before.Csv, after.Csv);
    }

    [Fact]
    public async Task A_month_hands_its_rounding_on_to_the_next_one_and_a_correction_keeps_it()
    {
        await using var scene = await StatisticsScene.SetAsync(35, everyDays: 1);
        await FixAsync(scene, May);
        await FixAsync(scene, June);
        var read = await scene.Portal.As<ReportEditionService>(Role.Supervisor).ReadAsync(StatisticsPeriod.Month(June));
        var may = (await scene.Portal.As<ReportEditionService>(Role.Supervisor).ReadAsync(StatisticsPeriod.Month(May)))
            .Fixed!
            .Figures!
            .Public!;
        var june = read.Fixed!.Figures!.Public!;

        Assert.Equal(may.Completed.Carry, june.Completed.Carried);
        Assert.InRange(may.Completed.Rounded + june.Completed.Rounded - may.Completed.Count - june.Completed.Count, -2, 2);
        Assert.Equal(JsonSerializer.Serialize(june), JsonSerializer.Serialize(read.Now.Public));
    }

    [Fact]
    [Asvs("14.2.6")]
    public async Task Its_paper_and_its_files_have_no_exact_count_and_say_how_small_numbers_are_hidden()
    {
        await using var scene = await StatisticsScene.SetAsync(36, everyDays: 1);
        await FixAsync(scene, June);
        var edition = (
            await scene.Portal.As<PublicEditionService>(Role.Auditor).FindAsync(StatisticsPeriod.Month(June), use: StatisticsUse.Export)
        )!;
        var files = await FilesAsync(edition);
        if (Environment.GetEnvironmentVariable("SUPPORTCENTER_KEEP") is { Length: > 0 } folder)
        {
            await File.WriteAllBytesAsync(Path.Combine(folder, "public.pdf"), files.Pdf);
        }

        using var pdf = new PrintedPdf(files.Pdf);
        AssertEach.Of(pdf.Pages, page => Assert.DoesNotContain("取扱注意", page, StringComparison.Ordinal));
        AssertEach.Of(pdf.Pages, page => Assert.Contains("公開用", page, StringComparison.Ordinal));
        Assert.Contains("第1版", pdf.Pages[0], StringComparison.Ordinal);
        Assert.Contains(edition.Hash, pdf.Flowing, StringComparison.Ordinal);
        Assert.Contains("5事業者に満たない区分は", pdf.Flowing, StringComparison.Ordinal);
        Assert.DoesNotContain("監督", pdf.Text, StringComparison.Ordinal);
        AssertEach.Of(pdf.Sizes(), size => Assert.True(double.Parse(size, CultureInfo.InvariantCulture) >= 9, size));
        Assert.NotEmpty(edition.Tables);
        foreach (var table in edition.Tables)
        {
            Assert.Contains(table.Kind.Label(), pdf.Text, StringComparison.Ordinal);
            AssertEach.Of(table.Rows, row => Assert.Equal(0, row.Count!.Value % 5));
        }

        var csv = Encoding.UTF8.GetString(files.Csv);
        Assert.Contains("主な数字,完了（延べ件数）,件,値," + edition.Completed, csv, StringComparison.Ordinal);
        Assert.Contains("この資料について,数え方,", csv, StringComparison.Ordinal);
        var counts = csv.Split("\r\n").Where(line => line.Contains("件数（件）,", StringComparison.Ordinal)).ToList();
        Assert.NotEmpty(counts);
        AssertEach.Of(counts, line => Assert.Equal(0, int.Parse(line.Split(',')[^1], CultureInfo.InvariantCulture) % 5));
        Assert.Equal(
            [(AuditActs.PublicEditionTakenOut, "PublicEdition", "from=2020-06-01,to=2020-06-30,edition=1")],
            (await scene.Portal.AuditAsync()).TakeLast(1).Select(row => (row.Act, row.SubjectKind, row.Fields))
        );
    }

    [Fact]
    public async Task An_edition_that_was_fixed_before_there_were_public_ones_has_none()
    {
        await using var scene = await StatisticsScene.SetAsync(37);
        await FixAsync(scene, June);
        await scene.Portal.ReadAsync(async db =>
        {
            db.BeforeSave = _ => Task.CompletedTask;
            var edition = db.ReportEditions.Single();
            var old = FixedFigures.Write(FixedFigures.Read(edition.Figures!) with { Public = null });
            db.Entry(edition).Property(row => row.Figures).CurrentValue = old;
            db.Entry(edition).Property(row => row.FiguresHash).CurrentValue = FixedFigures.HashOf(old);
            return await db.SaveChangesAsync();
        });

        Assert.Empty(await scene.Portal.As<PublicEditionService>(Role.Auditor).ListAsync());
        Assert.Null(await scene.Portal.As<PublicEditionService>(Role.Auditor).FindAsync(StatisticsPeriod.Month(June)));
        Assert.NotNull(
            (await scene.Portal.As<ReportEditionService>(Role.Supervisor).ReadAsync(StatisticsPeriod.Month(June))).Fixed!.Figures
        );
    }

    internal static EditionDetails Texts() => new() { First = "相談は例年より多かった。" };

    internal static Task FixAsync(StatisticsScene scene, DateOnly month) => FixAsync(scene, StatisticsPeriod.Month(month));

    /// <summary>One supervisor writes a month or a year, another one fixes it.</summary>
    internal static async Task FixAsync(StatisticsScene scene, StatisticsPeriod period)
    {
        var mine = scene.Portal.As<ReportEditionService>(Role.Supervisor);
        if ((await mine.ReadAsync(period)).Draft is null)
        {
            await mine.SaveAsync(period, 1, null, Texts());
        }

        var second = Make.Staff(Role.Supervisor, "本市 監督 花子");
        await scene.Portal.AddAsync(second);
        var other = scene.Portal.As<ReportEditionService>(second);
        var seen = await other.ReadAsync(period);
        Assert.True(await other.FixAsync(seen.Draft!.Id, seen.Draft.Version, seen.NowHash));
    }

    internal static async Task<(byte[] Pdf, byte[] Workbook, byte[] Csv)> FilesAsync(PublicEdition edition)
    {
        using var workbook = new MemoryStream();
        var line = PublicEditionSheets.Edition(edition);
        await DataWorkbook.WriteAsync(workbook, PublicEditionSheets.Data(edition), line, line, CancellationToken.None);
        return (
            ReportPdf.Render(PublicEditionSheets.Of(edition), PublicEditionSheets.Mark(edition)).Bytes,
            workbook.ToArray(),
            StatisticsFiles.CsvOf(PublicEditionSheets.Data(edition), CancellationToken.None)
        );
    }
}
