using System.Data.Common;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using SupportCenter.Domain.Access;
using SupportCenter.Domain.Administration;
using SupportCenter.Domain.Audit;
using SupportCenter.Domain.Businesses;
using SupportCenter.Domain.Consultations;
using SupportCenter.Domain.Documents;
using SupportCenter.Domain.Drafts;
using SupportCenter.Domain.Exposure;
using SupportCenter.Domain.Handovers;
using SupportCenter.Domain.Incidents;
using SupportCenter.Domain.Keys;
using SupportCenter.Domain.Notices;
using SupportCenter.Domain.Oversight;
using SupportCenter.Domain.Reports;
using SupportCenter.Domain.Reservations;
using SupportCenter.Domain.Retention;
using SupportCenter.Domain.Schedule;
using SupportCenter.Domain.Shelf;
using SupportCenter.Domain.Workspace;

namespace SupportCenter.Domain.Data;

/// <summary>The tables. Internal on purpose: at run time only <see cref="AuthorizedDbContextFactory"/> makes one.</summary>
internal sealed class PortalDbContext(DbContextOptions<PortalDbContext> options) : DbContext(options)
{
    private readonly PersonalCipher cipher = options.GetExtension<CipherOptionsExtension>().Cipher;
    private readonly List<(Guid Business, IReadOnlyCollection<long> Grams)> toIndex = [];
    private AccessContext? viewer;

    public DbSet<StaffMember> Staff => Set<StaffMember>();

    public DbSet<StaffSession> Sessions => Set<StaffSession>();

    public DbSet<Venue> Venues => Set<Venue>();

    public DbSet<Clinic> Clinics => Set<Clinic>();

    public DbSet<Desk> Desks => Set<Desk>();

    public DbSet<Slot> Slots => Set<Slot>();

    public DbSet<SlotHold> SlotHolds => Set<SlotHold>();

    public DbSet<Business> Businesses => Set<Business>();

    public DbSet<SearchGram> SearchGrams => Set<SearchGram>();

    public DbSet<Reservation> Reservations => Set<Reservation>();

    public DbSet<ReservationChange> ReservationChanges => Set<ReservationChange>();

    public DbSet<CallbackRequest> Callbacks => Set<CallbackRequest>();

    public DbSet<ConfirmationQuestion> Questions => Set<ConfirmationQuestion>();

    public DbSet<Industry> Industries => Set<Industry>();

    public DbSet<ConsultationRecord> Records => Set<ConsultationRecord>();

    public DbSet<ConsultationVersion> RecordVersions => Set<ConsultationVersion>();

    public DbSet<SupportMeasure> Measures => Set<SupportMeasure>();

    public DbSet<Referral> Referrals => Set<Referral>();

    public DbSet<Document> Documents => Set<Document>();

    public DbSet<DocumentContent> DocumentContents => Set<DocumentContent>();

    public DbSet<DocumentChunk> DocumentChunks => Set<DocumentChunk>();

    public DbSet<Notice> Notices => Set<Notice>();

    public DbSet<NoticeVersion> NoticeVersions => Set<NoticeVersion>();

    public DbSet<NoticeReceipt> NoticeReceipts => Set<NoticeReceipt>();

    public DbSet<NoticeComment> NoticeComments => Set<NoticeComment>();

    public DbSet<Handover> Handovers => Set<Handover>();

    public DbSet<HandoverGram> HandoverGrams => Set<HandoverGram>();

    public DbSet<CommonPaper> CommonPapers => Set<CommonPaper>();

    public DbSet<PaperVersion> PaperVersions => Set<PaperVersion>();

    public DbSet<Draft> Drafts => Set<Draft>();

    public DbSet<ListPreference> ListPreferences => Set<ListPreference>();

    public DbSet<Approval> Approvals => Set<Approval>();

    public DbSet<ExportOrder> ExportOrders => Set<ExportOrder>();

    public DbSet<CountedVersion> CountedVersions => Set<CountedVersion>();

    public DbSet<ReportEdition> ReportEditions => Set<ReportEdition>();

    public DbSet<RetentionHold> RetentionHolds => Set<RetentionHold>();

    public DbSet<DisposalOrder> DisposalOrders => Set<DisposalOrder>();

    public DbSet<DisposalItem> DisposalItems => Set<DisposalItem>();

    public DbSet<EmergencyAccess> EmergencyAccesses => Set<EmergencyAccess>();

    public DbSet<AccessReview> Reviews => Set<AccessReview>();

    public DbSet<AccessReviewLine> ReviewLines => Set<AccessReviewLine>();

    public DbSet<AuditEntry> Audit => Set<AuditEntry>();

    public DbSet<AuditedBusiness> AuditedBusinesses => Set<AuditedBusiness>();

    public DbSet<WrittenCheckpoint> Checkpoints => Set<WrittenCheckpoint>();

    public DbSet<AuditVerification> Verifications => Set<AuditVerification>();

    public DbSet<Alarm> Alarms => Set<Alarm>();

    public DbSet<Canary> Canaries => Set<Canary>();

    public DbSet<ExposureCheck> ExposureChecks => Set<ExposureCheck>();

    public DbSet<ExposureFinding> ExposureFindings => Set<ExposureFinding>();

    public DbSet<Incident> Incidents => Set<Incident>();

    public DbSet<IncidentVersion> IncidentVersions => Set<IncidentVersion>();

    public DbSet<IncidentSource> IncidentSources => Set<IncidentSource>();

    public DbSet<IncidentEvent> IncidentEvents => Set<IncidentEvent>();

    public DbSet<IncidentStep> IncidentSteps => Set<IncidentStep>();

    public DbSet<AffectedList> AffectedLists => Set<AffectedList>();

    public DbSet<AffectedBusiness> AffectedBusinesses => Set<AffectedBusiness>();

    public DbSet<ContactAttempt> ContactAttempts => Set<ContactAttempt>();

    public DbSet<IncidentPaper> IncidentPapers => Set<IncidentPaper>();

    public DbSet<IncidentPaperPart> IncidentPaperParts => Set<IncidentPaperPart>();

    public DbSet<HalfYearPaper> HalfYearPapers => Set<HalfYearPaper>();

    public DbSet<CallScript> CallScripts => Set<CallScript>();

    public DbSet<Contract> Contracts => Set<Contract>();

    public DbSet<Roster> Rosters => Set<Roster>();

    public DbSet<RosterLine> RosterLines => Set<RosterLine>();

    public DbSet<CheckItem> CheckItems => Set<CheckItem>();

    public DbSet<CheckItemVersion> CheckItemVersions => Set<CheckItemVersion>();

    public DbSet<Inspection> Inspections => Set<Inspection>();

    public DbSet<Finding> Findings => Set<Finding>();

    public DbSet<Correction> Corrections => Set<Correction>();

    public DbSet<DoubleCheckRound> DoubleCheckRounds => Set<DoubleCheckRound>();

    public DbSet<DoubleCheckLine> DoubleCheckLines => Set<DoubleCheckLine>();

    public DbSet<EncryptionKey> EncryptionKeys => Set<EncryptionKey>();

    /// <summary>Who opened this context.</summary>
    public AccessContext AccessContext
    {
        get => viewer ?? throw new InvalidOperationException("The context was not opened by AuthorizedDbContextFactory.");
        set => viewer = value;
    }

    /// <summary>Writes the audit rows; set by <see cref="UnitOfWork"/>, so that nothing can be saved outside of one.</summary>
    internal Func<CancellationToken, Task>? BeforeSave { get; set; }

    /// <summary>Encrypts and decrypts what is not a property: the content of documents.</summary>
    internal PersonalCipher Cipher => cipher;

    /// <summary>The keys that this context's model was built for (a model holds its converters, and they hold the keys).</summary>
    internal object ModelKey => cipher.Keys;

    /// <summary>Contexts are used again: whoever had this one before is forgotten, so that it is nobody's until
    /// <see cref="AuthorizedDbContextFactory"/> says whose.</summary>
    internal PortalDbContext Unclaimed()
    {
        (viewer, BeforeSave) = (null, null);
        toIndex.Clear();
        return this;
    }

    /// <summary>Lets a business be found by these hashes, beside those that find it already: rows of <see cref="SearchGram"/> that are
    /// written with the next save, after the business.</summary>
    internal void AddToIndex(Guid business, IReadOnlyCollection<long> grams) => toIndex.Add((business, grams));

    public override async Task<int> SaveChangesAsync(bool acceptAllChangesOnSuccess, CancellationToken cancellationToken = default)
    {
        var audit = BeforeSave ?? throw new InvalidOperationException("Changes are saved in a unit of work only.");
        await audit(cancellationToken);
        try
        {
            var saved = await base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);
            await WriteIndexAsync(cancellationToken);
            return saved;
        }
        catch (DbUpdateException fault) when (StorageFault.IsFull(fault))
        {
            throw new RuleException(DomainTexts.StorageFull);
        }
    }

    /// <summary>Writes what <see cref="AddToIndex"/> was told. One statement for each business: its name and number are some forty
    /// pieces, and as many rows. Those that it has already are left out by the statement itself.</summary>
    internal async Task WriteIndexAsync(CancellationToken cancellationToken)
    {
        try
        {
            foreach (var (business, grams) in toIndex)
            {
                // In their own order, which is that of the table's index.
                var sorted = JsonSerializer.Serialize(grams.Order());
                await Database.ExecuteSqlAsync(
                    $"""
                    INSERT OR IGNORE INTO "SearchGrams" ("Gram", "BusinessId") SELECT "value", {business} FROM json_each({sorted})
                    """,
                    cancellationToken
                );
            }

            toIndex.Clear();
        }
        catch (DbException fault)
        {
            throw new DbUpdateException("The index of the search was not written.", fault);
        }
    }

    public override int SaveChanges(bool acceptAllChangesOnSuccess) =>
        throw new InvalidOperationException("Changes are saved in a unit of work only.");

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder) =>
        configurationBuilder.Properties<DateTime>().HaveConversion<UtcConverter>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        PortalModel.Configure(modelBuilder);
        PersonalMapping.Apply(modelBuilder.Model, cipher);
    }
}

/// <summary>One model for each key ring: a model holds converters, and they hold the keys.</summary>
internal sealed class KeyedModelCacheKeyFactory : IModelCacheKeyFactory
{
    public object Create(DbContext context, bool designTime) => (context.GetType(), (context as PortalDbContext)?.ModelKey, designTime);
}
