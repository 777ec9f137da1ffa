using Microsoft.EntityFrameworkCore.Storage;
using SupportCenter.Domain.Access;
using SupportCenter.Domain.Audit;
using SupportCenter.Domain.Data;
using SupportCenter.Domain.Schedule;

namespace SupportCenter.Domain.Demo;

/// <summary>A way into the database for filling it with fictional data: one transaction and one audit row for the whole, not one for each
/// row.</summary>
internal sealed class Seeding : IAsyncDisposable
{
    private readonly IDisposable turn;
    private readonly IDbContextTransaction transaction;
    private readonly TimeProvider time;

    private Seeding(PortalDbContext db, TimeProvider time, IDisposable turn, IDbContextTransaction transaction) =>
        (Db, this.time, this.turn, this.transaction) = (db, time, turn, transaction);

    public PortalDbContext Db { get; }

    public DateTime UtcNow => time.GetUtcNow().UtcDateTime;

    public DateOnly Today => CentreTime.Today(time);

    public static async Task<Seeding> BeginAsync(PortalDatabase database, TimeProvider time, CancellationToken cancellation)
    {
        var turn = await database.Gate.EnterAsync(cancellation);
        var db = database.CreateContext();
        try
        {
            db.AccessContext = new AccessContext(CallerKind.Console, null, null, Permission.ImportWorkbooks, AccessScope.All, "console");
            db.BeforeSave = _ => Task.CompletedTask;
            // Looking for changes at every row that is added costs more the more rows there are; it is done once, at the end.
            db.ChangeTracker.AutoDetectChangesEnabled = false;
            return new Seeding(db, time, turn, await db.Database.BeginTransactionAsync(cancellation));
        }
        catch
        {
            await db.DisposeAsync();
            turn.Dispose();
            throw;
        }
    }

    /// <summary>Saves what was added, with the one audit row.</summary>
    public async Task FinishAsync(CancellationToken cancellation, string act = AuditActs.DemoDataMade)
    {
        Db.ChangeTracker.DetectChanges();
        await AuditTrail.AppendAsync(Db, act, [new AuditNote("Database", null, [], [])], UtcNow, cancellation);
        await Db.SaveChangesAsync(cancellation);
        await ClinicRevisions.BeginAsync(Db, UtcNow, cancellation);
        await transaction.CommitAsync(cancellation);
    }

    public async ValueTask DisposeAsync()
    {
        await transaction.DisposeAsync();
        await Db.DisposeAsync();
        turn.Dispose();
    }
}
