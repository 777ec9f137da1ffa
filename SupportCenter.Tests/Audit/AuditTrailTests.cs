using System.Buffers;
using System.Text;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.EntityFrameworkCore;
using SupportCenter.Domain.Access;
using SupportCenter.Domain.Audit;
using SupportCenter.Domain.Businesses;
using SupportCenter.Domain.Data;
using SupportCenter.Domain.Drafts;

namespace SupportCenter.Tests.Audit;

public sealed class AuditTrailTests
{
    [Fact]
    [Asvs("16.4.2")]
    public async Task The_log_is_one_sequence_without_a_gap_in_which_each_row_carries_the_hash_of_the_one_before()
    {
        await using var portal = await TestPortal.StartAsync();
        await Task.WhenAll(
            Enumerable
                .Range(0, 20)
                .Select(_ => Assert.ThrowsAsync<AccessRefusedException>(() => portal.AsAnyone<DraftService>().FindAsync("exports")))
        );

        var rows = await portal.AuditAsync();

        Assert.Equal(20, rows.Count(row => row.Act == AuditActs.AccessRefused));
        Assert.Equal(Enumerable.Range(1, rows.Count).Select(number => (long)number), rows.Select(row => row.Sequence));
        var previous = AuditTrail.Genesis;
        foreach (var row in rows)
        {
            Assert.Equal(previous, row.PreviousHash);
            Assert.Equal(AuditTrail.HashOf(row), row.Hash);
            previous = row.Hash;
        }
    }

    /// <summary>Whatever is in a column: one line of plain ASCII, the same for the same row, another for another.</summary>
    [Fact]
    [Asvs("16.4.1")]
    public void A_row_has_one_spelling_in_which_no_value_can_begin_a_new_line()
    {
        var texts = ArbMap.Default.ArbFor<string>().Generator.Select(text => text ?? "");
        var hostile = Gen.Elements("\r\n", "\n{\"sequence\":1}", "\u2028", "𠮷葛󠄀ｶﾞ", "\"", "\\", "\u0000", "</script>");
        Prop.ForAll(Gen.OneOf(texts, hostile).Two().ToArbitrary(), pair =>
            {
                var (origin, fields) = pair;
                var (one, same, other) = (Spelt(origin, fields), Spelt(origin, fields), Spelt(origin, fields + "x"));
                Assert.Equal(one, same);
                Assert.NotEqual(one, other);
                AssertEach.Of(one, character => Assert.InRange(character, ' ', '~'));
                using var read = JsonDocument.Parse(one);
                Assert.Equal(
                    [
                        "sequence",
                        "atTicks",
                        "act",
                        "actorKind",
                        "actor",
                        "role",
                        "permission",
                        "origin",
                        "subjectKind",
                        "subject",
                        "businesses",
                        "fields",
                    ],
                    read.RootElement.EnumerateObject().Select(property => property.Name)
                );
                Assert.Equal(WellFormed(fields), read.RootElement.GetProperty("fields").GetString());
            })
            .Check(Config.QuickThrowOnFailure.WithMaxTest(500));
    }

    [Fact]
    public void The_order_in_which_businesses_were_noted_does_not_matter_and_their_number_does()
    {
        var (one, two) = (NewId.Create(), NewId.Create());
        Assert.Equal(AuditTrail.HashOf(Row("", "", one, two)), AuditTrail.HashOf(Row("", "", two, one)));
        Assert.NotEqual(AuditTrail.HashOf(Row("", "", one)), AuditTrail.HashOf(Row("", "", one, one)));
    }

    /// <summary>The act is refused, and nothing of it stays, when its audit row cannot be written.</summary>
    [Fact]
    [Asvs("16.5.3")]
    public async Task What_cannot_be_recorded_is_not_done()
    {
        await using var portal = await TestPortal.StartAsync();
        var business = Make.Business(Make.Details());
        await portal.AddAsync(business);
        await portal.ReadAsync(db =>
            db.Database.ExecuteSqlRawAsync("CREATE TRIGGER full BEFORE INSERT ON \"Audit\" BEGIN SELECT RAISE(ABORT, 'disk full'); END;")
        );

        await Assert.ThrowsAsync<DbUpdateException>(() => portal.As<BusinessService>(Role.Supervisor).FindAsync(business.Id));
        await Assert.ThrowsAsync<DbUpdateException>(() =>
            portal
                .As<BusinessService>(Role.Supervisor)
                .CorrectAsync(
                    business.Id,
                    new BusinessDetails { BusinessName = "例示改名商店", Telephone = "075-000-1234" },
                    business.Version
                )
        );

        Assert.Empty(await portal.AuditAsync());
        Assert.Equal("株式会社例示製作所", await portal.ReadAsync(db => db.Businesses.Select(row => row.Name).SingleAsync()));
    }

    private static string Spelt(string origin, string fields)
    {
        var buffer = new ArrayBufferWriter<byte>();
        AuditTrail.WriteCanonical(Row(origin, fields), buffer);
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    /// <summary>What the database gives back of half a pair of surrogates.</summary>
    private static string WellFormed(string text) => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));

    private static AuditEntry Row(string origin, string fields, params Guid[] businesses) =>
        new()
        {
            Sequence = 7,
            AtUtc = new DateTime(2020, 7, 16, 1, 0, 0, DateTimeKind.Utc),
            Act = AuditActs.BusinessViewed,
            ActorKind = "Staff",
            Permission = "ViewBusinesses",
            Origin = origin,
            SubjectKind = "Business",
            Businesses = [.. businesses.Select(business => new AuditedBusiness { BusinessId = business, Sequence = 7 })],
            Fields = fields,
            PreviousHash = AuditTrail.Genesis,
            Hash = [],
        };
}
