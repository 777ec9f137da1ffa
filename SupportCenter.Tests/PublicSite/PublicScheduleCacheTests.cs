using SupportCenter.Domain.PublicSite;
using SupportCenter.Portal.PublicSite;
using SupportCenter.Tests.Reservations;

namespace SupportCenter.Tests.PublicSite;

/// <summary>The board: quick for many, true within seconds.</summary>
public sealed class PublicScheduleCacheTests : IAsyncLifetime
{
    private readonly TaskCompletionSource open = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private BookingTestCentre centre = null!;
    private PublicScheduleCache board = null!;
    private int readings;

    public async Task InitializeAsync()
    {
        centre = await BookingTestCentre.StartAsync();
        board = new PublicScheduleCache(
            async cancellation =>
            {
                Interlocked.Increment(ref readings);
                await open.Task.WaitAsync(TimeSpan.FromSeconds(30), CancellationToken.None);
                return await centre.Portal.AsAnyone<PublicScheduleService>().ReadAsync(cancellation);
            },
            centre.Portal.Database.Changes,
            centre.Portal.Time
        );
    }

    public async Task DisposeAsync()
    {
        board.Dispose();
        await centre.DisposeAsync();
    }

    [Fact]
    public async Task A_booking_is_on_the_board_after_a_second_and_with_what_others_may_keep_within_five()
    {
        open.SetResult();
        var before = await board.CurrentAsync();
        await centre.BookAsync(0);

        Assert.Same(before, await board.CurrentAsync());
        centre.Portal.Time.Advance(PublicScheduleCache.Pause);
        var after = await board.CurrentAsync();

        Assert.Equal((3, 2), (before.Schedule.Clinics[0].Free, after.Schedule.Clinics[0].Free));
        Assert.NotEqual(before.Version, after.Version);
        Assert.Equal(2, readings);
        Assert.True(PublicScheduleCache.Longest + TimeSpan.FromSeconds(PublicSiteAttribute.ScheduleAge) < TimeSpan.FromSeconds(5));
    }

    [Fact]
    public async Task Without_a_change_it_is_read_again_after_two_seconds_and_its_version_stays()
    {
        open.SetResult();
        var before = await board.CurrentAsync();
        centre.Portal.Time.Advance(PublicScheduleCache.Pause);
        Assert.Same(before, await board.CurrentAsync());
        centre.Portal.Time.Advance(PublicScheduleCache.Pause);
        var after = await board.CurrentAsync();

        Assert.NotSame(before, after);
        Assert.Equal((before.Version, 2), (after.Version, readings));
    }

    [Fact]
    public async Task However_many_look_at_once_the_database_is_asked_once()
    {
        var looks = Enumerable.Range(0, 50).Select(_ => Task.Run(async () => await board.CurrentAsync())).ToArray();
        await Eventually.TrueAsync("somebody asks", () => Task.FromResult(readings > 0));
        open.SetResult();

        Assert.Single((await Task.WhenAll(looks)).Distinct());
        Assert.Equal(1, readings);
    }

    [Fact]
    public async Task A_reading_that_fails_is_tried_again_by_the_next_who_looks()
    {
        open.SetException(new InvalidOperationException("no disk"));
        await Assert.ThrowsAsync<InvalidOperationException>(async () => await board.CurrentAsync());
        await Assert.ThrowsAsync<InvalidOperationException>(async () => await board.CurrentAsync());

        Assert.Equal(2, readings);
    }
}
