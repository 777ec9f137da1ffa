using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SupportCenter.Domain;
using SupportCenter.Domain.Access;
using SupportCenter.Domain.Consultations;
using SupportCenter.Domain.Data;

namespace SupportCenter.Tests.Drills;

/// <summary>A data folder as the portal keeps it, with its key file, opened by this process or by one that is going to be killed.</summary>
internal sealed class DrillSite : IAsyncDisposable
{
    /// <summary>Three slots each: enough that no drill runs out of them.</summary>
    public const int Clinics = 400;

    private readonly ServiceProvider services;
    private readonly List<IServiceScope> scopes = [];

    private DrillSite(PortalDatabase database, TimeProvider time)
    {
        Database = database;
        services = new ServiceCollection()
            .AddLogging()
            .AddSupportCenter(database)
            .AddSingleton(time)
            .AddScoped<ICaller, TestCaller>()
            .BuildServiceProvider();
    }

    public PortalDatabase Database { get; }

    public static async Task<DrillSite> OpenAsync(string folder, TimeProvider? time = null) =>
        new(await PortalDatabase.OpenAsync(new StorageOptions { DataDirectory = folder }), time ?? TimeProvider.System);

    /// <summary>Makes the folder's database: staff, a hall, clinics with free slots, and a record that was begun.</summary>
    /// <param name="folder">The data folder.</param>
    /// <param name="clinics">On how many days there is a clinic, from today on.</param>
    public static async Task PrepareAsync(string folder, int clinics = Clinics)
    {
        await using var site = await OpenAsync(folder);
        // With the row that says so: a portal in Development is started on it.
        await using (var seeding = await Domain.Demo.Seeding.BeginAsync(site.Database, TimeProvider.System, CancellationToken.None))
        {
            var db = seeding.Db;
            var (scrivener, booking, venue) = (Make.Staff(Role.Scrivener), Make.Staff(Role.BookingStaff), Make.Venue());
            var today = CentreTime.Today(TimeProvider.System);
            var days = Enumerable.Range(0, clinics).Select(day => Make.Clinic(venue, today.AddDays(day), scrivener)).ToList();
            var business = Make.Business(Make.Details());
            db.AddRange(scrivener, booking, venue, business, Make.Reservation(business, days[0], days[0].Slots[0], booking));
            db.AddRange(days);
            db.AddRange(Make.Contracts(scrivener, booking));
            await Catalogue.FillAsync(db, CancellationToken.None);
            await seeding.FinishAsync(CancellationToken.None);
        }

        var reservation = await site.ReadAsync(db => db.Reservations.Select(row => row.Id).SingleAsync());
        await (await site.AsAsync<ConsultationService>(Role.Scrivener)).StartAsync(reservation);
    }

    public async Task<T> AsAsync<T>(Role role)
        where T : notnull =>
        await AsAsync<T>(await ReadAsync(db => db.Staff.Where(row => row.Role == role).Select(row => row.Id).FirstAsync()));

    /// <summary>A use case of that member of staff, who signs in for it.</summary>
    public async Task<T> AsAsync<T>(Guid person)
        where T : notnull
    {
        var begun = await As<SignInService>(CallerIdentity.Anyone).SignInChosenAsync(person);
        var session = await As<SessionService>(CallerIdentity.Anyone).ResumeAsync(begun.Key!, isUse: true);
        return As<T>(CallerIdentity.Staff(person, "drill", session!.Id));
    }

    /// <summary>Puts rows into the database as they stand.</summary>
    public Task AddAsync(params object[] rows) => ChangeAsync(db => db.AddRange(rows));

    /// <summary>Changes what is in the database, past all use cases.</summary>
    public async Task ChangeAsync(Action<PortalDbContext> change)
    {
        using var turn = await Database.Gate.EnterAsync(CancellationToken.None);
        await using var db = Database.CreateContext();
        db.BeforeSave = _ => Task.CompletedTask;
        change(db);
        await db.SaveChangesAsync();
    }

    public T As<T>(CallerIdentity identity)
        where T : notnull
    {
        var scope = services.CreateScope();
        lock (scopes)
        {
            scopes.Add(scope);
        }

        ((TestCaller)scope.ServiceProvider.GetRequiredService<ICaller>()).Identity = identity;
        return scope.ServiceProvider.GetRequiredService<T>();
    }

    public async Task<T> ReadAsync<T>(Func<PortalDbContext, Task<T>> query)
    {
        await using var db = Database.CreateContext();
        return await query(db);
    }

    /// <summary>What the database itself says of its soundness: "ok".</summary>
    public async Task<string> IntegrityAsync() =>
        string.Join(';', await ReadAsync(db => db.Database.SqlQueryRaw<string>("PRAGMA integrity_check").ToListAsync()));

    public async ValueTask DisposeAsync()
    {
        scopes.ForEach(scope => scope.Dispose());
        await services.DisposeAsync();
        await using (var db = Database.CreateContext())
        {
            Microsoft.Data.Sqlite.SqliteConnection.ClearPool((Microsoft.Data.Sqlite.SqliteConnection)db.Database.GetDbConnection());
        }

        Database.Dispose();
    }
}
