using System.Security.Cryptography;
using System.Text;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using SupportCenter.Domain.Access;
using SupportCenter.Domain.Data;

namespace SupportCenter.Tests.Data;

public sealed class StorageTests
{
    [Fact]
    public void An_identifier_reads_back_from_its_short_text_and_nothing_else_is_one()
    {
        for (var i = 0; i < 1000; i++)
        {
            var id = NewId.Create();
            Assert.True(NewId.TryParse(id.ToShort(), out var read));
            Assert.Equal(id, read);
        }

        Assert.False(NewId.TryParse("1", out _));
        Assert.False(NewId.TryParse(new string('z', 26), out _));
        Assert.False(NewId.TryParse(null, out _));
    }

    [Fact]
    [Asvs("11.3.2")]
    public void A_flipped_bit_or_a_value_moved_to_another_column_fails_loudly()
    {
        var cipher = new PersonalCipher(KeyRing.Ephemeral());
        var encryptedText = cipher.Encrypt("Business.Name", "株式会社例示");
        Assert.Equal("株式会社例示", cipher.Decrypt("Business.Name", encryptedText));

        Assert.ThrowsAny<CryptographicException>(() => cipher.Decrypt("Business.ContactName", encryptedText));
        encryptedText[^1] ^= 1;
        Assert.ThrowsAny<CryptographicException>(() => cipher.Decrypt("Business.Name", encryptedText));
    }

    [Fact]
    [Asvs("11.3.4")]
    public void The_same_text_never_gives_the_same_bytes()
    {
        var cipher = new PersonalCipher(KeyRing.Ephemeral());
        Assert.Equal(1000, Enumerable.Range(0, 1000).Select(_ => Convert.ToHexString(cipher.Encrypt("a", "同じ"))).Distinct().Count());
    }

    [Fact]
    public async Task What_a_business_confided_lies_in_no_file_in_clear()
    {
        await using var portal = await TestPortal.StartAsync();
        var venue = Make.Venue();
        var clinic = Make.Clinic(venue, portal.Today.AddDays(1), portal.Staff[Role.Scrivener]);
        var details = Make.Details("印付商店七四三", "075-000-7431", "印付 太郎七四三");
        details.Memo = "印付メモ七四三";
        var business = Make.Business(details);
        await portal.AddAsync(
            venue,
            clinic,
            business,
            Make.Reservation(business, clinic, clinic.Slots[0], portal.Staff[Role.BookingStaff], details)
        );

        foreach (var file in Directory.GetFiles(Path.GetDirectoryName(portal.DatabaseFile)!))
        {
            await using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            using var memory = new MemoryStream();
            await stream.CopyToAsync(memory);
            foreach (var marker in new[] { "七四三", "0750007431", "075-000-7431" })
            {
                Assert.Equal(-1, memory.ToArray().AsSpan().IndexOf(Encoding.UTF8.GetBytes(marker)));
            }
        }

        Assert.Equal("印付商店七四三", await portal.ReadAsync(db => db.Reservations.Select(row => row.Details.BusinessName).SingleAsync()));
    }

    [Fact]
    [Asvs("2.3.4")]
    public async Task The_database_itself_refuses_a_second_active_reservation_of_a_slot()
    {
        await using var portal = await TestPortal.StartAsync();
        var venue = Make.Venue();
        var clinic = Make.Clinic(venue, portal.Today.AddDays(1), portal.Staff[Role.Scrivener]);
        var business = Make.Business(Make.Details());
        await portal.AddAsync(venue, clinic, business);
        await portal.AddAsync(Make.Reservation(business, clinic, clinic.Slots[0], portal.Staff[Role.BookingStaff]));

        await Assert.ThrowsAsync<DbUpdateException>(() =>
            portal.AddAsync(Make.Reservation(business, clinic, clinic.Slots[0], portal.Staff[Role.BookingStaff]))
        );
    }

    [Theory]
    [InlineData("UPDATE \"Audit\" SET \"Act\" = 'x'")]
    [InlineData("DELETE FROM \"Audit\"")]
    [Asvs("16.4.2")]
    public async Task The_database_itself_refuses_to_change_the_audit_log(string statement)
    {
        await using var portal = await TestPortal.StartAsync();
        await Assert.ThrowsAsync<AccessRefusedException>(() => portal.AsAnyone<Domain.Drafts.DraftService>().FindAsync("exports"));

        var refused = await Assert.ThrowsAsync<SqliteException>(() => portal.ReadAsync(db => db.Database.ExecuteSqlRawAsync(statement)));
        Assert.Contains("cannot be changed", refused.Message, StringComparison.Ordinal);
    }
}
