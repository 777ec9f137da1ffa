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
                $"""CREATE INDEX "IX_Reservations_{column}" ON "Reservations" """
                    + $"""("{column}", "Date", "StartsAt", "Id", "Status", "BusinessId");"""
            );
        }
    }

    // Every column that the statistics read, in the order of their range and of what narrows it: StatisticsEntries looks up no row.
    private const string CountedReservations = """
        CREATE INDEX "IX_Reservations_Counted" ON "Reservations" ("Date", "ScrivenerId", "VenueId", "Details_Ward", "Details_Industry",
          "Id", "StartsAt", "Status", "IsWalkIn", "ImportKey", "Details_VisitNumber", "ReceivedOn", "BusinessId", "SlotId",
          "Details_EmployeeCount", "Details_Answers");
        """;

    private const string CountedRecords = """
        CREATE INDEX "IX_Records_Counted" ON "Records" ("ReservationId", "Status", "Details_StartedAt", "Details_EndedAt",
          "Details_ClientCategory", "Details_Topics", "Details_Troubles", "Details_SalesDecline", "Details_MeasureIds",
          "GuidedMeasureIds", "ReferralIds");
        """;

    /// <summary>The indexes that the statistics are read from.</summary>
    public static void CreateCounted(MigrationBuilder migration)
    {
        migration.Sql(CountedReservations);
        migration.Sql(CountedRecords);
    }

    public static void DropCounted(MigrationBuilder migration)
    {
        migration.Sql("""DROP INDEX "IX_Records_Counted";""");
        migration.Sql("""DROP INDEX "IX_Reservations_Counted";""");
    }

    public static void Drop(MigrationBuilder migration)
    {
        foreach (var column in Columns)
        {
            migration.Sql($"""DROP INDEX "IX_Reservations_{column}";""");
        }
    }
}
