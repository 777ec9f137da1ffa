using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Infrastructure;
using SupportCenter.Domain.Access;
using SupportCenter.Domain.Audit;
using SupportCenter.Domain.Businesses;
using SupportCenter.Domain.Keys;
using SupportCenter.Domain.Reservations;

namespace SupportCenter.Domain.Data;

/// <summary>The database file, its key, its write gate and its feed of changes: one for each process.</summary>
public sealed class PortalDatabase : IDisposable
{
    private readonly PooledDbContextFactory<PortalDbContext> contexts;
    private readonly PersonalCipher cipher;
    private readonly Lazy<IReadOnlyList<SealedTable>> sealedTables;
    private StorageOptions storage;

    internal PortalDatabase(string databaseFile, string gateFile, PersonalCipher cipher)
    {
        this.cipher = cipher;
        storage = new StorageOptions { DataDirectory = Path.GetDirectoryName(Path.GetFullPath(databaseFile))! };
        Gate = new WriteGate(gateFile, cipher.Keys.Refresh);
        var connection = new SqliteConnectionStringBuilder { DataSource = databaseFile, ForeignKeys = true, DefaultTimeout = 30 };
        contexts = new PooledDbContextFactory<PortalDbContext>(WithItsModel(Options(connection.ConnectionString, cipher)));
        sealedTables = new(() =>
        {
            using var db = CreateContext();
            return SealedTable.In(db.Model);
        });
    }

    /// <summary>Tells open screens what was changed.</summary>
    public ChangeFeed Changes { get; } = new();

    /// <summary>How the audit log is watched over; set once, before the first use case.</summary>
    public AuditOptions Audit { get; set; } = new();

    /// <summary>Where the log, its checkpoints and their keys lie.</summary>
    internal AuditPlaces Places => AuditPlaces.Of(storage, Audit);

    internal WriteGate Gate { get; }

    /// <summary>Whether the file is being rewritten after a disposal: whoever saves waits until it is done.</summary>
    public bool IsSweeping { get; private set; }

    internal BlindIndex Index => new(cipher.Keys);

    internal PersonalCipher Cipher => cipher;

    /// <summary>Where sealed values stand.</summary>
    internal IReadOnlyList<SealedTable> SealedTables => sealedTables.Value;

    /// <summary>Finds who is asking, and in which session: translated once, since every use case begins with it. One for each database, because its
    /// model holds the keys.</summary>
    internal Func<PortalDbContext, Guid?, CancellationToken, Task<StaffSession?>> FindSessionAsync { get; } = EF.CompileAsyncQuery(
        (PortalDbContext db, Guid? id, CancellationToken _) => db.Sessions.AsNoTracking().Include(session => session.Staff).FirstOrDefault(session => session.Id == id));

    /// <summary>The questions of the paper in their order; every list of reservations asks for it.</summary>
    internal Func<PortalDbContext, IAsyncEnumerable<Guid>> QuestionsInOrder { get; } = EF.CompileAsyncQuery(
        (PortalDbContext db) => db.Questions.OrderBy(question => question.Order).Select(question => question.Id));

    /// <summary>The rows of a page of reservations.</summary>
    internal Func<PortalDbContext, List<Guid>, IAsyncEnumerable<StoredReservation>> ReservationRows { get; } = EF.CompileAsyncQuery(StoredReservation.ByIds);

    /// <summary>A page of the newest reservations of a few businesses.</summary>
    internal Func<PortalDbContext, List<Guid>, int, int, IAsyncEnumerable<StoredReservation>> NewestOfBusinesses { get; } = EF.CompileAsyncQuery(StoredReservation.NewestOf);

    /// <summary>How many businesses each piece of a text leads to, counted no further than it matters.</summary>
    internal Func<PortalDbContext, long[], IAsyncEnumerable<GramCount>> CountGrams { get; } = EF.CompileAsyncQuery(BusinessSearch.Counts);

    /// <summary>The businesses that have a piece and all of the others.</summary>
    internal Func<PortalDbContext, long, long[], IAsyncEnumerable<Guid>> BusinessesHaving { get; } = EF.CompileAsyncQuery(BusinessSearch.Having);

    /// <summary>Opens the data folder: makes it and its key at first start, brings the tables up to date.</summary>
    /// <exception cref="InvalidDataException">A key is missing though data exists, is another installation's, or can be read by others.</exception>
    public static async Task<PortalDatabase> OpenAsync(StorageOptions storage, CancellationToken cancellation = default)
    {
        MakePrivate(storage.DataDirectory);
        MakePrivate(Path.GetDirectoryName(Path.GetFullPath(storage.KeyFilePath))!);
        var keys = KeyRing.Open(storage.KeyFilePath, mayCreate: !File.Exists(storage.DatabaseFile));
        var database = new PortalDatabase(storage.DatabaseFile, storage.GateFile, new PersonalCipher(keys)) { storage = storage };
        await database.MigrateAsync(cancellation);
        await KeyRegister.EnsureAsync(database, TimeProvider.System, cancellation);
        return database;
    }

    /// <summary>The version of the SQLite that is running, for the log at start.</summary>
    public static string SqliteVersion => new SqliteConnection().ServerVersion;

    public void Dispose() => Gate.Dispose();

    /// <summary>Tells open screens that everybody waits, and at its disposal that it is over.</summary>
    internal IDisposable BeginSweep()
    {
        Tell(true);
        return new Sweep(this);
    }

    private void Tell(bool sweeping)
    {
        IsSweeping = sweeping;
        Changes.Publish([new Change(nameof(Sweep), null)]);
    }

    /// <summary>A folder that only its owner may enter; one that exists keeps the rights it has.</summary>
    private static void MakePrivate(string folder)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(folder);
        }
        else
        {
            Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    /// <summary>A context that is nobody's yet. They are used again, because making one takes longer than most questions that are put to it.</summary>
    internal PortalDbContext CreateContext() => contexts.CreateDbContext().Unclaimed();

    /// <summary>One model for as long as the database is open: queries that were translated once fit no other, and Entity Framework's own cache may drop it.</summary>
    private static DbContextOptions<PortalDbContext> WithItsModel(DbContextOptions<PortalDbContext> options)
    {
        using var first = new PortalDbContext(options);
        return new DbContextOptionsBuilder<PortalDbContext>(options).UseModel(first.Model).Options;
    }

    internal static DbContextOptions<PortalDbContext> Options(string connection, PersonalCipher cipher)
    {
        var options = new DbContextOptionsBuilder<PortalDbContext>()
            // A list is given as one parameter: else the statement would be put together anew for each length of it.
            .UseSqlite(connection, it => it.UseParameterizedCollectionMode(ParameterTranslationMode.Parameter))
            // Whether somebody listens to the statements is asked each time: contexts live long.
            .ConfigureLoggingCacheTime(TimeSpan.Zero)
            .ReplaceService<IModelCacheKeyFactory, KeyedModelCacheKeyFactory>()
            .AddInterceptors(Pragmas.Instance);
        ((IDbContextOptionsBuilderInfrastructure)options).AddOrUpdateExtension(new SealedWith(cipher));
        return options.Options;
    }

    internal async Task MigrateAsync(CancellationToken cancellation)
    {
        using var turn = await Gate.EnterAsync(cancellation);
        await using var db = CreateContext();
        // To migrate is to lock and to ask the tables even when nothing is pending, which is nearly always.
        if ((await db.Database.GetPendingMigrationsAsync(cancellation)).Any())
        {
            await db.Database.MigrateAsync(cancellation);
        }
    }

    /// <summary>While it lives, the file is being rewritten.</summary>
    public sealed class Sweep : IDisposable
    {
        private readonly PortalDatabase database;

        internal Sweep(PortalDatabase database) => this.database = database;

        public void Dispose() => database.Tell(false);
    }

    /// <summary>What holds on every connection: write-ahead log, a flush for every commit, foreign keys, and no bytes left of what was deleted.</summary>
    private sealed class Pragmas : DbConnectionInterceptor
    {
        private const string Text = "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; PRAGMA secure_delete=ON;";

        public static Pragmas Instance { get; } = new();

        public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData)
        {
            using var command = connection.CreateCommand();
            command.CommandText = Text;
            command.ExecuteNonQuery();
        }

        public override async Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
        {
            await using var command = connection.CreateCommand();
            command.CommandText = Text;
            await command.ExecuteNonQueryAsync(cancellationToken);
        }
    }
}
