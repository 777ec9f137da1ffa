using FsCheck;
using FsCheck.Fluent;
using Microsoft.EntityFrameworkCore;
using SupportCenter.Domain;
using SupportCenter.Domain.Access;
using SupportCenter.Domain.Audit;
using SupportCenter.Domain.Businesses;
using SupportCenter.Domain.Consultations;
using SupportCenter.Domain.Data;
using SupportCenter.Domain.Reports;
using SupportCenter.Domain.Text;

namespace SupportCenter.Tests.Reports;

/// <summary>増えた言葉: what may be shown of the summaries, and what may not.</summary>
public sealed class RisingWordsTests
{
    private static readonly StatisticsPeriod July = StatisticsPeriod.Month(new DateOnly(2020, 7, 1));
    private static readonly string[] Vocabulary =
    [
        "家賃支援給付金",
        "テレワーク",
        "IT導入補助金",
        "納税猶予",
        "製作所",
        "見本",
        "花子",
        "雇用調整",
        "資金繰",
    ];

    [Theory]
    [InlineData("家賃支援給付金の申請について", "家賃支援給付金,申請")]
    [InlineData("ＩＴ導入補助金と、ﾃﾚﾜｰｸ。", "IT,IT導入補助金,テレワーク,導入補助金")]
    [InlineData("コロナ禍で売上が30%減", "コロナ,コロナ禍,売上")]
    [InlineData("あいうえお 123 ー か", "")]
    [InlineData("𠮷野々村ヶ丘", "𠮷野々村ヶ丘")]
    [InlineData("資金繰り", "資金繰")]
    public void A_compound_is_one_word_and_hiragana_digits_and_signs_end_it(string text, string words) =>
        Assert.Equal(
            words.Split(',', StringSplitOptions.RemoveEmptyEntries).Order(StringComparer.Ordinal),
            CompoundWords.In(text).Order(StringComparer.Ordinal)
        );

    [Fact]
    [Asvs("14.2.6")]
    public void No_word_of_fewer_than_five_businesses_is_ever_shown_and_no_other_tells_of_one() =>
        Prop.ForAll(ArbMap.Default.ArbFor<(int, int)[]>(), ArbMap.Default.ArbFor<(int, int)[]>(), (now, before) =>
            {
                var (mine, earlier) = (Counts(now), Counts(before));
                var shown = RisingWordsRule.Of(mine, earlier).ToList();
                // Whatever stands below five in the period before, and which businesses they are: the same is shown.
                var hidden = Counts(before, without: word => earlier.Words[word].Count < 5);
                return shown.TrueForAll(word =>
                        word.Businesses >= 5
                        && word.Businesses == mine.Words[word.Word].Count
                        && word.Before is null or >= 5
                        && (word.Before ?? 0) * (long)mine.Businesses < word.Businesses * (long)earlier.Businesses
                    )
                    && shown.SequenceEqual(RisingWordsRule.Of(mine, hidden))
                    && mine.Words.Where(word => word.Value.Count >= 5 && !earlier.Words.ContainsKey(word.Key) && earlier.Businesses > 0)
                        .All(word => shown.Exists(one => one.Word == word.Key));
            })
            .Check(Config.QuickThrowOnFailure.WithMaxTest(300));

    [Fact]
    public async Task Words_of_five_businesses_are_shown_and_those_of_four_and_names_are_not()
    {
        await using var portal = await TestPortal.StartAsync();
        // 5 businesses, 4 businesses, and words that are a name's part, a name, a contact's, a member of staff's.
        await SpeakAsync(portal, 5, new DateOnly(2020, 7, 6), "家賃支援給付金のこと。例示製作所の見本花子。監督に相談。製作所。見本");
        await SpeakAsync(portal, 4, new DateOnly(2020, 7, 13), "納税猶予");
        await SpeakAsync(portal, 6, new DateOnly(2020, 6, 8), "定額給付金");

        var counted = await portal.As<RisingWordsService>(Role.Supervisor).CountAsync(July);

        Assert.Equal([new RisingWord("家賃支援給付金", 5, null)], counted.Words.Where(word => word.Word != "相談"));
        Assert.Equal((9, 6), (counted.Businesses, counted.BusinessesBefore));
    }

    [Fact]
    public async Task Drafts_and_consultations_that_were_not_held_are_not_read()
    {
        await using var portal = await TestPortal.StartAsync();
        await SpeakAsync(portal, 6, new DateOnly(2020, 7, 6), "家賃支援給付金", handedIn: false);

        Assert.Equal(0, (await portal.As<RisingWordsService>(Role.Supervisor).CountAsync(July)).Businesses);
    }

    [Fact]
    [Asvs("16.3.1")]
    public async Task Each_count_is_a_row_of_the_log_and_a_period_of_more_than_a_year_is_refused()
    {
        await using var portal = await TestPortal.StartAsync();
        var words = portal.As<RisingWordsService>(Role.Supervisor);
        await words.CountAsync(July);
        await Assert.ThrowsAsync<RuleException>(() =>
            words.CountAsync(StatisticsPeriod.Between(new DateOnly(2019, 1, 1), new DateOnly(2020, 7, 1)))
        );

        var row = Assert.Single(await portal.AuditAsync(), row => row.Act == AuditActs.WordsCounted);
        Assert.Equal(("RisingWords", "from=2020-07-01,to=2020-07-31"), (row.SubjectKind, row.Fields));
        Assert.Empty(row.Businesses);
    }

    private static WordCounts Counts((int Business, int Word)[] said, Func<string, bool>? without = null)
    {
        var counts = new WordCounts();
        foreach (var (business, word) in said)
        {
            var name = Vocabulary[Math.Abs(word % Vocabulary.Length)];
            var of = new Guid(Math.Abs(business % 12), 0, 0, new byte[8]);
            counts.Add(of, without?.Invoke(name) == true ? "" : name);
        }

        return counts;
    }

    /// <summary>So many businesses, each of which says something at one desk on a day.</summary>
    private static async Task SpeakAsync(TestPortal portal, int businesses, DateOnly date, string summary, bool handedIn = true)
    {
        var venue = Make.Venue($"例示会館{date.Day}");
        var clinics = Enumerable
            .Range(0, (businesses + 2) / 3)
            .Select(at => Make.Clinic(venue, date.AddDays(at), portal.Staff[Role.Scrivener]))
            .ToList();
        var rows = new List<object> { venue };
        rows.AddRange(clinics);
        var now = new DateTime(2020, 7, 15, 1, 0, 0, DateTimeKind.Utc);
        for (var at = 0; at < businesses; at++)
        {
            var details = Make.Details($"株式会社例示製作所{date.Month}{date.Day}{at}", $"075-000-{date.Month}{date.Day % 10}{at:00}");
            var business = Make.Business(details);
            var reservation = Make.Reservation(
                business,
                clinics[at / 3],
                clinics[at / 3].Slots[at % 3],
                portal.Staff[Role.BookingStaff],
                details
            );
            var me = portal.Staff[Role.Scrivener].Id;
            var record = new ConsultationRecord(reservation, me, now);
            var said = new ConsultationDetails
            {
                StartedAt = new TimeOnly(13, 0),
                EndedAt = new TimeOnly(13, 30),
                ClientCategory = ClientCategory.SmallBusiness,
                Summary = summary,
            };
            record.Revise(said, me, now);
            if (handedIn)
            {
                reservation.Complete(me, now);
                record.TakeOver(said, [(byte)date.Month, (byte)date.Day, (byte)at], now);
            }

            rows.Add(business);
            rows.Add(reservation);
            rows.Add(record);
        }

        await portal.AddAsync([.. rows]);
        await IndexAsync(portal);
    }

    /// <summary>The index by which names are found, as a booking writes it.</summary>
    private static async Task IndexAsync(TestPortal portal)
    {
        await using var db = portal.Database.CreateContext();
        db.AccessContext = new AccessContext(CallerKind.Console, null, null, Permission.ImportWorkbooks, AccessScope.All, "test");
        db.BeforeSave = _ => Task.CompletedTask;
        foreach (var business in await db.Businesses.ToListAsync())
        {
            var said = await db.Reservations.Where(row => row.BusinessId == business.Id).Select(row => row.Details).ToListAsync();
            portal.Database.Index.IndexBusiness(db, business, portal.Database.Index.Grams(said));
        }

        await db.SaveChangesAsync();
    }
}
