using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace SupportCenter.Domain.Data.Migrations;

/// <summary>Rows of the audit log can be added and read, never changed or removed (ASVS 16.4.2): the database itself refuses.</summary>
[DbContext(typeof(PortalDbContext))]
[Migration("20261122010000_SealAudit")]
internal sealed class SealAudit : Migration
{
    private static readonly string[] Tables = ["Audit", "AuditedBusinesses"];

    protected override void Up(MigrationBuilder migrationBuilder)
    {
        foreach (var table in Tables)
        {
            foreach (var verb in new[] { "UPDATE", "DELETE" })
            {
                migrationBuilder.Sql($"CREATE TRIGGER \"{table}_No{verb}\" BEFORE {verb} ON \"{table}\" BEGIN SELECT RAISE(ABORT, 'The audit log cannot be changed.'); END;");
            }
        }
    }

    protected override void Down(MigrationBuilder migrationBuilder)
    {
        foreach (var table in Tables)
        {
            foreach (var verb in new[] { "UPDATE", "DELETE" })
            {
                migrationBuilder.Sql($"DROP TRIGGER \"{table}_No{verb}\";");
            }
        }
    }
}
