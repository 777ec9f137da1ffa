using Microsoft.EntityFrameworkCore;
using SupportCenter.Domain.Access;
using SupportCenter.Domain.Demo;
using SupportCenter.Domain.Import;
using SupportCenter.Domain.Reservations;

namespace SupportCenter.Tests.Import;

/// <summary>A newer list in which several bookings are otherwise, or which has only a part of them.</summary>
public sealed class NewerListTests
{
    private static readonly string[] Labels = ["受付日", "予約日", "時間帯", "会場", "事業者名", "電話番号", "回数", "メモ"];
    private const string A = "10:00～10:50";
    private const string B = "11:00～11:50";

    [Theory]
    [InlineData("10:00～10:50", "左京区役所")]
    [InlineData("10:00～11:30", "中京区役所")]
    public async Task The_same_start_at_another_venue_or_with_another_end_is_proposed_once(string slot, string venue)
    {
        await using var portal = await StartAsync();
        var import = portal.As<ImportService>(Role.Supervisor);
        await import.AcceptAsync(List("一覧1.xlsx", Row("みほん一", 1, A)));
        var newer = List("一覧2.xlsx", Row("みほん一", 1, slot, venue));

        var change = Assert.Single((await import.PreviewAsync(newer)).Changes);
        await import.AcceptAsync(newer, Applied(change));

        Assert.Equal(ImportChangeKind.Moved, change.Kind);
        Assert.Equal([$"みほん一 {slot} {venue}"], await BookedAsync(portal));
        Assert.Empty((await import.PreviewAsync(newer)).Changes);

        // The earlier list once more says where it was, and nothing new.
        Assert.Empty((await import.PreviewAsync(List("一覧1.xlsx", Row("みほん一", 1, A)))).Changes);
    }

    [Fact]
    public async Task An_end_that_the_list_leaves_out_is_no_change()
    {
        await using var portal = await StartAsync();
        var import = portal.As<ImportService>(Role.Supervisor);
        await import.AcceptAsync(List("一覧1.xlsx", Row("みほん一", 1, "10:00～11:30")));

        Assert.Empty((await import.PreviewAsync(List("一覧2.xlsx", Row("みほん一", 1, "10:00～"), Row("みほん二", 2, B)))).Changes);
    }

    [Fact]
    public async Task Two_businesses_that_changed_places_leave_no_slot_to_be_given_away_twice()
    {
        await using var portal = await StartAsync();
        var import = portal.As<ImportService>(Role.Supervisor);
        await import.AcceptAsync(List("一覧1.xlsx", Row("みほん一", 1, A), Row("みほん二", 2, B)));
        var newer = List("一覧2.xlsx", Row("みほん一", 1, B), Row("みほん二", 2, A));

        var changes = (await import.PreviewAsync(newer)).Changes;
        await import.AcceptAsync(newer, Applied([.. changes]));

        Assert.Equal(2, changes.Count);
        Assert.Equal([$"みほん一 {B} 中京区役所", $"みほん二 {A} 中京区役所"], await BookedAsync(portal));
        var free = await portal.ReadAsync(db =>
            db.Slots.Where(slot =>
                    !slot.IsClosed && !db.Reservations.Any(row => row.SlotId == slot.Id && row.Status == ReservationStatus.Booked)
                )
                .ToListAsync()
        );
        var taken = await portal.ReadAsync(db => db.Reservations.Select(row => row.Slot!).ToListAsync());
        Assert.DoesNotContain(free, slot =>
            taken.Exists(other => other.DeskId == slot.DeskId && other.StartsAt < slot.EndsAt && slot.StartsAt < other.EndsAt)
        );
        Assert.Empty((await import.PreviewAsync(newer)).Changes);
    }

    [Fact]
    public async Task Of_one_business_with_two_bookings_each_is_found_again_by_its_visit()
    {
        await using var portal = await StartAsync();
        var import = portal.As<ImportService>(Role.Supervisor);
        await import.AcceptAsync(
            List("一覧1.xlsx", Row("みほん一", 1, A, visit: "1回目"), Row("みほん一", 1, "13:00～13:50", visit: "2回目"))
        );
        var newer = List(
            "一覧2.xlsx",
            Row("みほん一", 1, "15:00～15:50", visit: "2回目"),
            Row("みほん一", 1, "14:00～14:50", visit: "1回目")
        );

        var changes = (await import.PreviewAsync(newer)).Changes;

        Assert.Equal(
            [("10:00", "14:00"), ("13:00", "15:00")],
            changes.Select(change => ($"{change.StartsAt:HH:mm}", $"{change.Imported!.Booking.Start.Value:HH:mm}")).Order()
        );
    }

    [Fact]
    public async Task A_booking_that_the_list_has_no_more_is_shown_and_cancelled_only_when_a_person_says_so()
    {
        await using var portal = await StartAsync();
        var import = portal.As<ImportService>(Role.Supervisor);
        await import.AcceptAsync(
            List("一覧1.xlsx", Row("みほん一", 1, A), Row("みほん二", 2, B), Row("みほん三", 3, A, venue: "左京区役所"))
        );
        var newer = List("一覧2.xlsx", Row("みほん二", 2, B));

        var preview = await import.PreviewAsync(newer);
        var left = await import.AcceptAsync(newer);
        var before = await BookedAsync(portal);
        await import.AcceptAsync(newer, Applied([.. preview.Changes]));

        var missing = Assert.Single(preview.Changes);
        Assert.Equal((ImportChangeKind.Missing, "みほん一"), (missing.Kind, missing.BusinessName));
        Assert.Equal((1, 1, 3), (preview.Counts.Undecided, left.Undecided, before.Count));
        Assert.Equal([$"みほん三 {A} 左京区役所", $"みほん二 {B} 中京区役所"], await BookedAsync(portal));
        Assert.Empty((await import.PreviewAsync(newer)).Changes);
    }

    [Fact]
    public async Task A_list_of_a_part_of_the_bookings_changes_nothing_of_the_others()
    {
        await using var portal = await StartAsync();
        var import = portal.As<ImportService>(Role.Supervisor);
        await import.AcceptAsync(List("一覧1.xlsx", Row("みほん一", 1, A), Row("みほん二", 2, B)));

        var preview = await import.PreviewAsync(
            List("一覧2.xlsx", Row("みほん二", 2, B), Row("みほん一", 1, A, day: "R8.8.20", visit: "2回目", received: "R8.8.1"))
        );

        Assert.Equal(ImportChangeKind.Missing, Assert.Single(preview.Changes).Kind);
        Assert.Equal((1, 1), (preview.Counts.NewReservations, preview.Counts.KnownReservations));
    }

    [Theory]
    [InlineData("みほん一号店", "075-000-1701")]
    [InlineData("みほん一", "075-000-1799")]
    public async Task A_moved_booking_is_known_under_a_corrected_name_or_number(string name, string telephone)
    {
        await using var portal = await StartAsync();
        var import = portal.As<ImportService>(Role.Supervisor);
        await import.AcceptAsync(List("一覧1.xlsx", Row("みほん一", 1, A)));
        var row = Row(name, 1, B);
        row[5] = telephone;

        var newer = List("一覧2.xlsx", row);
        var preview = await import.PreviewAsync(newer);
        await import.AcceptAsync(newer, Applied([.. preview.Changes]));

        Assert.Equal(ImportChangeKind.Moved, Assert.Single(preview.Changes).Kind);
        Assert.Equal(0, preview.Counts.NewReservations);
        Assert.Equal([$"みほん一 {B} 中京区役所"], await BookedAsync(portal));
        var details = (await portal.ReadAsync(db => db.Reservations.SingleAsync())).Details;
        Assert.Equal(telephone == "075-000-1701" ? null : $"TEL：{telephone}", details.TelephoneNote);
    }

    [Fact]
    public async Task A_namesake_with_another_number_is_another_business_while_the_list_has_both()
    {
        await using var portal = await StartAsync();
        var import = portal.As<ImportService>(Role.Supervisor);
        await import.AcceptAsync(List("一覧1.xlsx", Row("みほん一", 1, A)));

        var preview = await import.PreviewAsync(List("一覧2.xlsx", Row("みほん一", 1, A), Row("みほん一", 2, B)));

        Assert.Equal((0, 1, 1), (preview.Changes.Count, preview.Counts.NewReservations, preview.Counts.KnownReservations));
    }

    [Fact]
    public async Task One_list_may_move_cancel_and_add_at_once()
    {
        await using var portal = await StartAsync();
        var import = portal.As<ImportService>(Role.Supervisor);
        await import.AcceptAsync(List("一覧1.xlsx", Row("みほん一", 1, A), Row("みほん二", 2, B), Row("みほん三", 3, "13:00～13:50")));
        var newer = List(
            "一覧2.xlsx",
            Row("みほん一", 1, B),
            Row("みほん二", 2, B, memo: "キャンセル"),
            Row("みほん三", 3, "13:00～13:50"),
            Row("みほん四", 4, A)
        );

        var preview = await import.PreviewAsync(newer);
        await import.AcceptAsync(newer, Applied([.. preview.Changes]));

        Assert.Equal([ImportChangeKind.Moved, ImportChangeKind.Cancelled], preview.Changes.Select(change => change.Kind));
        Assert.Equal(
            [$"みほん一 {B} 中京区役所", "みほん三 13:00～13:50 中京区役所", $"みほん四 {A} 中京区役所"],
            await BookedAsync(portal)
        );
    }

    private static string[] Row(
        string name,
        int number,
        string slot,
        string venue = "中京区役所",
        string visit = "1回目",
        string memo = "",
        string day = "R8.7.16",
        string received = "R8.7.1"
    ) => [received, day, slot, venue, name, $"075-000-17{number:00}", visit, memo];

    private static ImportReading List(string file, params string[][] rows)
    {
        var book = new OfficeWorkbook().Row([.. Labels]);
        Array.ForEach(rows, row => book.Row([.. row]));
        var bytes = book.ToBytes(isXls: false);
        return ImportReading.Read([new ImportFile(file, () => new MemoryStream(bytes))]);
    }

    private static Dictionary<Guid, ImportDecision> Applied(params ImportChange[] changes) =>
        changes.ToDictionary(change => change.ReservationId, _ => ImportDecision.Apply);

    private static async Task<TestPortal> StartAsync()
    {
        var portal = await TestPortal.StartAsync();
        await portal.Database.FillCatalogueAsync(portal.Time);
        return portal;
    }

    private static async Task<IReadOnlyList<string>> BookedAsync(TestPortal portal)
    {
        var venues = await portal.ReadAsync(db => db.Venues.ToDictionaryAsync(venue => venue.Id, venue => venue.Details.Name));
        var rows = await portal.ReadAsync(db => db.Reservations.Where(row => row.Status == ReservationStatus.Booked).ToListAsync());
        return
        [
            .. rows.Select(row =>
                    $"{row.Details.BusinessName} {Domain.Text.JapaneseTime.Format(row.StartsAt, row.EndsAt)} {venues[row.VenueId]}"
                )
                .Order(StringComparer.Ordinal),
        ];
    }
}
