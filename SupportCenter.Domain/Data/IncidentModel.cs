using Microsoft.EntityFrameworkCore;
using SupportCenter.Domain.Access;
using SupportCenter.Domain.Incidents;

namespace SupportCenter.Domain.Data;

/// <summary>The tables of incidents.</summary>
internal static class IncidentModel
{
    public static void Configure(ModelBuilder model)
    {
        model.Entity<Incident>(incident =>
        {
            incident.ComplexProperty(row => row.Details);
            incident.HasOne<StaffMember>().WithMany().HasForeignKey(row => row.OwnerId);
            incident.HasOne<StaffMember>().WithMany().HasForeignKey(row => row.RecordedById);
            incident.Property(row => row.Version).IsConcurrencyToken();
            incident
                .HasIndex(row => new
                {
                    row.FiscalYear,
                    row.IsDrill,
                    row.Number,
                })
                .IsUnique();
            incident.HasIndex(row => new { row.State, row.RecordedAtUtc });
        });
        model.Entity<IncidentVersion>().HasOne<Incident>().WithMany().HasForeignKey(row => row.IncidentId);
        model.Entity<IncidentVersion>().HasIndex(row => new { row.IncidentId, row.Number }).IsUnique();
        model.Entity<IncidentSource>().HasOne<Incident>().WithMany().HasForeignKey(row => row.IncidentId);
        model.Entity<IncidentSource>().HasIndex(row => row.SourceId);
        model.Entity<IncidentStep>(step =>
        {
            step.HasOne<Incident>().WithMany().HasForeignKey(row => row.IncidentId);
            step.HasOne<StaffMember>().WithMany().HasForeignKey(row => row.OwnerId);
            step.Property(row => row.Version).IsConcurrencyToken();
            step.HasIndex(row => new { row.IncidentId, row.State });
        });
        model.Entity<IncidentEvent>().HasOne<Incident>().WithMany().HasForeignKey(row => row.IncidentId);
        model.Entity<IncidentEvent>().HasIndex(row => new { row.IncidentId, row.HappenedAtUtc });
        // An entry is corrected once: of two corrections at the same time one is refused.
        model.Entity<IncidentEvent>().HasIndex(row => row.CorrectsId).IsUnique();
        model.Entity<IncidentPaper>(paper =>
        {
            paper.HasOne<Incident>().WithMany().HasForeignKey(row => row.IncidentId);
            paper.HasOne<StaffMember>().WithMany().HasForeignKey(row => row.PreparedById);
            paper.HasOne<StaffMember>().WithMany().HasForeignKey(row => row.ApprovedById);
            paper.Property(row => row.Version).IsConcurrencyToken();
            paper.HasIndex(row => new { row.IncidentId, row.Number }).IsUnique();
        });
        model.Entity<HalfYearPaper>(paper =>
        {
            paper.HasOne<StaffMember>().WithMany().HasForeignKey(row => row.PreparedById);
            paper.HasOne<StaffMember>().WithMany().HasForeignKey(row => row.ApprovedById);
            paper.Property(row => row.Version).IsConcurrencyToken();
            paper.HasIndex(row => new { row.From, row.Number }).IsUnique();
        });
        model.Entity<IncidentPaperPart>().HasOne<IncidentPaper>().WithMany().HasForeignKey(row => row.PaperId);
        model.Entity<IncidentPaperPart>().HasIndex(row => new { row.PaperId, row.Number }).IsUnique();
        model.Entity<IncidentPaperPart>().HasIndex(row => row.BusinessId);
        ConfigureAffected(model);
    }

    private static void ConfigureAffected(ModelBuilder model)
    {
        model.Entity<AffectedList>().HasOne<Incident>().WithMany().HasForeignKey(row => row.IncidentId);
        model.Entity<AffectedList>().HasIndex(row => new { row.IncidentId, row.Number }).IsUnique();
        model.Entity<AffectedBusiness>(affected =>
        {
            affected.HasOne<Incident>().WithMany().HasForeignKey(row => row.IncidentId);
            affected.Property(row => row.Version).IsConcurrencyToken();
            affected.HasIndex(row => new { row.IncidentId, row.BusinessId }).IsUnique();
            affected.HasIndex(row => row.BusinessId);
        });
        model.Entity<ContactAttempt>().HasOne<AffectedBusiness>().WithMany().HasForeignKey(row => row.AffectedId);
        model.Entity<ContactAttempt>().HasIndex(row => new { row.AffectedId, row.AtUtc });
        model.Entity<ContactAttempt>().HasIndex(row => row.BusinessId);
        model.Entity<CallScript>().HasOne<Incident>().WithMany().HasForeignKey(row => row.IncidentId);
        model.Entity<CallScript>().HasIndex(row => new { row.IncidentId, row.Number }).IsUnique();
    }
}
