using Microsoft.EntityFrameworkCore;
using SupportCenter.Domain.Access;
using SupportCenter.Domain.Oversight;

namespace SupportCenter.Domain.Data;

/// <summary>The tables of the oversight of contractors.</summary>
internal static class OversightModel
{
    public static void Configure(ModelBuilder model)
    {
        model.Entity<Contract>(contract =>
        {
            contract.ComplexProperty(row => row.Details);
            contract.HasOne<Contract>().WithMany().HasForeignKey(row => row.ParentId);
            contract.HasOne<StaffMember>().WithMany().HasForeignKey(row => row.RecordedById);
            contract.HasOne<StaffMember>().WithMany().HasForeignKey(row => row.ApprovedById);
            contract.HasOne<StaffMember>().WithMany().HasForeignKey(row => row.EndedById);
            contract.HasOne<StaffMember>().WithMany().HasForeignKey(row => row.ManagerId);
            contract.Property(row => row.Version).IsConcurrencyToken();
            contract.HasIndex(row => row.State);
        });
        model.Entity<Roster>().HasOne<Contract>().WithMany().HasForeignKey(row => row.ContractId);
        model.Entity<Roster>().HasIndex(row => new { row.ContractId, row.Number }).IsUnique();
        model.Entity<RosterLine>().HasOne<Roster>().WithMany().HasForeignKey(row => row.RosterId);
        model.Entity<RosterLine>().HasIndex(row => new { row.RosterId, row.ListOrder }).IsUnique();
        model.Entity<CheckItem>().ComplexProperty(row => row.Details);
        model.Entity<CheckItem>().Property(row => row.Version).IsConcurrencyToken();
        model.Entity<CheckItemVersion>().HasOne<CheckItem>().WithMany().HasForeignKey(row => row.CheckItemId);
        model.Entity<CheckItemVersion>().HasIndex(row => new { row.CheckItemId, row.Number }).IsUnique();
        ConfigureInspections(model);
        model.Entity<DoubleCheckRound>().HasIndex(row => new { row.FiscalYear, row.Number }).IsUnique();
        model.Entity<DoubleCheckLine>(line =>
        {
            line.HasOne<DoubleCheckRound>().WithMany().HasForeignKey(row => row.RoundId);
            line.HasOne<StaffMember>().WithMany().HasForeignKey(row => row.AuthorId);
            line.HasOne<StaffMember>().WithMany().HasForeignKey(row => row.ReviewerId);
            line.HasOne<StaffMember>().WithMany().HasForeignKey(row => row.JudgedById);
            line.Property(row => row.Version).IsConcurrencyToken();
            line.HasIndex(row => new { row.RoundId, row.ListOrder }).IsUnique();
            line.HasIndex(row => row.RecordId);
        });
    }

    private static void ConfigureInspections(ModelBuilder model)
    {
        model.Entity<Inspection>(inspection =>
        {
            inspection.ComplexProperty(row => row.Details);
            inspection.HasOne<Contract>().WithMany().HasForeignKey(row => row.ContractId);
            inspection.HasOne<StaffMember>().WithMany().HasForeignKey(row => row.OpenedById);
            inspection.Property(row => row.Version).IsConcurrencyToken();
            inspection.HasIndex(row => new { row.FiscalYear, row.Number }).IsUnique();
        });
        model.Entity<Finding>(finding =>
        {
            finding.HasOne<Inspection>().WithMany().HasForeignKey(row => row.InspectionId);
            finding.HasOne<CheckItem>().WithMany().HasForeignKey(row => row.CheckItemId);
            finding.HasOne<StaffMember>().WithMany().HasForeignKey(row => row.AnsweredById);
            finding.HasOne<StaffMember>().WithMany().HasForeignKey(row => row.JudgedById);
            finding.Property(row => row.Version).IsConcurrencyToken();
            finding.HasIndex(row => new { row.InspectionId, row.CheckItemId }).IsUnique();
        });
        model.Entity<Correction>(correction =>
        {
            correction.HasOne<Inspection>().WithMany().HasForeignKey(row => row.InspectionId);
            correction.HasOne<Finding>().WithMany().HasForeignKey(row => row.FindingId);
            correction.HasOne<StaffMember>().WithMany().HasForeignKey(row => row.AnsweredById);
            correction.HasOne<StaffMember>().WithMany().HasForeignKey(row => row.VerifiedById);
            correction.Property(row => row.Version).IsConcurrencyToken();
            correction.HasIndex(row => new { row.State, row.DueOn });
        });
    }
}
