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
    }
}
