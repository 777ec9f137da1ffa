using System.Security.Claims;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SupportCenter.Domain;
using SupportCenter.Domain.Access;
using SupportCenter.Domain.Audit;
using SupportCenter.Domain.Data;
using SupportCenter.Domain.Documents.Scanning;
using SupportCenter.Portal.Security;

namespace SupportCenter.Tests;

/// <summary>The portal's domain on a real SQLite file of its own, with one member of staff for each role and a clock that the test
/// sets.</summary>
/// <remarks>Tables are made once a run by the real migrations; each portal starts from a copy of that file.</remarks>
public sealed class TestPortal : IAsyncDisposable
{
    private static readonly KeyRing Keys = KeyRing.Ephemeral();
    private static readonly Lazy<Task<byte[]>> EmptyDatabase = new(MakeEmptyDatabaseAsync);
    private readonly string folder;
    private readonly List<IServiceScope> scopes = [];
    private readonly Dictionary<(Guid Person, Role Role, DateTime At), Guid> signedIn = [];
    private readonly ServiceProvider services;

    private TestPortal(string folder, PortalDatabase database)
    {
        (this.folder, Database) = (folder, database);
        services = new ServiceCollection()
            .AddLogging()
            .AddSingleton(Sessions)
            .AddSingleton(Scanning)
            .AddSupportCenter(database)
            .AddSingleton<TimeProvider>(Time)
            .AddScoped<ICaller, TestCaller>()
            .BuildServiceProvider();
    }

    /// <summary>Thursday 2020-07-16, 10:00 in Kyoto: the day of the leak.</summary>
    public SettableTime Time { get; } = new(new DateTimeOffset(2020, 7, 16, 10, 0, 0, TimeSpan.FromHours(9)));

    /// <summary>How long sessions live here: longer than any test's clock runs, but where a test says otherwise.</summary>
    public SessionSettings Sessions { get; } = new() { Idle = TimeSpan.FromDays(10_000), Absolute = TimeSpan.FromDays(10_000) };

    /// <summary>Where uploads are scanned: nowhere, but where a test says otherwise.</summary>
    public ScanningOptions Scanning { get; } = new() { TimeoutSeconds = 20 };

    public DateOnly Today => CentreTime.Today(Time);

    public PortalDatabase Database { get; }

    public string DatabaseFile => Path.Combine(folder, "portal.db");

    public Dictionary<Role, StaffMember> Staff { get; } = [];

    /// <summary>Makes a portal whose tables are empty but for one member of staff a role.</summary>
    public static async Task<TestPortal> StartAsync()
    {
        var folder = Directory.CreateTempSubdirectory("portal-test-").FullName;
        await File.WriteAllBytesAsync(Path.Combine(folder, "portal.db"), await EmptyDatabase.Value);
        var portal = new TestPortal(folder, new PortalDatabase(new StorageOptions { DataDirectory = folder }, new PersonalCipher(Keys)));
        foreach (var role in Enum.GetValues<Role>())
        {
            portal.Staff[role] = Make.Staff(role);
        }

        await portal.AddAsync([.. portal.Staff.Values, .. Make.Contracts(portal.Staff[Role.Supervisor], portal.Staff[Role.Auditor])]);
        return portal;
    }

    /// <summary>A use case as the portal's member of staff of a role would call it.</summary>
    public T As<T>(Role role)
        where T : notnull => As<T>(Staff[role]);

    /// <summary>A use case as called by that member of staff.</summary>
    public T As<T>(StaffMember person)
        where T : notnull => As<T>(SignedIn(person));

    /// <summary>The person as they are now, signed in now: a session of their own in the database, made once for each role and
    /// moment.</summary>
    public CallerIdentity SignedIn(StaffMember person)
    {
        using var turn = Database.Gate.EnterAsync(CancellationToken.None).GetAwaiter().GetResult();
        using var db = Database.CreateContext();
        var now = Time.GetUtcNow().UtcDateTime;
        var known = db.Staff.AsNoTracking().FirstOrDefault(row => row.Id == person.Id);
        if (known is null)
        {
            return CallerIdentity.Staff(person.Id, "test");
        }

        if (!signedIn.TryGetValue((person.Id, known.Role, now), out var session))
        {
            var row = new StaffSession(known, StaffSession.NewKey(), now, Sessions) { AuthenticatedAtUtc = now, Origin = "test" };
            db.BeforeSave = _ => Task.CompletedTask;
            db.Add(row);
            db.SaveChangesAsync().GetAwaiter().GetResult();
            session = signedIn[(person.Id, known.Role, now)] = row.Id;
        }

        return CallerIdentity.Staff(person.Id, "test", session);
    }

    /// <summary>The same as a request or a circuit carries it.</summary>
    public ClaimsPrincipal PrincipalOf(Role role)
    {
        var person = Staff[role];
        return PortalCaller.PrincipalOf(
            new ResumedSession(
                SignedIn(person).Session!.Value,
                new StaffView(person.Id, person.Name, person.Organisation, role),
                DateTime.MaxValue,
                "test",
                null
            ),
            "Test"
        );
    }

    /// <summary>A use case as called by somebody who has not signed in.</summary>
    public T AsAnyone<T>()
        where T : notnull => As<T>(CallerIdentity.Anyone);

    /// <summary>A use case as called by that identity, in a scope (circuit) of its own.</summary>
    public T As<T>(CallerIdentity identity)
        where T : notnull
    {
        var scope = services.CreateScope();
        scopes.Add(scope);
        ((TestCaller)scope.ServiceProvider.GetRequiredService<ICaller>()).Identity = identity;
        return scope.ServiceProvider.GetRequiredService<T>();
    }

    /// <summary>Signs somebody in as the development sign-in does, with the row that this leaves in the log.</summary>
    public Task<SignInResult> SignInAsync(StaffMember person) =>
        As<SignInService>(CallerIdentity.Anyone with { Origin = "test" }).SignInChosenAsync(person.Id);

    /// <summary>Any use case, by type.</summary>
    public object As(Type useCase, CallerIdentity identity)
    {
        var scope = services.CreateScope();
        scopes.Add(scope);
        ((TestCaller)scope.ServiceProvider.GetRequiredService<ICaller>()).Identity = identity;
        return scope.ServiceProvider.GetRequiredService(useCase);
    }

    /// <summary>Puts rows into the database as they stand, for the beginning of a test.</summary>
    public async Task AddAsync(params object[] rows)
    {
        await using var db = Database.CreateContext();
        db.AccessContext = new AccessContext(CallerKind.Console, null, null, Permission.ImportWorkbooks, AccessScope.All, "test");
        db.BeforeSave = _ => Task.CompletedTask;
        db.AddRange(rows);
        await db.SaveChangesAsync();
    }

    /// <summary>Puts in the rows that a new database begins with: the paper's measures, questions and industries.</summary>
    public async Task FillAsync()
    {
        await using var db = Database.CreateContext();
        db.BeforeSave = _ => Task.CompletedTask;
        await Catalogue.FillAsync(db, CancellationToken.None);
        await db.SaveChangesAsync();
    }

    /// <summary>Reads what is in the database, past all permissions.</summary>
    internal async Task<T> ReadAsync<T>(Func<PortalDbContext, Task<T>> query)
    {
        await using var db = Database.CreateContext();
        return await query(db);
    }

    /// <summary>The bytes of the database and its log, as whoever stole the disk would read them.</summary>
    public async Task<byte[]> FileAsync()
    {
        var found = new List<byte>();
        foreach (var file in Directory.GetFiles(folder, "portal.db*"))
        {
            await using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            var bytes = new byte[stream.Length];
            await stream.ReadExactlyAsync(bytes);
            found.AddRange(bytes);
        }

        return [.. found];
    }

    /// <summary>The audit log, oldest first.</summary>
    public Task<List<AuditEntry>> AuditAsync() =>
        ReadAsync(db => db.Audit.AsNoTracking().Include(row => row.Businesses).OrderBy(row => row.Sequence).ToListAsync());

    public async ValueTask DisposeAsync()
    {
        foreach (var scope in scopes)
        {
            scope.Dispose();
        }

        await services.DisposeAsync();
        await using (var db = Database.CreateContext())
        {
            // Other tests' pools are none of this one's business.
            SqliteConnection.ClearPool((SqliteConnection)db.Database.GetDbConnection());
        }

        Directory.Delete(folder, recursive: true);
    }

    private static async Task<byte[]> MakeEmptyDatabaseAsync()
    {
        var folder = Directory.CreateTempSubdirectory("portal-empty-");
        var file = Path.Combine(folder.FullName, "portal.db");
        using (var database = new PortalDatabase(new StorageOptions { DataDirectory = folder.FullName }, new PersonalCipher(Keys)))
        {
            await database.MigrateAsync(CancellationToken.None);
            await using var db = database.CreateContext();
            await db.Database.ExecuteSqlRawAsync("PRAGMA wal_checkpoint(TRUNCATE);");
            SqliteConnection.ClearPool((SqliteConnection)db.Database.GetDbConnection());
        }

        var bytes = await File.ReadAllBytesAsync(file);
        folder.Delete(recursive: true);
        return bytes;
    }
}

/// <summary>Whoever the test says.</summary>
internal sealed class TestCaller : ICaller
{
    public CallerIdentity Identity { get; set; } = CallerIdentity.Anyone;
}
