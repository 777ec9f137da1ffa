using Microsoft.EntityFrameworkCore.Migrations;

namespace SupportCenter.Domain.Data;

/// <summary>The triggers that give a month another version whenever something that the statistics count of it is written: reservations,
/// records (of the month of their reservation), clinics and slots. They hold for whoever writes: a use case, a command at the console, a
/// disposal.</summary>
internal static class CountedTriggers
{
    private static readonly (string Table, Func<string, string> Day)[] Tables =
    [
        ("Reservations", row => $"{row}.\"Date\""),
        ("Records", row => $"COALESCE((SELECT \"Date\" FROM \"Reservations\" WHERE \"Id\" = {row}.\"ReservationId\"), {row}.\"Date\")"),
        ("Clinics", row => $"{row}.\"Date\""),
        ("Slots", row => $"{row}.\"Date\""),
    ];

    private static readonly (string Verb, string[] Rows)[] Verbs = [("INSERT", ["NEW"]), ("UPDATE", ["OLD", "NEW"]), ("DELETE", ["OLD"])];

    public static void Create(MigrationBuilder migration)
    {
        foreach (var (table, day) in Tables)
        {
            foreach (var (verb, rows) in Verbs)
            {
                migration.Sql(
                    $"CREATE TRIGGER \"{table}_Counted_{verb}\" AFTER {verb} ON \"{table}\" BEGIN "
                        + string.Concat(rows.Select(row => Touch(day(row))))
                        + "END;"
                );
            }
        }
    }

    public static void Drop(MigrationBuilder migration)
    {
        foreach (var (table, _) in Tables)
        {
            foreach (var (verb, _) in Verbs)
            {
                migration.Sql($"DROP TRIGGER \"{table}_Counted_{verb}\";");
            }
        }
    }

    private static string Touch(string day) =>
        $"INSERT INTO \"CountedVersions\" (\"Month\", \"Version\") VALUES (substr({day}, 1, 7), hex(randomblob(16))) "
        + "ON CONFLICT (\"Month\") DO UPDATE SET \"Version\" = excluded.\"Version\"; ";
}
