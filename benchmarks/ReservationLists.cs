using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SupportCenter.Domain;
using SupportCenter.Domain.Access;
using SupportCenter.Domain.Data;
using SupportCenter.Domain.Reservations;

namespace SupportCenter.Benchmarks;

/// <summary>What is asked of the reservation list.</summary>
public enum Asked
{
    /// <summary>The newest rows, as the screen opens.</summary>
    FirstPage,

    /// <summary>One venue, one status.</summary>
    VenueAndStatus,

    /// <summary>A business's name in another spelling than it was booked under.</summary>
    Name,

    /// <summary>A telephone number with hyphens, in full-width digits.</summary>
    Telephone,
}

/// <summary>The reservation list of a database, as booking staff see it.</summary>
internal sealed class ReservationLists : IDisposable
{
    private static readonly PageRequest Page = new(0, 20, ReservationSort.Date, Descending: true);

    // One business of each database, which came a few times; it was booked as 「ﾃｽﾄ運輸 株式会社」 or 「ﾃｽﾄ運輸修学院 株式会社」.
    private static readonly Caller OfSmall = new("テスト運輸（株）", "０７５－０００－０１１７");
    private static readonly Caller OfLarge = new("㈱てすと運輸　修学院", "０９０－００００－０１１７");

    private readonly PortalDatabase database;
    private readonly ServiceProvider services;
    private readonly Caller caller;
    private readonly string databaseFile;
    private ReservationFilter? venueAndStatus;

    private ReservationLists(PortalDatabase database, string databaseFile, CallerIdentity signedIn, Caller caller)
    {
        (this.database, this.databaseFile, this.caller) = (database, databaseFile, caller);
        services = new ServiceCollection()
            .AddSupportCenter(database)
            .AddScoped<ICaller>(_ => new FixedCaller(signedIn))
            .BuildServiceProvider();
    }

    public static async Task<ReservationLists> OpenAsync(int reservations)
    {
        var database = await LargeDatabases.OpenAsync(reservations);
        await using var db = database.CreateContext();
        return new ReservationLists(
            database,
            LargeDatabases.StorageOf(reservations).DatabaseFile,
            await LargeDatabases.SignInAsync(
                database,
                await db.Staff.Where(person => person.Role == Role.BookingStaff).Select(person => person.Id).FirstAsync()
            ),
            reservations >= 100_000 ? OfLarge : OfSmall
        );
    }

    /// <summary>What was sent, to be sent again without the portal.</summary>
    public PlainAdo Plain(IReadOnlyList<SentCommand> sent) => new(databaseFile, database.Cipher, sent);

    /// <summary>The list in a circuit of its own: what it showed is forgotten with it.</summary>
    public async Task<int> AskAsync(Asked asked, IServiceScope circuit)
    {
        var list = circuit.ServiceProvider.GetRequiredService<ReservationListService>();
        var page = await list.ListAsync(await FilterAsync(asked), Page);
        return page.Rows.Count > 0 ? page.Rows.Count : throw new InvalidOperationException($"{asked} finds nothing.");
    }

    public IServiceScope NewCircuit() => services.CreateScope();

    private async Task<ReservationFilter> FilterAsync(Asked asked) =>
        asked switch
        {
            Asked.VenueAndStatus => venueAndStatus ??= await VenueAndStatusAsync(),
            Asked.Name => new ReservationFilter { Search = caller.TypedName },
            Asked.Telephone => new ReservationFilter { Search = caller.TypedTelephone },
            _ => new ReservationFilter(),
        };

    private async Task<ReservationFilter> VenueAndStatusAsync()
    {
        await using var db = database.CreateContext();
        var venue = await db.Venues.Where(row => row.Details.Name == "中京区役所").Select(row => row.Id).SingleAsync();
        return new ReservationFilter { VenueId = venue, Status = ReservationStatus.Completed };
    }

    public void Dispose()
    {
        services.Dispose();
        database.Dispose();
    }

    private sealed record Caller(string TypedName, string TypedTelephone);
}
