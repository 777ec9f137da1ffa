using Microsoft.EntityFrameworkCore.Migrations;

namespace SupportCenter.Domain.Data;

/// <summary>The indexes of the reservation list over ward and industry: they are in a column group (a complex property), and the model
/// has no words for an index there. Called by a migration of every store; the SQL is the same for all.</summary>
internal static class ReservationIndexes
{
    private static readonly string[] Columns = ["Details_Ward", "Details_Industry"];

    public static void Create(MigrationBuilder migration)
    {
        foreach (var column in Columns)
        {
            migration.Sql(
                $"""CREATE INDEX "IX_Reservations_{column}" ON "Reservations" ("{column}", "Date", "StartsAt", "Id", "Status", "BusinessId");"""
            );
        }
    }

    public static void Drop(MigrationBuilder migration)
    {
        foreach (var column in Columns)
        {
            migration.Sql($"""DROP INDEX "IX_Reservations_{column}";""");
        }
    }
}
