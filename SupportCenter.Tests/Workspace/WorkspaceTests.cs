using SupportCenter.Domain.Access;
using SupportCenter.Domain.Consultations;
using SupportCenter.Domain.Reservations;
using SupportCenter.Domain.Workspace;
using SupportCenter.Tests.Consultations;

namespace SupportCenter.Tests.Workspace;

public sealed class WorkspaceTests
{
    [Fact]
    public async Task A_scrivener_finds_todays_clients_in_time_order_and_what_is_not_handed_in()
    {
        await using var scene = await ConsultationScene.SetAsync();
        var venue = Make.Venue("上京区役所");
        var yesterday = Make.Clinic(venue, scene.Portal.Today.AddDays(-1), scene.Portal.Staff[Role.Scrivener]);
        await scene.Portal.AddAsync(venue, yesterday);
        var unwritten = await scene.BookAsync(0, yesterday);
        var begun = await scene.BookAsync(1, yesterday);
        await scene.Mine.StartAsync(begun.Id);
        var later = await scene.BookAsync(2);
        await scene.BookAsync(1, scene.Elsewhere);

        var day = await scene.Portal.As<WorkspaceService>(Role.Scrivener).ScrivenerDayAsync();

        Assert.Equal([scene.Reservation.Id, later.Id], day.Today.Select(row => row.ReservationId));
        Assert.Equal(unwritten.Id, Assert.Single(day.Unwritten).ReservationId);
        Assert.Equal((begun.Id, RecordStatus.Draft), (Assert.Single(day.Unfinished).ReservationId, day.Unfinished[0].RecordStatus));
        Assert.Equal(
            (scene.Clinic.Id, 6, 2, 4),
            (Assert.Single(day.Clinics).Id, day.Clinics[0].Slots, day.Clinics[0].Taken, day.Clinics[0].Free)
        );
    }

    [Fact]
    public async Task The_next_client_is_whoever_has_come_to_ones_own_desk_else_the_next_in_time()
    {
        await using var scene = await ConsultationScene.SetAsync();
        var second = await scene.BookAsync(1);
        await scene.BookAsync(3);
        Assert.Equal(scene.Reservation.Id, (await NextAsync(scene))!.ReservationId);

        await scene.Portal.As<ReservationService>(Role.BookingStaff).ArriveAsync(second.Id);
        scene.Portal.Time.Set(scene.Portal.Time.GetUtcNow().AddHours(4));
        Assert.Equal(
            (second.Id, 1, true),
            await NextAsync(scene) is { } next ? (next.ReservationId, next.DeskNumber, next.IsMine) : default
        );

        var record = (await scene.Mine.StartAsync(second.Id))!.Value;
        Assert.Equal(record, (await NextAsync(scene))!.RecordId);
        await scene.Mine.SubmitAsync(record, ConsultationScene.Complete(), (await scene.Mine.FindAsync(record))!.Version);
        Assert.Null(await NextAsync(scene));
    }

    [Fact]
    public async Task Whoever_books_finds_todays_clinics_with_what_is_free()
    {
        await using var scene = await ConsultationScene.SetAsync();

        var day = await scene.Portal.As<CentreFiguresService>(Role.BookingStaff).DayAsync();

        Assert.Equal([("中京区役所", 5), ("伏見区役所", 3)], day.Select(clinic => (clinic.VenueName, clinic.Free)).Order());
        await Assert.ThrowsAsync<AccessRefusedException>(() => scene.Portal.As<WorkspaceService>(Role.BookingStaff).ScrivenerDayAsync());
    }

    [Fact]
    public async Task The_city_finds_what_waits_for_it()
    {
        await using var scene = await ConsultationScene.SetAsync();
        var waiting = await scene.RecordOfStrangerAsync();
        await scene.StartAsync();

        var page = await scene.Portal.As<WorkspaceService>(Role.Supervisor).WaitingForConfirmationAsync();

        Assert.Equal((waiting, 1), (Assert.Single(page.Rows).Id, page.Count));
    }

    private static async Task<ClientOfDay?> NextAsync(ConsultationScene scene) =>
        (await scene.Portal.As<WorkspaceService>(Role.Scrivener).ScrivenerDayAsync()).Next;
}
