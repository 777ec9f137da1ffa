using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using SupportCenter.Domain.Access;
using SupportCenter.Domain.Administration;
using SupportCenter.Domain.Audit;
using SupportCenter.Domain.Businesses;
using SupportCenter.Domain.Consultations;
using SupportCenter.Domain.Documents;
using SupportCenter.Domain.Drafts;
using SupportCenter.Domain.Exposure;
using SupportCenter.Domain.Keys;
using SupportCenter.Domain.Reports;
using SupportCenter.Domain.Reservations;
using SupportCenter.Domain.Retention;
using SupportCenter.Domain.Schedule;
using SupportCenter.Domain.Workspace;

namespace SupportCenter.Domain.Data;

/// <summary>What conventions cannot know of the tables: keys, indexes, and which rules the database itself holds.</summary>
internal static class PortalModel
{
    public static void Configure(ModelBuilder model)
    {
        model.Entity<StaffMember>(ConfigureStaff);
        model.Entity<StaffSession>(ConfigureSession);
        ConfigureSchedule(model);
        ConfigureBusinesses(model);
        model.Entity<Reservation>(ConfigureReservation);
        ConfigureReservationParts(model);
        model.Entity<ConsultationRecord>(ConfigureRecord);
        ConfigureRecordParts(model);
        ConfigureDocuments(model);
        BoardModel.Configure(model);
        ConfigureAudit(model);
        ConfigureAuthority(model);
        ConfigureRetention(model);
        IncidentModel.Configure(model);
        OversightModel.Configure(model);
        model.Entity<Draft>().HasKey(row => new { row.StaffId, row.Form });
        model.Entity<ListPreference>().HasKey(row => new { row.StaffId, row.List });
        model.Entity<ListPreference>().HasOne<StaffMember>().WithMany().HasForeignKey(row => row.StaffId);
        model.Entity<EncryptionKey>().HasKey(row => row.Number);
        model.Entity<EncryptionKey>().Property(row => row.Number).ValueGeneratedNever();

        // Identifiers are made here, never by the database.
        foreach (var id in model.Model.GetEntityTypes().Select(type => type.FindProperty("Id")).Where(id => id?.ClrType == typeof(Guid)))
        {
            id!.ValueGenerated = Microsoft.EntityFrameworkCore.Metadata.ValueGenerated.Never;
        }

        // Nothing that a business disclosed vanishes because a row beside it does.
        foreach (var key in model.Model.GetEntityTypes().SelectMany(type => type.GetForeignKeys()))
        {
            key.DeleteBehavior = DeleteBehavior.Restrict;
        }
    }

    private static void ConfigureStaff(EntityTypeBuilder<StaffMember> staff)
    {
        staff.HasIndex(row => new { row.DirectoryTenant, row.DirectoryObject }).IsUnique();
        staff.Property(row => row.Version).IsConcurrencyToken();
    }

    private static void ConfigureAuthority(ModelBuilder model)
    {
        model.Entity<Approval>(approval =>
        {
            approval.HasOne<StaffMember>().WithMany().HasForeignKey(row => row.RequestedById);
            approval.HasOne<StaffMember>().WithMany().HasForeignKey(row => row.DecidedById);
            approval.Property(row => row.Version).IsConcurrencyToken();
            approval.HasIndex(row => new { row.State, row.RequestedAtUtc });
            approval.HasIndex(row => new { row.SubjectId, row.Kind });
        });
        model.Entity<ExportOrder>().HasOne<Approval>().WithMany().HasForeignKey(row => row.ApprovalId);
        model.Entity<ExportOrder>().Ignore(row => row.OpenUntilUtc);
        model.Entity<ExportOrder>().HasIndex(row => new { row.OrderedById, row.OrderedAtUtc });
        model.Entity<CountedVersion>().HasKey(row => row.Month);
        model.Entity<ReportEdition>(edition =>
        {
            edition.ComplexProperty(row => row.Texts);
            edition.HasOne<StaffMember>().WithMany().HasForeignKey(row => row.PreparedById);
            edition.HasOne<StaffMember>().WithMany().HasForeignKey(row => row.FixedById);
            edition.Property(row => row.Version).IsConcurrencyToken();
            edition
                .HasIndex(row => new
                {
                    row.Kind,
                    row.FirstDay,
                    row.Number,
                })
                .IsUnique();
            edition.Ignore(row => row.Period);
        });
        model.Entity<EmergencyAccess>(access =>
        {
            access.HasOne<StaffMember>().WithMany().HasForeignKey(row => row.AdministratorId);
            access.HasOne<ConsultationRecord>().WithMany().HasForeignKey(row => row.RecordId);
            access.HasOne<Approval>().WithMany().HasForeignKey(row => row.ApprovalId);
            access.HasOne(row => row.Session).WithMany().HasForeignKey(row => row.SessionId);
            access.HasIndex(row => row.EndsAtUtc);
        });
        // One review a quarter, whoever opens it.
        model.Entity<AccessReview>().HasIndex(row => new { row.FiscalYear, row.Quarter }).IsUnique();
        model.Entity<AccessReview>().HasMany(row => row.Lines).WithOne().HasForeignKey(row => row.ReviewId);
        model.Entity<AccessReviewLine>().HasOne<StaffMember>().WithMany().HasForeignKey(row => row.StaffId);
        model.Entity<AccessReviewLine>().HasIndex(row => new { row.ReviewId, row.StaffId }).IsUnique();
    }

    private static void ConfigureRetention(ModelBuilder model)
    {
        model.Entity<RetentionHold>().HasOne<Business>().WithMany().HasForeignKey(row => row.BusinessId);
        model.Entity<RetentionHold>().HasIndex(row => row.IncidentId);
        model.Entity<RetentionHold>().HasOne<StaffMember>().WithMany().HasForeignKey(row => row.PlacedById);
        model.Entity<DisposalOrder>(order =>
        {
            order.HasOne<Approval>().WithMany().HasForeignKey(row => row.ApprovalId);
            order.HasOne<StaffMember>().WithMany().HasForeignKey(row => row.OrderedById);
            order.HasMany(row => row.Items).WithOne().HasForeignKey(row => row.OrderId);
            order.HasIndex(row => new { row.FiscalYear, row.Number }).IsUnique();
            order.HasIndex(row => row.OrderedAtUtc);
        });
        // No key leads to the subject: the item is there when the subject is not any more.
        model.Entity<DisposalItem>().HasKey(row => new { row.OrderId, row.SubjectId });
    }

    private static void ConfigureSession(EntityTypeBuilder<StaffSession> session)
    {
        session.HasOne(row => row.Staff).WithMany().HasForeignKey(row => row.StaffId);
        session.HasIndex(row => row.KeyHash).IsUnique();
        session.HasIndex(row => row.EndedAtUtc);
        session.HasIndex(row => row.ProviderSession);
    }

    private static void ConfigureSchedule(ModelBuilder model)
    {
        model.Entity<Venue>().ComplexProperty(row => row.Details);
        model.Entity<Clinic>(clinic =>
        {
            clinic.HasOne(row => row.Venue).WithMany().HasForeignKey(row => row.VenueId);
            clinic.HasMany(row => row.Desks).WithOne().HasForeignKey(row => row.ClinicId);
            clinic.HasMany(row => row.Slots).WithOne(row => row.Clinic).HasForeignKey(row => row.ClinicId);
            clinic.HasIndex(row => new { row.Date, row.VenueId });
        });
        model.Entity<Desk>(desk =>
        {
            desk.HasOne(row => row.Scrivener).WithMany().HasForeignKey(row => row.ScrivenerId);
            desk.HasIndex(row => new { row.ScrivenerId, row.ClinicId });
            desk.HasIndex(row => new { row.ClinicId, row.Number }).IsUnique();
        });
        model.Entity<Slot>(slot =>
        {
            slot.HasOne(row => row.Desk).WithMany().HasForeignKey(row => row.DeskId);
            slot.HasIndex(row => new { row.Date, row.StartsAt });
            // The statistics count slots by clinic, of a scrivener by desk.
            slot.HasIndex(row => new
            {
                row.Date,
                row.IsClosed,
                row.ClinicId,
                row.DeskId,
                row.Id,
            });
        });
        model.Entity<SlotHold>().HasKey(row => row.SlotId);
        model.Entity<SlotHold>().HasOne<Slot>().WithOne().HasForeignKey<SlotHold>(row => row.SlotId);
    }

    private static void ConfigureBusinesses(ModelBuilder model)
    {
        model.Entity<Business>().HasIndex(row => row.TelephoneKey);
        model.Entity<Business>().HasIndex(row => row.NameKey);
        model.Entity<SearchGram>().HasKey(row => new { row.Gram, row.BusinessId });
        model.Entity<SearchGram>().HasIndex(row => row.BusinessId);
        model.Entity<SearchGram>().HasOne<Business>().WithMany().HasForeignKey(row => row.BusinessId);
    }

    private static void ConfigureReservation(EntityTypeBuilder<Reservation> reservation)
    {
        reservation.ComplexProperty(
            row => row.Details,
            details =>
                details.Property(row => row.Answers).HasConversion<JsonColumn<List<QuestionAnswer>>, JsonComparer<List<QuestionAnswer>>>()
        );
        reservation.HasOne(row => row.Business).WithMany().HasForeignKey(row => row.BusinessId);
        reservation.HasOne(row => row.Clinic).WithMany().HasForeignKey(row => row.ClinicId);
        reservation.HasOne(row => row.Slot).WithMany().HasForeignKey(row => row.SlotId);
        reservation.HasMany(row => row.Changes).WithOne().HasForeignKey(row => row.ReservationId);
        reservation.Property(row => row.Version).IsConcurrencyToken();

        // Double booking is impossible: a slot has one active reservation (ASVS 2.3.4).
        reservation.HasIndex(row => row.SlotId, "OneActiveReservationPerSlot").IsUnique().HasFilter(ReservationStatuses.ActiveFilter);
        reservation.HasIndex(row => row.CommandKey).IsUnique();
        reservation.HasIndex(row => row.ImportKey).IsUnique();
        // One index for each filter and each order of the list, in the list's own order, so that a page is read and not sorted; the last
        // columns let a second filter and the search be decided without looking up the rows. Ward and industry are in a column group,
        // for which the model cannot name an index: see ReservationIndexes.
        reservation.HasIndex(row => new
        {
            row.Date,
            row.StartsAt,
            row.Id,
            row.Status,
            row.BusinessId,
            row.ClinicId,
        });
        reservation.HasIndex(row => new
        {
            row.ClinicId,
            row.Date,
            row.StartsAt,
            row.Id,
            row.Status,
            row.BusinessId,
        });
        reservation.HasIndex(row => new
        {
            row.VenueId,
            row.Date,
            row.StartsAt,
            row.Id,
            row.Status,
            row.BusinessId,
        });
        reservation.HasIndex(row => new
        {
            row.ScrivenerId,
            row.Date,
            row.StartsAt,
            row.Id,
            row.Status,
            row.BusinessId,
        });
        reservation.HasIndex(row => new
        {
            row.Status,
            row.Date,
            row.StartsAt,
            row.Id,
            row.BusinessId,
            row.ClinicId,
        });
        reservation.HasIndex(row => new
        {
            row.ReceivedOn,
            row.Date,
            row.StartsAt,
            row.Id,
            row.Status,
            row.BusinessId,
        });
        reservation.HasIndex(row => new
        {
            row.ReceivedById,
            row.Date,
            row.StartsAt,
            row.Id,
            row.Status,
            row.BusinessId,
        });
        reservation.HasIndex(row => new
        {
            row.BusinessId,
            row.Date,
            row.StartsAt,
            row.Id,
        });
    }

    private static void ConfigureReservationParts(ModelBuilder model)
    {
        var change = model.Entity<ReservationChange>();
        change.HasIndex(row => new { row.ReservationId, row.AtUtc });
        change.HasIndex(row => row.ReservationId, "JoinedWalkIns").HasFilter($"\"Act\" = {(int)ReservationAct.Attached}");
        model.Entity<CallbackRequest>().ComplexProperty(row => row.Details);
        model.Entity<CallbackRequest>().HasIndex(row => new { row.SettledAtUtc, row.QueuedAtUtc });
        model.Entity<CallbackRequest>().HasIndex(row => row.TelephoneKey);
        model.Entity<Industry>().HasIndex(row => row.Name).IsUnique();
        model.Entity<Referral>().HasIndex(row => row.Name).IsUnique();
    }

    private static void ConfigureRecord(EntityTypeBuilder<ConsultationRecord> record)
    {
        record.ComplexProperty(
            row => row.Details,
            details => details.Property(row => row.Guidance).Metadata.SetValueComparer(new JsonComparer<List<GuidanceRow>>())
        );
        record.HasOne(row => row.Reservation).WithOne().HasForeignKey<ConsultationRecord>(row => row.ReservationId);
        record.HasOne(row => row.Business).WithMany().HasForeignKey(row => row.BusinessId);
        record.HasOne(row => row.Scrivener).WithMany().HasForeignKey(row => row.ScrivenerId);
        record.HasMany(row => row.Versions).WithOne().HasForeignKey(row => row.RecordId);
        record.Property(row => row.Version).IsConcurrencyToken();
        record.HasIndex(row => row.ReservationId).IsUnique();
        record.HasIndex(row => row.ImportKey).IsUnique();
        record.HasIndex(row => new { row.Date, row.Id });
        record.HasIndex(row => new { row.Status, row.Date });
        record.HasIndex(row => new { row.ScrivenerId, row.Date });
        record.HasIndex(row => new { row.BusinessId, row.Date });
    }

    private static void ConfigureRecordParts(ModelBuilder model)
    {
        model.Entity<ConsultationVersion>().HasIndex(row => new { row.RecordId, row.Number }).IsUnique();
        model.Entity<SupportMeasure>().ComplexProperty(row => row.Details);
    }

    private static void ConfigureDocuments(ModelBuilder model)
    {
        model.Entity<DocumentContent>().HasOne<Business>().WithMany().HasForeignKey(row => row.BusinessId);
        model.Entity<Document>(document =>
        {
            document.HasOne<DocumentContent>().WithOne().HasForeignKey<Document>(row => row.Id);
            document.HasOne<Business>().WithMany().HasForeignKey(row => row.BusinessId);
            document.HasOne<Reservation>().WithMany().HasForeignKey(row => row.ReservationId);
            document.HasOne<ConsultationRecord>().WithMany().HasForeignKey(row => row.RecordId);
            document.HasIndex(row => new { row.BusinessId, row.UploadedAtUtc });
            // Few of them are anything but clean or released: what waits or is closed is found without reading the rest.
            document.HasIndex(row => new { row.Scan, row.UploadedAtUtc });
        });
        model.Entity<DocumentChunk>().HasKey(row => new { row.DocumentId, row.Number });
        model.Entity<DocumentChunk>().HasOne<DocumentContent>().WithMany().HasForeignKey(row => row.DocumentId);
    }

    private static void ConfigureAudit(ModelBuilder model)
    {
        model.Entity<AuditEntry>(entry =>
        {
            entry.ToTable("Audit");
            entry.HasKey(row => row.Sequence);
            entry.Property(row => row.Sequence).ValueGeneratedNever();
            // A page of the log is read in the order of its index, whichever way it is asked; the times bound a period and count a day's
            // acts.
            entry.HasIndex(row => new { row.ActorId, row.Sequence });
            entry.HasIndex(row => new { row.Act, row.Sequence });
            entry.HasIndex(row => new
            {
                row.AtUtc,
                row.Sequence,
                row.Act,
            });
            entry.HasIndex(row => new { row.ActorId, row.AtUtc });
            entry.HasMany(row => row.Businesses).WithOne().HasForeignKey(row => row.Sequence);
        });
        model.Entity<AuditedBusiness>().HasKey(row => new { row.BusinessId, row.Sequence });
        ConfigureWatch(model);
    }

    private static void ConfigureWatch(ModelBuilder model)
    {
        model.Entity<WrittenCheckpoint>().HasIndex(row => row.Number).IsUnique();
        model.Entity<AuditVerification>().HasIndex(row => row.FinishedAtUtc);
        model.Entity<Alarm>(alarm =>
        {
            alarm.HasIndex(row => new { row.Cause, row.RaisedAtUtc });
            alarm.HasIndex(row => new { row.AcknowledgedAtUtc, row.RaisedAtUtc });
        });
        model.Entity<ExposureCheck>().HasIndex(row => row.EndedAtUtc);
        model.Entity<ExposureFinding>().HasOne<ExposureCheck>().WithMany().HasForeignKey(row => row.CheckId);
        model.Entity<Canary>().HasKey(row => row.BusinessId);
        model.Entity<Canary>().HasOne<Business>().WithOne().HasForeignKey<Canary>(row => row.BusinessId);
    }
}
