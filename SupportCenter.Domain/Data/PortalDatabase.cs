using System.Globalization;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Query;
using Microsoft.EntityFrameworkCore.Update;
using SupportCenter.Domain.Access;
using SupportCenter.Domain.Audit;
using SupportCenter.Domain.Backups;
using SupportCenter.Domain.Businesses;
using SupportCenter.Domain.Keys;
using SupportCenter.Domain.Oversight;
using SupportCenter.Domain.Reservations;

namespace SupportCenter.Domain.Data;

/// <summary>The database file, its key, its write gate and its feed of changes: one for each process.</summary>
public sealed class PortalDatabase : IDisposable
{
    private readonly PooledDbContextFactory<PortalDbContext> contexts;
    private readonly string connectionString;
    private readonly PersonalCipher cipher;
    private readonly Lazy<IReadOnlyList<EncryptedTable>> encryptedTables;

    internal PortalDatabase(StorageOptions storage, PersonalCipher cipher)
    {
        (this.cipher, Storage) = (cipher, storage);
        Gate = new WriteGate(storage.GateFile, cipher.Keys.Refresh);
        ListedViews = new ListedViewLog(this);
        var connection = new SqliteConnectionStringBuilder
        {
            DataSource = storage.DatabaseFile,
            ForeignKeys = true,
            DefaultTimeout = 30,
        };
        connectionString = connection.ConnectionString;
        contexts = new PooledDbContextFactory<PortalDbContext>(WithItsModel(Options(connectionString, cipher)));
        encryptedTables = new(() =>
        {
            using var db = CreateContext();
            return EncryptedTable.In(db.Model);
        });
    }

    /// <summary>Tells open screens what was changed.</summary>
    public ChangeFeed Changes { get; } = new();

    /// <summary>How the audit log is watched over; set once, before the first use case.</summary>
    public AuditOptions Audit { get; set; } = new();

    /// <summary>Where the log, its checkpoints and their keys lie.</summary>
    internal AuditPlaces Places => AuditPlaces.Of(Storage, Audit);

    /// <summary>Where the files lie.</summary>
    internal StorageOptions Storage { get; }

    /// <summary>What the statistics have read of each month.</summary>
    internal Reports.CountedMonths Counted { get; } = new();

    /// <summary>What this process remembers of its backups.</summary>
    internal BackupMemory Backups { get; } = new();

    /// <summary>Where backups lie.</summary>
    internal BackupFolder BackupFolder => new(Storage.BackupFolder, Places.PublicKeyFile);

    /// <summary>The last row of the audit log up to which this process has looked for what must not come back (<see
    /// cref="RevocationList"/>).</summary>
    internal long RevocationsReadTo { get; set; }

    internal WriteGate Gate { get; }

    /// <summary>Writes the audit rows of lists that are about to be shown.</summary>
    internal ListedViewLog ListedViews { get; }

    /// <summary>How many values could not be opened when this process bound the values of an earlier version to their rows: they were
    /// damaged before, and open nowhere.</summary>
    public int UnreadableValues { get; private set; }

    /// <summary>Whether the file is being rewritten after a disposal: whoever saves waits until it is done.</summary>
    public bool IsVacuuming { get; private set; }

    internal BlindIndex Index => new(cipher.Keys);

    internal PersonalCipher Cipher => cipher;

    /// <summary>Where encrypted values stand.</summary>
    internal IReadOnlyList<EncryptedTable> EncryptedTables => encryptedTables.Value;

    /// <summary>Finds who is asking, and in which session: translated once, since every use case begins with it. One for each database,
    /// because its model holds the keys.</summary>
    internal Func<PortalDbContext, Guid?, CancellationToken, Task<StaffSession?>> FindSessionAsync { get; } =
        EF.CompileAsyncQuery(
            (PortalDbContext db, Guid? id, CancellationToken _) =>
                db.Sessions.AsNoTracking().Include(session => session.Staff).FirstOrDefault(session => session.Id == id)
        );

    /// <summary>The organisations of which a contract holds on a day: every use case of theirs begins with it.</summary>
    internal Func<PortalDbContext, DateOnly, IAsyncEnumerable<Organisation>> CoveredOrganisations { get; } =
        EF.CompileAsyncQuery(ContractCover.Covered);

    /// <summary>The questions of the paper in their order; every list of reservations asks for it.</summary>
    internal Func<PortalDbContext, IAsyncEnumerable<Guid>> QuestionsInOrder { get; } =
        EF.CompileAsyncQuery((PortalDbContext db) => db.Questions.OrderBy(question => question.Order).Select(question => question.Id));

    /// <summary>The rows of a page of reservations.</summary>
    internal Func<PortalDbContext, List<Guid>, IAsyncEnumerable<StoredReservation>> ReservationRows { get; } =
        EF.CompileAsyncQuery(StoredReservation.ByIds);

    /// <summary>A page of the newest reservations of a few businesses.</summary>
    internal Func<PortalDbContext, List<Guid>, int, int, IAsyncEnumerable<StoredReservation>> NewestOfBusinesses { get; } =
        EF.CompileAsyncQuery(StoredReservation.NewestOf);

    /// <summary>How many businesses each piece of a text leads to, counted no further than it matters.</summary>
    internal Func<PortalDbContext, long[], IAsyncEnumerable<GramCount>> CountGrams { get; } = EF.CompileAsyncQuery(BusinessSearch.Counts);

    /// <summary>The businesses that have a piece and all of the others.</summary>
    internal Func<PortalDbContext, long, long[], IAsyncEnumerable<Guid>> BusinessesHaving { get; } =
        EF.CompileAsyncQuery(BusinessSearch.Having);

    /// <summary>What bookings are decided by.</summary>
    internal BookingQueries BookingQueries { get; } = new();

    /// <summary>Opens the data folder: makes it and its key at first start, brings the tables up to date. A database that has tables is
    /// copied before; if its tables cannot be brought up to date, it stays as it was.</summary>
    /// <param name="storage">Where the files lie.</param>
    /// <param name="audit">How the log is watched over: a copy is signed with the key of its checkpoints.</param>
    /// <exception cref="InvalidDataException">A key is missing though data exists, is another installation's, or can be read by
    /// others; a restore was broken off; or the tables could not be brought up to date.</exception>
    /// <exception cref="RuleException">There is no room for the copy.</exception>
    public static async Task<PortalDatabase> OpenAsync(
        StorageOptions storage,
        AuditOptions? audit = null,
        CancellationToken cancellation = default
    )
    {
        PrivateFolder.Ensure(storage.DataDirectory, Path.GetFileName(storage.DatabaseFile));
        PrivateFolder.EnsureForKeys(Path.GetDirectoryName(Path.GetFullPath(storage.KeyFilePath))!, storage.DataDirectory);
        storage.EnsureBackupsApart(AuditPlaces.Of(storage, audit ?? new AuditOptions()));
        if (!File.Exists(storage.DatabaseFile) && Directory.EnumerateDirectories(storage.DataDirectory, StagedRestore.FolderPattern).Any())
        {
            throw new InvalidDataException(BackupTexts.BrokenOff);
        }

        var database = new PortalDatabase(storage, new PersonalCipher(storage.OpenKeys())) { Audit = audit ?? new() };
        try
        {
            database.EnsureWriteAheadLog();
            await database.MigrateAsync(cancellation, keepsCopy: true);
            // Nobody else can enter the folder; the files get rights of their own too, and SQLite gives them to those that it makes beside.
            PrivateFolder.Ensure(storage.DataDirectory, Path.GetFileName(storage.DatabaseFile));
            await KeyFileValidator.EnsureAsync(database, TimeProvider.System, cancellation);
        }
        catch (SqliteException fault) when (StorageFault.IsDamaged(fault))
        {
            throw new InvalidDataException(DomainTexts.DatabaseDamaged, fault);
        }

        return database;
    }

    /// <summary>A file that was put in place by hand, or by a restore that was stopped just then, may be in another mode; Entity Framework
    /// opens it for reading first, which cannot change that.</summary>
    private void EnsureWriteAheadLog()
    {
        if (File.Exists(Storage.DatabaseFile))
        {
            using var connection = DatabaseCopy.Open(Storage.DatabaseFile, SqliteOpenMode.ReadWrite);
            DatabaseCopy.UseWriteAheadLog(connection);
        }
    }

    /// <summary>The version of the SQLite that is running, for the log at start.</summary>
    public static string SqliteVersion => new SqliteConnection().ServerVersion;

    public void Dispose()
    {
        Backups.Dispose();
        Gate.Dispose();
    }

    /// <summary>Tells open screens that anything may have changed.</summary>
    internal void PublishAll()
    {
        using var db = CreateContext();
        Changes.Publish([.. db.Model.GetEntityTypes().Select(type => new Change(type.ClrType.Name, null))]);
    }

    /// <summary>Tells open screens that everybody waits, and at its disposal that it is over.</summary>
    internal IDisposable BeginVacuum()
    {
        SetVacuuming(true);
        return new VacuumScope(this);
    }

    private void SetVacuuming(bool vacuuming)
    {
        IsVacuuming = vacuuming;
        Changes.Publish([new Change(nameof(VacuumScope), null)]);
    }

    /// <summary>A context that is nobody's yet. They are used again, because making one takes longer than most questions that are put to
    /// it.</summary>
    internal PortalDbContext CreateContext() => contexts.CreateDbContext().Unclaimed();

    /// <summary>An open connection of the same pool, for plain statements of the audit log.</summary>
    internal SqliteConnection OpenPlain()
    {
        var connection = new SqliteConnection(connectionString);
        connection.Open();
        ConnectionPragmas.Instance.Ensure(connection);
        return connection;
    }

    /// <summary>One model for as long as the database is open: queries that were translated once fit no other, and Entity Framework's own
    /// cache may drop it.</summary>
    private static DbContextOptions<PortalDbContext> WithItsModel(DbContextOptions<PortalDbContext> options)
    {
        using var first = new PortalDbContext(options);
        return new DbContextOptionsBuilder<PortalDbContext>(options).UseModel(first.Model).Options;
    }

    internal static DbContextOptions<PortalDbContext> Options(string connection, PersonalCipher cipher)
    {
        var options = new DbContextOptionsBuilder<PortalDbContext>()
            // A list is given as one parameter: else the statement would be built again for each length of it.
            .UseSqlite(connection, it => it.UseParameterizedCollectionMode(ParameterTranslationMode.Parameter))
            // Whether somebody listens to the statements is asked each time: contexts live long.
            .ConfigureLoggingCacheTime(TimeSpan.Zero)
            .ReplaceService<IModelCacheKeyFactory, KeyedModelCacheKeyFactory>()
            .ReplaceService<IQuerySqlGeneratorFactory, RowBinding.GeneratorFactory>()
            .ReplaceService<IModificationCommandBatchFactory, RowBinding.BatchFactory>()
            .AddInterceptors(ConnectionPragmas.Instance);
        ((IDbContextOptionsBuilderInfrastructure)options).AddOrUpdateExtension(new CipherOptionsExtension(cipher));
        return options.Options;
    }

    /// <param name="keepsCopy">Whether a database that has tables is copied before they are changed, and put back if that fails.</param>
    internal async Task MigrateAsync(CancellationToken cancellation, bool keepsCopy = false)
    {
        using var turn = await Gate.EnterAsync(cancellation);
        await using var db = CreateContext();
        // To migrate is to lock and to ask the tables even when nothing is pending, which is nearly always.
        var isPending = (await db.Database.GetPendingMigrationsAsync(cancellation)).Any();
        var isBound = await RowBindingMigration.IsDoneAsync(db, cancellation);
        if (!isPending && isBound && await SearchIndexUpdate.IsDoneAsync(db, cancellation))
        {
            MarkRowsBound();
            return;
        }

        // Entity Framework's own lock, which a stop in the middle leaves behind: whoever holds the gate holds it rightly.
        await db.Database.ExecuteSqlAsync($"DROP TABLE IF EXISTS \"__EFMigrationsLock\"", cancellation);
        if (!keepsCopy || !(await db.Database.GetAppliedMigrationsAsync(cancellation)).Any())
        {
            await MigrateAsync(db, cancellation);
            return;
        }

        if (!isBound && cipher.Keys.RowsBound)
        {
            throw new InvalidDataException(
                "The database is of an earlier version than its key file: put the right one back, or restore a backup with `restore`."
            );
        }

        using var locked = BackupFolder.Lock();
        // A start that fails is tried again and again: one copy is enough.
        var copy = await BackupWriter.LastAsItIsAsync(this, BackupKind.BeforeMigration, cancellation)
            ?? await new BackupWriter(this).WriteAsync(BackupKind.BeforeMigration, TimeProvider.System, inTurn: true, cancellation);
        try
        {
            await MigrateAsync(db, cancellation);
            MarkRowsBound();
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            await db.Database.CloseConnectionAsync();
            if (isPending)
            {
                // Each migration is a transaction of its own: those that went through before are taken back as well.
                DatabaseCopy.Overwrite(copy.File, Storage.DatabaseFile);
            }

            throw new InvalidDataException(Filled(BackupTexts.MigrationFailed, Path.GetFileName(copy.File), fault.GetType().Name), fault);
        }
    }

    private async Task MigrateAsync(PortalDbContext db, CancellationToken cancellation)
    {
        await db.Database.MigrateAsync(cancellation);
        UnreadableValues = await new RowBindingMigration(db, EncryptedTables).RunAsync(cancellation);
        await new SearchIndexUpdate(db, Index, EncryptedTables).RunAsync(cancellation);
    }

    /// <summary>What was done is remembered outside of the database: an old file does not have it done again.</summary>
    private void MarkRowsBound()
    {
        if (cipher.Keys.RowsBound)
        {
            return;
        }

        try
        {
            cipher.Keys.MarkRowsBound();
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            // Where the portal may not write to its key file, keys are added by somebody else, and so is this.
        }
    }

    /// <summary>While it lives, the file is being rewritten.</summary>
    public sealed class VacuumScope : IDisposable
    {
        private readonly PortalDatabase database;

        internal VacuumScope(PortalDatabase database) => this.database = database;

        public void Dispose() => database.SetVacuuming(false);
    }
}
