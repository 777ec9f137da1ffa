using Microsoft.EntityFrameworkCore.Design;

namespace SupportCenter.Domain.Data;

/// <summary>For the migration tool only (<c>dotnet ef migrations add …</c>): a context that is never opened.</summary>
internal sealed class PortalDbContextFactory : IDesignTimeDbContextFactory<PortalDbContext>
{
    public PortalDbContext CreateDbContext(string[] args) =>
        new(PortalDatabase.Options("Data Source=:memory:", new PersonalCipher(KeyRing.Ephemeral())));
}
