using Microsoft.EntityFrameworkCore;
using SupportCenter.Domain.Access;
using SupportCenter.Domain.Businesses;
using SupportCenter.Domain.Documents;
using SupportCenter.Domain.Handovers;
using SupportCenter.Domain.Notices;
using SupportCenter.Domain.Reservations;
using SupportCenter.Domain.Schedule;
using SupportCenter.Domain.Shelf;

namespace SupportCenter.Domain.Data;

/// <summary>Keys and indexes of notices, handovers and the shelf of common papers.</summary>
internal static class BoardModel
{
    public static void Configure(ModelBuilder model)
    {
        ConfigureNotices(model);
        ConfigureHandovers(model);
        model.Entity<CommonPaper>().HasOne<StaffMember>().WithMany().HasForeignKey(row => row.KeptById);
        model.Entity<CommonPaper>().HasIndex(row => row.Title);
        model.Entity<PaperVersion>().HasOne<CommonPaper>().WithMany().HasForeignKey(row => row.PaperId);
        model.Entity<PaperVersion>().HasOne<DocumentContent>().WithOne().HasForeignKey<PaperVersion>(row => row.Id);
        model.Entity<PaperVersion>().HasIndex(row => new { row.PaperId, row.Number }).IsUnique();
    }

    private static void ConfigureNotices(ModelBuilder model)
    {
        model.Entity<Notice>(notice =>
        {
            notice.ComplexProperty(row => row.Details);
            notice.HasOne<StaffMember>().WithMany().HasForeignKey(row => row.AuthorId);
            notice.HasMany(row => row.Versions).WithOne().HasForeignKey(row => row.NoticeId);
            notice.Property(row => row.Version).IsConcurrencyToken();
            notice.HasIndex(row => new { row.WithdrawnAtUtc, row.PostedAtUtc });
        });
        model.Entity<NoticeVersion>().ComplexProperty(row => row.Details);
        model.Entity<NoticeVersion>().HasIndex(row => new { row.NoticeId, row.Number }).IsUnique();
        model.Entity<NoticeReceipt>(receipt =>
        {
            receipt.HasOne<Notice>().WithMany().HasForeignKey(row => row.NoticeId);
            receipt.HasOne<StaffMember>().WithMany().HasForeignKey(row => row.StaffId);
            // A version is read once and confirmed once by each.
            receipt
                .HasIndex(row => new
                {
                    row.NoticeId,
                    row.StaffId,
                    row.Number,
                    row.Kind,
                })
                .IsUnique();
        });
        model.Entity<NoticeComment>().HasOne<Notice>().WithMany().HasForeignKey(row => row.NoticeId);
        model.Entity<NoticeComment>().HasIndex(row => new { row.NoticeId, row.AtUtc });
    }

    private static void ConfigureHandovers(ModelBuilder model)
    {
        model.Entity<Handover>(handover =>
        {
            handover.HasOne<StaffMember>().WithMany().HasForeignKey(row => row.OwnerId);
            handover.HasOne<StaffMember>().WithMany().HasForeignKey(row => row.WrittenById);
            handover.HasOne<Clinic>().WithMany().HasForeignKey(row => row.ClinicId);
            handover.HasOne<Venue>().WithMany().HasForeignKey(row => row.VenueId);
            handover.HasOne<Reservation>().WithMany().HasForeignKey(row => row.ReservationId);
            handover.HasOne<Business>().WithMany().HasForeignKey(row => row.BusinessId);
            handover.HasOne<CallbackRequest>().WithMany().HasForeignKey(row => row.CallbackId);
            handover.HasIndex(row => new { row.DoneAtUtc, row.DueOn });
        });
        model.Entity<HandoverGram>().HasKey(row => new { row.Gram, row.HandoverId });
        model.Entity<HandoverGram>().HasIndex(row => row.HandoverId);
        model.Entity<HandoverGram>().HasOne<Handover>().WithMany().HasForeignKey(row => row.HandoverId);
    }
}
