using SupportCenter.Domain.Access;
using SupportCenter.Domain.Consultations;
using SupportCenter.Domain.Data;

namespace SupportCenter.Tests.Consultations;

public sealed class ConsultationScopeTests
{
    [Fact]
    [Asvs("8.2.2")]
    public async Task Another_scriveners_record_of_a_business_that_was_not_met_is_not_found()
    {
        await using var scene = await ConsultationScene.SetAsync();
        var notMet = Make.Business(Make.Details("合同会社仮名亭", "075-000-9999"));
        await scene.Portal.AddAsync(notMet);
        var theirs = await scene.RecordOfStrangerAsync(notMet);

        Assert.Null(await scene.Mine.FindAsync(theirs));
        Assert.Null(await scene.Mine.PrintAsync(theirs));
        Assert.Null(await scene.Mine.VersionsAsync(theirs));
        Assert.Null(await scene.Mine.SaveAsync(theirs, ConsultationScene.Complete(), NewId.Create()));
        Assert.DoesNotContain(await ListAsync(scene, Role.Scrivener), row => row.Id == theirs);
        Assert.Contains(await ListAsync(scene, Role.Supervisor), row => row.Id == theirs);
    }

    [Fact]
    public async Task The_history_of_a_business_that_was_met_can_be_read_but_not_written()
    {
        await using var scene = await ConsultationScene.SetAsync();
        var theirs = await scene.RecordOfStrangerAsync();

        var read = (await scene.Mine.FindAsync(theirs))!;

        Assert.Equal(("伏見での相談", false), (read.Details.Summary, read.MayWrite));
        Assert.Null(await scene.Mine.SaveAsync(theirs, ConsultationScene.Complete("書き換え"), read.Version));
        var beside = Assert.Single((await scene.StartAsync()).Earlier);
        Assert.Equal((theirs, "行政書士 仮名三郎", "伏見での相談"), (beside.Id, beside.ScrivenerName, beside.Summary));
    }

    [Fact]
    public async Task A_business_that_cancelled_was_not_met()
    {
        await using var scene = await ConsultationScene.SetAsync();
        var cancelled = Make.Business(Make.Details("例示美容室", "075-000-8888"));
        await scene.Portal.AddAsync(cancelled);
        var booked = Make.Reservation(cancelled, scene.Clinic, scene.Clinic.Slots[1], scene.Portal.Staff[Role.BookingStaff]);
        booked.Cancel("先方の都合", scene.Portal.Staff[Role.BookingStaff].Id, DateTime.UnixEpoch);
        await scene.Portal.AddAsync(booked);

        Assert.Null(await scene.Mine.FindAsync(await scene.RecordOfStrangerAsync(cancelled)));
    }

    [Theory]
    [InlineData(Role.BookingStaff)]
    [InlineData(Role.Administrator)]
    [InlineData(Role.Auditor)]
    [Asvs("8.2.3")]
    public async Task Who_is_neither_scrivener_nor_the_city_is_refused_everything_about_records(Role role)
    {
        await using var scene = await ConsultationScene.SetAsync();
        var opened = await scene.StartAsync();
        var service = scene.Portal.As<ConsultationService>(role);

        await Assert.ThrowsAsync<AccessRefusedException>(() => service.StartAsync(scene.Reservation.Id));
        await Assert.ThrowsAsync<AccessRefusedException>(() => service.FindAsync(opened.Id));
        await Assert.ThrowsAsync<AccessRefusedException>(() => service.PrintAsync(opened.Id));
        await Assert.ThrowsAsync<AccessRefusedException>(() => service.VersionsAsync(opened.Id));
        await Assert.ThrowsAsync<AccessRefusedException>(() => service.SaveAsync(opened.Id, new(), opened.Version));
        await Assert.ThrowsAsync<AccessRefusedException>(() => service.SubmitAsync(opened.Id, new(), opened.Version));
        await Assert.ThrowsAsync<AccessRefusedException>(() => service.ConfirmAsync(opened.Id, opened.Version));
        await Assert.ThrowsAsync<AccessRefusedException>(() => ListAsync(scene, role));
    }

    [Fact]
    public async Task The_city_reads_everything_and_writes_nothing_and_scriveners_confirm_nothing()
    {
        await using var scene = await ConsultationScene.SetAsync();
        var opened = await scene.StartAsync();

        await Assert.ThrowsAsync<AccessRefusedException>(() => scene.City.SaveAsync(opened.Id, new(), opened.Version));
        await Assert.ThrowsAsync<AccessRefusedException>(() => scene.Mine.ConfirmAsync(opened.Id, opened.Version));
        Assert.False(await scene.City.ConfirmAsync(NewId.Create(), opened.Version));
    }

    private static async Task<IReadOnlyList<ConsultationRow>> ListAsync(ConsultationScene scene, Role role) =>
        (await scene.Portal.As<ConsultationListService>(role).ListAsync(new ConsultationFilter(), new PageRequest(0, 20))).Rows;
}
