using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace SupportCenter.Domain.Data.Migrations;

/// <summary>The indexes of the reservation list that the model cannot name.</summary>
[DbContext(typeof(PortalDbContext))]
[Migration("20261122020000_ReservationListIndexes")]
internal sealed class ReservationListIndexes : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => ReservationIndexes.Create(migrationBuilder);

    protected override void Down(MigrationBuilder migrationBuilder) => ReservationIndexes.Drop(migrationBuilder);
}
